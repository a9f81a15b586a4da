import { describe, expect, it } from 'vitest';
import { chooseRows, estatesOf, isBlind, notMeasuredShare, type StationRow, sumRows } from './station-rows.ts';

const row = (id: number, name: string, estateId: number, more: Partial<StationRow> = {}): StationRow => ({
  id,
  name,
  estate: { id: estateId, name: `小区${estateId}` },
  photos: 10,
  unreadable: 1,
  reported: 2,
  episodes: 5,
  flagged: 2,
  open: 1,
  misplaced: 1,
  fits: 1,
  unclear: 0,
  noWaste: 0,
  violations: 1,
  contested: 0,
  hours: { expected: 12, received: 10, unusable: 1, lost: 3 },
  ...more,
});
const rows = [row(1, '1号投放点', 1), row(2, '2号投放点', 1), row(3, 'North gate', 2)];

describe('the stations', () => {
  it('are found by part of their name or their estate’s, and by estate', () => {
    expect(chooseRows(rows, ' 2号 ', null).map(({ id }) => id)).toEqual([2]);
    expect(chooseRows(rows, 'north', null).map(({ id }) => id)).toEqual([3]);
    expect(chooseRows(rows, '小区1', null).map(({ id }) => id)).toEqual([1, 2]);
    expect(chooseRows(rows, '', 2).map(({ id }) => id)).toEqual([3]);
    expect(estatesOf(rows)).toEqual([
      { id: 1, name: '小区1' },
      { id: 2, name: '小区2' },
    ]);
  });

  it('add up', () => {
    const total = sumRows(rows);
    expect([total.photos, total.violations, total.noWaste]).toEqual([30, 3, 0]);
    expect(total.hours).toEqual({ expected: 36, received: 30, unusable: 3, lost: 9 });
  });
});

describe('what was not measured', () => {
  it('is what was lost, of what was expected', () => {
    expect(notMeasuredShare({ expected: 100, received: 80, unusable: 5, lost: 25 })).toBe(0.25);
  });

  it('is unknown where nothing was expected, and no more than all', () => {
    expect(notMeasuredShare({ expected: 0, received: 3, unusable: 0, lost: 0 })).toBeNull();
    expect(notMeasuredShare({ expected: 10, received: 12, unusable: 12, lost: 12 })).toBe(1);
  });

  it('makes a zero mean nothing where all of it is missing', () => {
    expect(isBlind(row(1, 'S', 1, { hours: { expected: 10, received: 0, unusable: 0, lost: 10 } }))).toBe(true);
    expect(isBlind(rows[0]!)).toBe(false);
  });
});
