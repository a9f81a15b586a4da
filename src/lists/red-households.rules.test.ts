import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HomeRow, type ListInputs, leastHomes, listedRed, makeList } from './lists.rules.ts';
import { leastDays } from './red-households.rules.ts';

const letters = fc.constantFrom('A', 'B', 'C');
const homesOf = (least: number) =>
  fc
    .uniqueArray(
      fc.tuple(letters, letters, letters, letters).map((code) => code.join('')),
      { minLength: least, maxLength: 40 },
    )
    .map((codes) =>
      codes.map(
        (code, index): HomeRow => ({
          householdId: index + 1,
          unitId: (index % 3) + 1,
          code,
          unit: `${index % 3}单元`,
          building: '3号楼',
          estate: '一小区',
        }),
      ),
    );
const inputsOf = (more: Partial<ListInputs>): ListInputs => ({
  month: '2026-11',
  community: { judged: 0, estimate: null },
  estates: [],
  stations: [],
  bins: [],
  cases: [],
  ...more,
});
const history = homesOf(1).chain((homes) =>
  fc.record({
    homes: fc.constant(homes),
    optedIn: fc.uniqueArray(
      fc.record({ householdId: fc.integer({ min: 1, max: homes.length }), days: fc.integer({ min: 1, max: 30 }) }),
      { selector: ({ householdId }) => householdId },
    ),
    cases: fc
      .array(fc.integer({ min: 1, max: homes.length }), { maxLength: 10 })
      .map((ids) => ids.map((id, n) => ({ findingId: `f${n}`, householdId: id, unitId: ((id - 1) % 3) + 1 }))),
  }),
);

describe('model households', () => {
  it('are exactly those who opted in, took part on enough days and have no case', () => {
    fc.assert(
      fc.property(history, ({ homes, optedIn, cases }) => {
        const inputs = inputsOf({ cases, participation: { optedIn } });
        const listed = listedRed(inputs, homes);
        const expected = optedIn.filter(
          ({ householdId, days }) => days >= leastDays && !cases.some((one) => one.householdId === householdId),
        );
        const ids = listed.map(({ home }) => home.householdId).toSorted((a, b) => a - b);
        const due = homes.length < leastHomes ? [] : expected.map(({ householdId }) => householdId);
        expect(ids).toEqual(due.toSorted((a, b) => a - b));
        expect(makeList(inputs, homes).redHouseholds?.rows).toHaveLength(due.length);
      }),
    );
  });

  it('stand under codes that at least five homes fit, most days first, equal days under one rank', () => {
    let rows = 0;
    fc.assert(
      fc.property(history, ({ homes, optedIn, cases }) => {
        const red = makeList(inputsOf({ cases, participation: { optedIn } }), homes).redHouseholds?.rows ?? [];
        for (const [index, { name, days, rank, isTied }] of red.entries()) {
          rows += 1;
          const fitting = homes.filter(({ code }) => code.startsWith(name.replaceAll('•', '')));
          expect(fitting.length).toBeGreaterThanOrEqual(leastHomes);
          expect(days).toBeLessThanOrEqual(red[index - 1]?.days ?? 31);
          expect(rank).toBe(1 + red.filter((one) => one.days > days).length);
          expect(isTied).toBe(red.filter((one) => one.days === days).length > 1);
        }
      }),
      // So many that the households listed are never few, whatever is drawn.
      { numRuns: 500 },
    );
    expect(rows).toBeGreaterThan(100);
  });

  it('do not depend on the order in which they became known, and not on a case that is void again', () => {
    fc.assert(
      fc.property(history, ({ homes, optedIn, cases }) => {
        const list = makeList(inputsOf({ participation: { optedIn } }), homes).redHouseholds;
        const turned = { optedIn: optedIn.toReversed() };
        expect(makeList(inputsOf({ participation: turned }), homes).redHouseholds).toEqual(list);
        const withCases = makeList(inputsOf({ cases, participation: turned }), homes).redHouseholds;
        expect(withCases?.rows.length).toBeLessThanOrEqual(list?.rows.length ?? 0);
      }),
    );
  });

  it('do not exist in a month without records of participation', () => {
    const [homes] = fc.sample(homesOf(6), 1);
    expect(makeList(inputsOf({}), homes ?? []).redHouseholds).toBeNull();
  });
});
