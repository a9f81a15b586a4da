import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  editionState,
  type HomeRow,
  type ListInputs,
  leastHomes,
  makeList,
  maskCode,
  withoutVoid,
} from './lists.rules.ts';

const home = (householdId: number, unitId: number, code: string): HomeRow => ({
  householdId,
  unitId,
  code,
  unit: `${unitId}单元`,
  building: '3号楼',
  estate: '一小区',
});
const letters = fc.constantFrom('A', 'B', 'C');
const homes: fc.Arbitrary<HomeRow[]> = fc
  .uniqueArray(
    fc.tuple(letters, letters, letters, letters).map((code) => code.join('')),
    { minLength: 6, maxLength: 60 },
  )
  .map((codes) => codes.map((code, index) => home(index + 1, (index % 4) + 1, code)));
const inputsOf = (cases: ListInputs['cases'], more: Partial<ListInputs> = {}): ListInputs => ({
  month: '2026-11',
  community: { judged: 100, estimate: { rate: 0.2, low: 0.15, high: 0.26 } },
  estates: [],
  stations: [],
  bins: [],
  cases,
  ...more,
});
const withCases = homes.chain((all) =>
  fc.array(fc.nat(all.length - 1), { maxLength: 40 }).map((chosen) => ({
    all,
    cases: chosen.map((index, number) => {
      const { householdId, unitId } = all[index] as HomeRow;
      return { findingId: `f${number}`, householdId, unitId };
    }),
  })),
);

describe('a listed household', () => {
  it('can be any of at least five homes, also for who reads the units’ counts beside it', () => {
    let rows = 0;
    fc.assert(
      fc.property(withCases, ({ all, cases }) => {
        const list = makeList(inputsOf(cases), all);
        for (const { name, cases: count } of list.households) {
          rows += 1;
          const possible = all.filter((one) => {
            const unit = list.units.find((row) => row.name === `${one.building} ${one.unit}`);
            return one.code.startsWith(name.replaceAll('•', '')) && (unit?.cases ?? 0) >= count;
          });
          expect(possible.length).toBeGreaterThanOrEqual(leastHomes);
        }
      }),
    );
    expect(rows).toBeGreaterThan(20);
  });

  it('shows as much of its code as it may, and nothing where fewer than five homes fit', () => {
    const codes = ['AAAA', 'AAAB', 'AABA', 'ABAA', 'ACAA', 'BAAA'];
    expect(maskCode('AAAA', codes)).toBe('A•••');
    expect(maskCode('BAAA', codes)).toBe('••••');
  });

  it('is listed from its second case on', () => {
    const all = Array.from({ length: 6 }, (_, index) => home(index + 1, 1, `A${index}`));
    const once = [{ findingId: 'a', householdId: 1, unitId: 1 }];
    expect(makeList(inputsOf(once), all)).toMatchObject({ households: [], unlisted: 1 });
    const twice = [...once, { findingId: 'b', householdId: 1, unitId: 1 }];
    expect(makeList(inputsOf(twice), all).households).toMatchObject([{ name: 'A•', cases: 2, rank: 1 }]);
  });
});

describe('the list', () => {
  it('is the same in whatever order the cases come, and holds no case twice', () => {
    fc.assert(
      fc.property(withCases, ({ all, cases }) => {
        const list = makeList(inputsOf(cases), all);
        expect(makeList(inputsOf(cases.toReversed()), all)).toEqual(list);
        expect(list.units.reduce((sum, one) => sum + one.cases, 0)).toBe(cases.length);
        expect(list.buildings.reduce((sum, one) => sum + one.cases, 0)).toBe(cases.length);
      }),
    );
  });

  it('is as it was after cases came and were voided again', () => {
    fc.assert(
      fc.property(withCases, fc.nat(40), ({ all, cases }, kept) => {
        const before = cases.slice(0, kept);
        const holding = new Set(before.map(({ findingId }) => findingId));
        const back = withoutVoid(inputsOf(cases), holding) ?? inputsOf(cases);
        expect(makeList(back, all)).toEqual(makeList(inputsOf(before), all));
        expect(withoutVoid(back, holding)).toBeNull();
      }),
    );
  });
});

describe('places', () => {
  const place = (id: number, rate: number | null, low = 0, high = 1, before: number | null = null) => ({
    id,
    name: `投放点${id}`,
    within: '一小区',
    judged: rate === null ? 12 : 80,
    estimate: rate === null ? null : { rate, low, high },
    before,
  });

  it('are ranked by rate, share a rank where the rates print the same, and come last without one', () => {
    const stations = [place(1, null), place(2, 0.3001), place(3, 0.1), place(4, 0.3004), place(5, 0.4)];
    const ranked = makeList(inputsOf([], { stations }), []).stations;
    expect(ranked.map(({ name, rank, isTied }) => [name, rank, isTied])).toEqual([
      ['投放点3', 1, false],
      ['投放点2', 2, true],
      ['投放点4', 2, true],
      ['投放点5', 4, false],
      ['投放点1', null, false],
    ]);
  });

  it('are red or black only where the whole interval lies beyond the community’s rate', () => {
    const stations = [place(1, 0.1, 0.05, 0.19), place(2, 0.1, 0.05, 0.21), place(3, 0.3, 0.21, 0.4)];
    expect(makeList(inputsOf([], { stations }), []).stations.map(({ standing }) => standing)).toEqual([
      'red',
      'between',
      'black',
    ]);
  });

  it('tell the change against the month before where both were estimated', () => {
    const stations = [place(1, 0.25, 0, 1, 0.2), place(2, 0.26, 0, 1, null)];
    const [first, second] = makeList(inputsOf([], { stations }), []).stations;
    expect(first?.change).toBeCloseTo(0.05);
    expect(second?.change).toBeNull();
  });
});

describe('an edition', () => {
  it('is a draft, signed, published, and corrected once a later one is published', () => {
    const edition = { number: 1, signedAt: null, publishedAt: null };
    expect(editionState(edition, null)).toBe('draft');
    expect(editionState({ ...edition, signedAt: 1 }, null)).toBe('signed');
    expect(editionState({ ...edition, signedAt: 1, publishedAt: 2 }, 1)).toBe('published');
    expect(editionState({ ...edition, signedAt: 1, publishedAt: 2 }, 2)).toBe('corrected');
  });
});
