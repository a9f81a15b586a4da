import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiefsOf, clashOf, type Duty, doOverlap, fieldOf, homesOf, isOnDay } from './duties.rules.ts';

const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05', '2026-01-06'];
const day = fc.constantFrom(...days);
const period = fc.tuple(day, fc.option(day)).map(([one, other]) => {
  const [fromDay = one, lastDay = null] = [one, ...(other === null ? [] : [other])].sort();
  return { fromDay, lastDay };
});
/** Buildings 1 and 2, two units each (11, 12, 21, 22), two homes each (111, 112 …). */
const homes = [1, 2].flatMap((buildingId) =>
  [1, 2].flatMap((unit) =>
    [1, 2].map((home) => ({
      buildingId,
      unitId: buildingId * 10 + unit,
      householdId: buildingId * 100 + unit * 10 + home,
    })),
  ),
);
const target = fc.oneof(
  fc.constantFrom(1, 2).map((id) => ({ kind: 'building' as const, id })),
  fc.constantFrom(11, 12, 21, 22).map((id) => ({ kind: 'unit' as const, id })),
  fc.constantFrom(111, 112, 121, 211).map((id) => ({ kind: 'household' as const, id })),
);
/** Fields entered one after the other as the service does: what clashes is refused. */
const fields = fc
  .array(fc.record({ period, target, personId: fc.constantFrom(1, 2, 3), isCancelled: fc.boolean() }), {
    maxLength: 14,
  })
  .map((wanted) => {
    const entered: Duty[] = [];
    for (const [index, { period: days, ...one }] of wanted.entries()) {
      const duty = { id: index + 1, ...one, ...days };
      if (clashOf(entered, duty) === null) entered.push(duty);
    }
    return entered;
  });

describe('periods', () => {
  it('overlap exactly when some day is in both', () => {
    fc.assert(
      fc.property(period, period, (one, other) => {
        const isShared = [...days, '2026-12-31'].some((each) => isOnDay(one, each) && isOnDay(other, each));
        expect(doOverlap(one, other)).toBe(isShared);
        expect(doOverlap(other, one)).toBe(isShared);
      }),
    );
  });
});

describe('a responsibility field', () => {
  it('makes each home one member’s at most on a day, whatever was entered, and the members’ homes add up', () => {
    fc.assert(
      fc.property(fields, day, (entered, on) => {
        const owned = [1, 2, 3].flatMap((personId) => homesOf(entered, homes, personId, on));
        expect(new Set(owned).size).toBe(owned.length);
        expect(owned.length).toBe(homes.filter((home) => fieldOf(entered, home, on) !== null).length);
      }),
    );
  });

  it('is found whatever the order of entry, and a cancelled one is as if it had never been', () => {
    fc.assert(
      fc.property(fields, day, (entered, on) => {
        for (const home of homes) {
          const found = fieldOf(entered, home, on);
          expect(fieldOf(entered.toReversed(), home, on)).toBe(found);
          expect(
            fieldOf(
              entered.filter((one) => !one.isCancelled),
              home,
              on,
            ),
          ).toBe(found);
        }
      }),
    );
  });

  it('of one home goes before that of the unit, and that before the building’s', () => {
    const base = { fromDay: '2026-01-01', lastDay: null, isCancelled: false };
    const building: Duty = { id: 1, personId: 1, target: { kind: 'building', id: 1 }, ...base };
    const unit: Duty = { id: 2, personId: 2, target: { kind: 'unit', id: 11 }, ...base };
    const home: Duty = { ...base, id: 3, personId: 3, target: { kind: 'household', id: 111 }, lastDay: '2026-01-03' };
    const all = [building, unit, home];
    const owner = (householdId: number, on: string) =>
      fieldOf(all, homes.find((one) => one.householdId === householdId)!, on)?.personId ?? null;
    expect([owner(111, '2026-01-03'), owner(111, '2026-01-04'), owner(112, '2026-01-03')]).toEqual([3, 2, 2]);
    expect([owner(121, '2026-01-03'), owner(211, '2026-01-03'), owner(111, '2025-12-31')]).toEqual([1, null, null]);
    expect(clashOf(all, { ...base, personId: 9, target: { kind: 'building', id: 1 } })).toBe(building);
    expect(clashOf(all, { ...base, personId: 9, target: { kind: 'building', id: 1 } }, 1)).toBeNull();
  });
});

describe('bin chiefs', () => {
  it('are those of the bin, else those of its station, and one may share with others but not with oneself', () => {
    const base = { fromDay: '2026-01-01', lastDay: null, isCancelled: false };
    const morning: Duty = { id: 1, personId: 1, target: { kind: 'station', id: 5 }, ...base };
    const evening: Duty = { id: 2, personId: 2, target: { kind: 'station', id: 5 }, ...base };
    const bin: Duty = { id: 3, personId: 3, target: { kind: 'bin', id: 51 }, ...base, lastDay: '2026-01-02' };
    const posts = [evening, bin, morning];
    const chiefs = (id: number, on: string) => chiefsOf(posts, { id, stationId: 5 }, on).map((one) => one.personId);
    expect([chiefs(51, '2026-01-02'), chiefs(51, '2026-01-03'), chiefs(52, '2026-01-02')]).toEqual([
      [3],
      [1, 2],
      [1, 2],
    ]);
    expect(clashOf(posts, { ...base, personId: 3, target: { kind: 'station', id: 5 } })).toBeNull();
    expect(clashOf(posts, { ...base, personId: 1, target: { kind: 'station', id: 5 } })).toBe(morning);
  });
});
