import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categories, outcomes } from '../inference/categories.ts';
import { binWeight, countFlags, type FlagRow, isMisplaced, weightedFlags } from './flag-figures.rules.ts';

const options = { rounds: 20, seed: 1 };
const nowhere = { recyclable: false, hazardous: false, kitchen: false, residual: false };
const rowOf = (
  truth: FlagRow['truth'],
  flagged: Partial<FlagRow['flagged']>,
  more: Partial<FlagRow> = {},
): FlagRow => ({
  group: truth,
  source: 'web',
  truth,
  flagged: { ...nowhere, ...flagged },
  ...more,
});

describe('weights of a photograph in four bins', () => {
  it('add up to 1, of which the share asked for lies wrong', () => {
    fc.assert(
      fc.property(fc.constantFrom(...outcomes), fc.double({ min: 0, max: 1, noNaN: true }), (truth, share) => {
        const sum = (bins: readonly (typeof categories)[number][]) =>
          bins.reduce((total, bin) => total + binWeight(truth, bin, share), 0);
        expect(sum(categories)).toBeCloseTo(1, 12);
        const hasCategory = categories.some((name) => name === truth);
        expect(sum(categories.filter((bin) => isMisplaced(truth, bin)))).toBeCloseTo(hasCategory ? share : 0, 12);
      }),
    );
  });
});

describe('weighted flags', () => {
  // A kitchen photo flagged everywhere but in its own bin, one taken for residual, and a bag flagged in one bin.
  const rows = [
    rowOf('kitchen', { recyclable: true, hazardous: true, residual: true }, { group: 'a' }),
    rowOf('kitchen', { recyclable: true, hazardous: true, kitchen: true }, { group: 'b' }),
    rowOf('closed_bag', { kitchen: true }, { group: 'c', source: 'street' }),
  ];

  it('agree with those worked out by hand', () => {
    const figures = weightedFlags(rows, categories, 0.3, options);
    // Rightly flagged 0.3 and 0.2, wrongly 0.7 and 0.25; misplaced 0.6 of 3.
    expect(figures.precision.value).toBeCloseTo(0.5 / 1.45, 12);
    expect(figures.recall.value).toBeCloseTo(0.5 / 0.6, 12);
    expect(figures.falseFlagsPer1000.value).toBeCloseTo((1000 * 0.95) / 2.4, 9);
    expect(figures).toMatchObject({
      photos: 3,
      misplacedShare: 0.3,
      misplacements: { count: 5, of: 6 },
      falselyFlagged: 2,
    });
  });

  it('say where false flags come from', () => {
    expect(countFlags(rows, ['kitchen'], 0.3)).toMatchObject({ falselyFlagged: 2, precision: 0 });
    expect(countFlags(rows, ['residual'], 0.3)).toMatchObject({ falselyFlagged: 0, precision: 1 });
    const street = rows.filter(({ source }) => source === 'street');
    expect(countFlags(street, categories, 0.3)).toMatchObject({ photos: 1, falselyFlagged: 1, precision: 0 });
  });

  it('have the recall of any share, and lose precision as fewer lie wrong', () => {
    const [many, few] = [0.2, 0.02].map((share) => weightedFlags(rows, categories, share, options));
    expect(few!.recall.value).toBeCloseTo(many!.recall.value!, 12);
    expect(few!.precision.value).toBeLessThan(many!.precision.value!);
  });

  it('are nothing where nothing is flagged', () => {
    const none = weightedFlags([rowOf('kitchen', {})], categories, 0.2, options);
    expect(none.precision).toEqual({ value: null, interval: null });
    expect(none.recall.value).toBe(0);
  });
});
