import { describe, expect, it } from 'vitest';
import { apiQuery, changeFilter, countFilters, readFilters } from './filters.ts';

const read = (text: string) => readFilters(new URLSearchParams(text), '2026-11-24');

describe('the filters in the address', () => {
  it('go back a month when no day is named', () => {
    expect(read('')).toEqual({ from: '2026-10-25' });
    expect(read('to=2026-10-31')).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect(read('from=yesterday&to=2026-99-99')).toEqual({ from: '2026-10-25' });
  });

  it('come back out of the address that they were put into', () => {
    const address = changeFilter(new URLSearchParams('finding=x&month=y'), 'station', '7');
    expect(address.toString()).toBe('month=y&station=7');
    expect(read(address.toString()).station).toBe('7');
    expect(changeFilter(address, 'station', null).toString()).toBe('month=y');
  });

  it('are counted but for the days', () => {
    expect(countFilters(read('from=2026-11-01&station=7&judgement=fits&other=1'))).toBe(2);
  });

  it('ask the service for shares where people read per cent', () => {
    expect(apiQuery({ from: '2026-11-01', scoreFrom: '62', scoreTo: '250', station: '7' }).toString()).toBe(
      'from=2026-11-01&station=7&scoreFrom=0.62&scoreTo=1',
    );
    expect(apiQuery({ scoreFrom: 'x' }).toString()).toBe('');
  });
});
