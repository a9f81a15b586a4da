import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categories, type Outcome, outcomes } from '../inference/categories.ts';
import {
  accuracy,
  balancedAccuracy,
  classFigures,
  confusionMatrix,
  drawBins,
  flagFigures,
  type Judged,
  proportion,
  seededRandom,
  wilson,
} from './evaluation.rules.ts';

const judged = (...pairs: [Outcome, Outcome][]): Judged[] => pairs.map(([truth, predicted]) => ({ truth, predicted }));

// Recalls: recyclable 3/4, hazardous 1/2, kitchen 0/1.
const rows = judged(
  ['recyclable', 'recyclable'],
  ['recyclable', 'recyclable'],
  ['recyclable', 'recyclable'],
  ['recyclable', 'residual'],
  ['hazardous', 'hazardous'],
  ['hazardous', 'recyclable'],
  ['kitchen', 'nothing_to_judge'],
);

describe('figures of a model', () => {
  it('agree with those worked out by hand', () => {
    expect(accuracy(rows)).toMatchObject({ count: 4, of: 7, share: 4 / 7 });
    expect(balancedAccuracy(rows, outcomes).value).toBeCloseTo((0.75 + 0.5 + 0) / 3, 12);
    expect(balancedAccuracy(rows, outcomes).classes).toBe(3);
    expect(classFigures(rows, 'recyclable')).toMatchObject({
      photos: 4,
      recall: { count: 3, of: 4 },
      precision: { count: 3, of: 4 },
    });
    expect(classFigures(rows, 'residual')).toMatchObject({
      photos: 0,
      recall: { share: null },
      precision: { share: 0 },
    });
    expect(confusionMatrix(rows, ['recyclable', 'hazardous', 'residual'])).toEqual([
      [3, 0, 1],
      [1, 1, 0],
      [0, 0, 0],
    ]);
  });

  it('have no balanced accuracy where there is nothing', () => {
    expect(balancedAccuracy([], categories)).toEqual({ value: null, classes: 0 });
    expect(proportion(0, 0)).toEqual({ count: 0, of: 0, share: null, interval: null });
  });

  it('count every photograph once in the matrix', () => {
    const anyRows = fc.array(fc.record({ truth: outcome(), predicted: outcome() }));
    fc.assert(
      fc.property(anyRows, (given) => {
        const counts = confusionMatrix(given, outcomes).flat();
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(given.length);
      }),
    );
  });
});

const outcome = () => fc.constantFrom(...outcomes);

describe('Wilson’s interval', () => {
  // From the formula by hand, and R's prop.test(correct = FALSE).
  it.each([
    [8, 10, 0.4902, 0.9433],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [50, 100, 0.4038, 0.5962],
  ])('of %i in %i is %f to %f', (count, of, low, high) => {
    expect(wilson(count, of)?.low).toBeCloseTo(low, 4);
    expect(wilson(count, of)?.high).toBeCloseTo(high, 4);
  });

  it('holds the share and stays between 0 and 1', () => {
    const countOf = fc
      .integer({ min: 1, max: 5_000 })
      .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
    fc.assert(
      fc.property(countOf, ([count, of]) => {
        const { low, high } = wilson(count, of)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low - 1e-9).toBeLessThanOrEqual(count / of);
        expect(high + 1e-9).toBeGreaterThanOrEqual(count / of);
      }),
    );
  });
});

describe('flags', () => {
  it('are right only on what shows another category than its bin’s', () => {
    const figures = flagFigures(
      [
        { truth: 'kitchen', expected: 'residual', decision: 'misplaced' },
        { truth: 'kitchen', expected: 'residual', decision: 'cannot_tell' },
        { truth: 'recyclable', expected: 'recyclable', decision: 'misplaced' },
        { truth: 'recyclable', expected: 'recyclable', decision: 'fits' },
        { truth: 'closed_bag', expected: 'kitchen', decision: 'misplaced' },
        { truth: 'closed_bag', expected: 'kitchen', decision: 'cannot_tell' },
      ],
      categories,
    );
    expect(figures).toMatchObject({
      photos: 6,
      misplaced: 2,
      decisions: { fits: 1, misplaced: 3, cannot_tell: 2, empty: 0, unusable: 0 },
      precision: { count: 1, of: 3 },
      recall: { count: 1, of: 2 },
      falseFlags: { count: 2, of: 4 },
    });
  });
});

describe('the draw of bins', () => {
  it('is the same for the same seed and another for another', () => {
    const truths = Array.from({ length: 200 }, () => 'kitchen' as const);
    const draw = (seed: number) => drawBins(truths, categories, 0.2, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('puts everything with a category into its own bin for a share of 0, and nothing for 1', () => {
    fc.assert(
      fc.property(fc.array(outcome()), fc.integer(), (truths, seed) => {
        const own = drawBins(truths, categories, 0, seededRandom(seed));
        const other = drawBins(truths, categories, 1, seededRandom(seed));
        for (const [index, truth] of truths.entries()) {
          if (truth === 'closed_bag' || truth === 'nothing_to_judge') expect(categories).toContain(own[index]);
          else expect(own[index]).toBe(truth);
          expect(other[index]).not.toBe(truth);
        }
      }),
    );
  });

  it('misplaces about the share asked for, evenly among the other bins', () => {
    const truths = Array.from({ length: 20_000 }, () => 'kitchen' as const);
    const drawn = drawBins(truths, categories, 0.2, seededRandom(1));
    for (const bin of ['recyclable', 'hazardous', 'residual']) {
      const share = drawn.filter((expected) => expected === bin).length / drawn.length;
      expect(Math.abs(share - 0.2 / 3)).toBeLessThan(0.01);
    }
  });
});
