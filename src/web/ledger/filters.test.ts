import { describe, expect, it } from 'vitest';
import { changeFilter, countFilters, readFilters } from './filters.ts';

const read = (text: string) => readFilters(new URLSearchParams(text), '2026-11');

describe('the ledger’s filters in the address', () => {
  it('are of a month unless days are named, which may lie in several', () => {
    expect(read('state=voided')).toEqual({ month: '2026-11', state: 'voided' });
    expect(read('from=2026-10-20&home=3号楼')).toEqual({ from: '2026-10-20', home: '3号楼' });
    expect(read('from=yesterday&row=3')).toEqual({ month: '2026-11' });
  });

  it('drop the place within another one, and the open row, with a change', () => {
    const address = new URLSearchParams('month=2026-10&estate=1&station=2&bin=3&row=4');
    expect(changeFilter(address, 'station', '5').toString()).toBe('month=2026-10&estate=1&station=5');
    expect(changeFilter(address, 'estate', null).toString()).toBe('month=2026-10');
    expect(countFilters(read('estate=1&state=voided'))).toBe(2);
  });
});
