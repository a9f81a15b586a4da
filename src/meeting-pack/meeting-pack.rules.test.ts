import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseRow } from '../monthly-report/report-inputs.ts';
import {
  binomialTail,
  daysOfHalf,
  halfBefore,
  hasRisen,
  proposeMeasures,
  risen,
  spreadOver,
} from './meeting-pack.rules.ts';

const caseAt = (stationId: number): CaseRow => ({
  violation: 1,
  subject: 'episode:1',
  month: '2026-11',
  stationId,
  binId: 1,
  expected: 'kitchen',
  actual: 'residual',
  day: '2026-11-03',
  isContested: false,
});
const cases = (stationId: number, count: number) => Array.from({ length: count }, () => caseAt(stationId));

describe('half months', () => {
  it('meet at the 15th and cover the month', () => {
    expect(daysOfHalf({ month: '2026-12', half: 1 }, '2027-01')).toEqual({
      fromDay: '2026-12-01',
      toDay: '2026-12-16',
    });
    expect(daysOfHalf({ month: '2026-12', half: 2 }, '2027-01')).toEqual({
      fromDay: '2026-12-16',
      toDay: '2027-01-01',
    });
    expect(halfBefore({ month: '2026-12', half: 2 }, '2026-11')).toEqual({ month: '2026-12', half: 1 });
    expect(halfBefore({ month: '2026-12', half: 1 }, '2026-11')).toEqual({ month: '2026-11', half: 2 });
  });
});

describe('what rose', () => {
  it('has tails of the binomial as they are by hand', () => {
    expect(binomialTail(0, 5, 0.5)).toBe(1);
    expect(binomialTail(5, 5, 0.5)).toBeCloseTo(1 / 32, 12);
    expect(binomialTail(8, 10, 0.5)).toBeCloseTo((45 + 10 + 1) / 1_024, 12);
    expect(binomialTail(2, 3, 0.25)).toBeCloseTo(3 * 0.0625 * 0.75 + 0.015625, 12);
  });

  it('is more than chance explains: 9 after 1 is, 8 after 2 is not, nor is one after none', () => {
    expect(hasRisen(9, 1, 15, 15)).toBe(true);
    expect(hasRisen(8, 2, 15, 15)).toBe(false);
    expect(hasRisen(5, 0, 15, 15)).toBe(true);
    expect(hasRisen(1, 0, 15, 15)).toBe(false);
    expect(hasRisen(0, 9, 15, 15)).toBe(false);
  });

  it('takes days into account, and never calls a fall a rise', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.integer({ min: 13, max: 16 }), (now, before, days) => {
        const tail = binomialTail(now, now + before, days / (days + 15));
        expect(tail).toBeGreaterThanOrEqual(0);
        expect(tail).toBeLessThanOrEqual(1);
        if (now <= before && days >= 15) expect(hasRisen(now, before, days, 15)).toBe(false);
      }),
    );
  });

  it('lists keys with most cases now first', () => {
    const halves = { now: [...cases(1, 9), ...cases(2, 20), ...cases(3, 4)], before: [...cases(1, 1), ...cases(3, 4)] };
    expect(risen(({ stationId }) => stationId, halves, { now: 15, before: 15 })).toEqual([
      { key: 2, now: 20, before: 0 },
      { key: 1, now: 9, before: 1 },
    ]);
  });
});

describe('pictures and measures', () => {
  it('go round the stations before one is shown twice', () => {
    const items = [1, 1, 1, 2, 3].map((station, at) => ({ station, at }));
    expect(spreadOver(items, ({ station }) => station, 4).map(({ station }) => station)).toEqual([1, 2, 3, 1]);
  });

  it('are proposed for what there is, and for nothing where there is nothing', () => {
    const none = { count: 0, since: null };
    const overdue = { flags: none, contested: none, signatures: none, notices: none, appeals: none };
    const quiet = { rose: { stations: [], pairs: [] }, overdue, cameras: [] };
    expect(proposeMeasures(quiet, [])).toEqual([]);
    const place = { station: { id: 1, name: 'A' }, estate: { id: 1, name: 'One' } };
    const proposed = proposeMeasures(
      { ...quiet, overdue: { ...overdue, appeals: { count: 2, since: null } } },
      [1, 2, 3].map((id) => ({ ...place, station: { id, name: 'A' }, cases: 9, hour: 19 })),
    );
    expect(proposed.map(({ code }) => code)).toEqual(['guide_at_station', 'guide_at_station', 'clear_waiting']);
  });
});
