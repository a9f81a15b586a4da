import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type Candidate, drawAudits } from './draw.rules.ts';
import { bandOf, collapseStrata } from './strata.rules.ts';

const candidates = fc
  .array(fc.constantFrom('0/a', '0/b', '1/a', '1/b', '2/a', '2/b'), { maxLength: 200 })
  .map((strata) => strata.map((stratum, index): Candidate => ({ id: `episode:${index}`, stratum })));
const options = { seed: 'seed', draw: '2026-11-24', spread: () => 1 };

describe('the draw of a day', () => {
  it('takes the budget or all there are, and gives each the probability of its cell', () => {
    fc.assert(
      fc.property(candidates, fc.integer({ min: 1, max: 60 }), (all, budget) => {
        const { chosen, strata } = drawAudits(all, { ...options, budget });
        expect(chosen.length).toBe(Math.min(budget, all.length));
        expect(new Set(chosen.map(({ id }) => id)).size).toBe(chosen.length);
        for (const { size, audits } of strata) expect(audits > 0 && audits <= size).toBe(true);
        expect(strata.reduce((total, { size }) => total + size, 0)).toBe(all.length);
        // Each chosen one stands for 1/π episodes; together for all.
        const stoodFor = chosen.reduce((total, { selection }) => total + 1 / selection, 0);
        expect(stoodFor).toBeCloseTo(all.length, 6);
      }),
    );
  });

  it('is the same again from the same seed, in whatever order the episodes are read', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const ids = (of: readonly Candidate[]) =>
          new Set(drawAudits(of, { ...options, budget: 20 }).chosen.map(({ id }) => id));
        expect(ids(all.toReversed())).toEqual(ids(all));
      }),
    );
  });

  it('gives each episode of a stratum the same chance (400 seeds, each drawn as often as it should be)', () => {
    const all = Array.from({ length: 20 }, (_, index): Candidate => ({ id: `episode:${index}`, stratum: '0/a' }));
    const times = new Map<string, number>();
    for (let seed = 0; seed < 400; seed += 1) {
      for (const { id } of drawAudits(all, { ...options, seed: `seed ${seed}`, budget: 5 }).chosen) {
        times.set(id, (times.get(id) ?? 0) + 1);
      }
    }
    // 400 × 5/20 = 100 each; chi-square with 19 degrees of freedom stays below 43.8 but for one run in a thousand.
    const chi = all.reduce((total, { id }) => total + ((times.get(id) ?? 0) - 100) ** 2 / 75, 0);
    expect(chi * (19 / 20)).toBeLessThan(43.8);
  });
});

describe('the budget', () => {
  it('goes where verdicts are thought to vary, and leaves nobody out', () => {
    const strata = [
      { stratum: '0/a', size: 200, spread: 0.1 },
      { stratum: '1/a', size: 40, spread: 0.25 },
      { stratum: '2/a', size: 20, spread: 0.5 },
    ];
    expect(Object.fromEntries(allocate(strata, 30))).toEqual({ '0/a': 14, '1/a': 8, '2/a': 8 });
    expect([...allocate(strata, 3).values()]).toEqual([1, 1, 1]);
    expect([...allocate(strata, 1_000).values()]).toEqual([200, 40, 20]);
  });
});

describe('strata', () => {
  it('are bands of the score as a share of the threshold', () => {
    expect([null, 0, 0.05, 0.3, 0.89].map((score) => bandOf(score, 0.9))).toEqual([0, 0, 0, 1, 2]);
  });

  it('are put together until each holds enough audits, and none is lost', () => {
    const audited = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.integer({ min: 0, max: 50 })), {
      selector: ([name]) => name,
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(audited, fc.integer({ min: 1, max: 60 }), (list, least) => {
        const strata = list.map(([stratum, audits]) => ({ stratum, audits }));
        const collapsed = collapseStrata(strata, least);
        expect(new Set(collapsed.keys())).toEqual(new Set(strata.map(({ stratum }) => stratum)));
        const sums = Map.groupBy(strata, ({ stratum }) => collapsed.get(stratum));
        for (const members of sums.values()) {
          const audits = members.reduce((total, one) => total + one.audits, 0);
          expect(audits >= least || sums.size === 1).toBe(true);
        }
      }),
    );
  });
});
