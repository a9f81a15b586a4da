import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categories, type OutcomeDistribution, outcomes } from './categories.ts';
import { type DecisionInput, decide, scoreOf } from './decision.ts';
import { toDistributions } from './distributions.ts';

const thresholds = { flag: 0.8, fits: 0.6, closedBag: 0.5, nothing: 0.7, softening: 1 };
const none: OutcomeDistribution = {
  recyclable: 0,
  hazardous: 0,
  kitchen: 0,
  residual: 0,
  closed_bag: 0,
  nothing_to_judge: 0,
};
const expected = 'kitchen';
/** Decides on a distribution that softening leaves as it is, unless another is given. */
const decidePlain = (given: Omit<DecisionInput, 'softened'> & Partial<DecisionInput>) =>
  decide({ softened: given.categories, ...given });
const decisionOf = (distribution: Partial<OutcomeDistribution>) =>
  decidePlain({ categories: { ...none, ...distribution }, unusable: null, expected, thresholds });

describe('decision', () => {
  it.each([
    ['fits when the expected category is likely enough', { kitchen: 0.6, residual: 0.4 }, 'fits', 0.4],
    ['cannot tell when neither is', { kitchen: 0.59, residual: 0.41 }, 'cannot_tell', 0.41],
    ['misplaced from the flag threshold on', { kitchen: 0.2, residual: 0.8 }, 'misplaced', 0.8],
    ['misplaced when several others add up to it', { kitchen: 0.1, residual: 0.3, recyclable: 0.6 }, 'misplaced', 0.9],
    ['empty from its threshold on', { kitchen: 0.3, nothing_to_judge: 0.7 }, 'empty', 0],
    ['a closed bag can’t be judged', { residual: 0.5, closed_bag: 0.5 }, 'cannot_tell', 0.5],
  ] as const)('%s', (_, distribution, decision, score) => {
    const result = decisionOf(distribution);
    expect(result.decision).toBe(decision);
    expect(result.score).toBeCloseTo(score, 12);
    expect(result.threshold).toBe(0.8);
  });

  it('says unusable, without a score, before anything else', () => {
    const result = decidePlain({ categories: { ...none, residual: 1 }, unusable: 'too_dark', expected, thresholds });
    expect(result).toEqual({ decision: 'unusable', score: null, threshold: 0.8 });
  });

  it('cannot tell without a bin, and has no score', () => {
    const result = decidePlain({ categories: { ...none, residual: 1 }, unusable: null, expected: null, thresholds });
    expect(result).toEqual({ decision: 'cannot_tell', score: null, threshold: 0.8 });
  });

  it('sees that nothing is there also without a bin', () => {
    const result = decidePlain({
      categories: { ...none, nothing_to_judge: 1 },
      unusable: null,
      expected: null,
      thresholds,
    });
    expect(result).toEqual({ decision: 'empty', score: null, threshold: 0.8 });
  });

  it('asks for emptiness before closed bags, and for closed bags before misplacement', () => {
    const low = { ...thresholds, flag: 0.2, fits: 0.1, closedBag: 0.2, nothing: 0.2 };
    const ask = (distribution: Partial<OutcomeDistribution>) =>
      decidePlain({ categories: { ...none, ...distribution }, unusable: null, expected, thresholds: low }).decision;
    expect(ask({ residual: 0.4, closed_bag: 0.3, nothing_to_judge: 0.3 })).toBe('empty');
    expect(ask({ residual: 0.7, closed_bag: 0.3 })).toBe('cannot_tell');
    expect(ask({ residual: 0.4, kitchen: 0.6 })).toBe('misplaced');
  });

  it('flags what is sure in both distributions only', () => {
    const sure = { ...none, residual: 0.95, kitchen: 0.05 };
    const doubtful = { ...none, residual: 0.7, kitchen: 0.3 };
    const given = { unusable: null, expected, thresholds } as const;
    expect(decide({ categories: sure, softened: sure, ...given })).toMatchObject({
      decision: 'misplaced',
      score: 0.95,
    });
    expect(decide({ categories: sure, softened: doubtful, ...given })).toMatchObject({ decision: 'cannot_tell' });
    // Softening never flags what the plain distribution takes to fit.
    expect(decide({ categories: doubtful, softened: sure, ...given }).decision).toBe('cannot_tell');
  });

  it('has a score that never falls when an item of another category gains from one of the expected', () => {
    const weight = fc.double({ min: 0.001, max: 1, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const softening = fc.double({ min: 1, max: 4, noNaN: true });
    const shown = ['kitchen', 'kitchen', 'hazardous', 'residual', 'closed_bag'] as const;
    const score = (items: readonly number[], factor: number): number => {
      const { categories: plain, softened } = toDistributions(items, shown, factor, undefined);
      return scoreOf(plain, softened, 'kitchen');
    };
    fc.assert(
      fc.property(fc.tuple(weight, weight, weight, weight, weight), share, softening, (weights, moved, factor) => {
        const sum = weights.reduce((a, b) => a + b, 0);
        const items = weights.map((value) => value / sum);
        const after = items.with(0, items[0]! * (1 - moved)).with(2, items[2]! + items[0]! * moved);
        expect(score(after, factor)).toBeGreaterThanOrEqual(score(items, factor) - 1e-12);
      }),
    );
  });

  it('flags only with a score at the threshold or above, whatever the distribution and the bin', () => {
    const distribution = fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })
      .map((weights) => {
        const sum = weights.reduce((a, b) => a + b, 1e-9);
        return Object.fromEntries(outcomes.map((name, i) => [name, weights[i]! / sum])) as OutcomeDistribution;
      });
    fc.assert(
      fc.property(distribution, fc.constantFrom(...categories, null), (given, bin) => {
        const result = decidePlain({ categories: given, unusable: null, expected: bin, thresholds });
        if (result.decision === 'misplaced') expect(result.score).toBeGreaterThanOrEqual(thresholds.flag);
        if (bin === null) expect(result.score).toBeNull();
        else expect(result.score).toSatisfy((score: number) => score >= 0 && score <= 1);
      }),
    );
  });
});
