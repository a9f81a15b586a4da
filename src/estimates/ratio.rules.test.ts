import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from './interval.rules.ts';
import { estimateRatio, type Judged } from './ratio.rules.ts';

const many = (count: number, unit: Partial<Judged>): Judged[] =>
  Array.from({ length: count }, () => ({ stratum: 'a', selection: 1, misplaced: false, judgeable: true, ...unit }));

/** 9,000 episodes, 600 flagged, of which 480 confirmed; 300 of the 8,400 others audited, 6 of them wrong. */
const illustration = [
  ...many(480, { stratum: 'flag', misplaced: true }),
  ...many(120, { stratum: 'flag' }),
  ...many(6, { selection: 300 / 8400, misplaced: true }),
  ...many(294, { selection: 300 / 8400 }),
];

describe('the estimated rate', () => {
  it('is that of the worked illustration: 480 + 168 of 9,000 = 7.2 %, standard error about 0.75 points', () => {
    const estimate = estimateRatio(illustration);
    expect(estimate?.rate).toBeCloseTo(648 / 9000, 12);
    // The sample's own variance, with n − 1, by hand: 8,400² (1 − 300/8,400) s²/300 with s² = 0.02 × 0.98 × 300/299.
    const variance = (8400 ** 2 * (1 - 300 / 8400) * ((0.02 * 0.98 * 300) / 299)) / 300;
    expect(estimate?.standardError).toBeCloseTo(Math.sqrt(variance) / 9000, 12);
    expect(estimate?.standardError).toBeCloseTo(0.0075, 3);
    // 480 counted, and 8,400 times Wilson's interval of 6 in 300 at the effective size (the others are known to be finite).
    const { low, high } = wilson(0.02, (0.02 * 0.98) / (variance / 8400 ** 2));
    expect(estimate?.interval.low).toBeCloseTo((480 + 8400 * low) / 9000, 12);
    expect(estimate?.interval.high).toBeCloseTo((480 + 8400 * high) / 9000, 12);
    expect(estimate).toMatchObject({ judged: 900, judgeable: 900, misplaced: 486 });
  });

  it('is what Rogan and Gladen get from the model’s apparent rate, sensitivity and specificity', () => {
    const sensitivity = 480 / 648;
    const specificity = 8232 / 8352;
    const corrected = (600 / 9000 + specificity - 1) / (sensitivity + specificity - 1);
    expect(estimateRatio(illustration)?.rate).toBeCloseTo(corrected, 12);
  });

  it('is the corrected prevalence of published examples: 23 of 150 is 5.1 %, 20 of 120 is 17.603 %', () => {
    // A herd of 150 at 96 % and 89 % (epiR's manual, epi.prev), one of 120 at 90 % and 99 % (RSurveillance's, tp). Here the same
    // as numbers of episodes: flagged right and wrong, and all others with those that were missed.
    for (const [apparent, sensitivity, specificity, published, digits] of [
      [23 / 150, 0.96, 0.89, 0.051, 3],
      [20 / 120, 0.9, 0.99, 0.17603, 5],
    ] as const) {
      const truth = (apparent + specificity - 1) / (sensitivity + specificity - 1);
      const scale = 100_000;
      const right = Math.round(scale * truth * sensitivity);
      const wrong = Math.round(scale * (1 - truth) * (1 - specificity));
      const missed = Math.round(scale * truth * (1 - sensitivity));
      const units = [
        ...many(right, { stratum: 'flag', misplaced: true }),
        ...many(wrong, { stratum: 'flag' }),
        ...many(missed, { misplaced: true }),
        ...many(scale - right - wrong - missed, {}),
      ];
      expect((right + wrong) / scale).toBeCloseTo(apparent, 4);
      expect(estimateRatio(units)?.rate).toBeCloseTo(published, digits - 1);
    }
  });

  it('is what prediction-powered inference gives with the flag as the prediction: its mean, put right by the audits', () => {
    // Mean of the prediction over all, plus the mean of truth − prediction from those judged, by the chance each had.
    const predicted = 600 / 9000;
    const putRight = (480 - 600 + 6 * (8400 / 300)) / 9000;
    expect(estimateRatio(illustration)?.rate).toBeCloseTo(predicted + putRight, 12);
  });

  it('is a ratio: what could not be judged counts neither above nor below the line, by hand for five episodes', () => {
    const units = [
      ...many(1, { misplaced: true, selection: 0.5 }),
      ...many(2, { selection: 0.5 }),
      ...many(1, { judgeable: false, selection: 0.5 }),
      ...many(1, { stratum: 'flag', misplaced: true }),
    ];
    const estimate = estimateRatio(units);
    expect(estimate?.rate).toBeCloseTo(3 / 7, 12);
    // e = 4/7, −3/7, −3/7, 0 of weight 2; mean −1/14; S² = 4/3 of the mean square; Σ w (w − 1) = 8.
    const residuals = [4 / 7, -3 / 7, -3 / 7, 0];
    const square = residuals.reduce((total, e) => total + (e + 1 / 14) ** 2, 0) / 3;
    expect(estimate?.standardError).toBeCloseTo(Math.sqrt(square * 8) / 7, 12);
    expect(estimate?.totals).toEqual({ episodes: 9, judgeable: 7, misplaced: 3 });
  });

  it('has no interval to speak of where everything was judged', () => {
    const units = [...many(3, { misplaced: true }), ...many(7, {})];
    expect(estimateRatio(units)).toMatchObject({ rate: 0.3, interval: { low: 0.3, high: 0.3 }, standardError: 0 });
  });

  it('does not take nothing found for nothing there', () => {
    const units = [...many(480, { misplaced: true }), ...many(300, { selection: 300 / 8400 })];
    const estimate = estimateRatio(units);
    expect(estimate?.interval.low).toBeCloseTo(480 / 8880, 12);
    expect(estimate?.interval.high).toBeCloseTo((480 + 8400 * (1 - 0.025 ** (1 / 300))) / 8880, 12);
  });

  it('does not take strata that hold one kind each for certainty', () => {
    const estimate = estimateRatio([
      ...many(40, { stratum: 'a', selection: 0.1, misplaced: true }),
      ...many(40, { stratum: 'b', selection: 0.1 }),
    ]);
    expect(estimate?.rate).toBeCloseTo(0.5, 12);
    expect(estimate?.interval.low).toBeCloseTo(wilson(0.5, 80).low, 12);
    expect(estimate?.interval.high).toBeCloseTo(wilson(0.5, 80).high, 12);
  });

  it('is null where nothing can be judged', () => {
    expect(estimateRatio([])).toBeNull();
    expect(estimateRatio(many(4, { judgeable: false }))).toBeNull();
  });

  const anyUnit = fc.record({
    stratum: fc.constantFrom('a', 'b', 'c'),
    selection: fc.double({ min: 0.01, max: 1, noNaN: true }),
    misplaced: fc.boolean(),
    judgeable: fc.constant(true),
  });

  it('lies within its interval and adds up over domains, whatever was judged', () => {
    fc.assert(
      fc.property(fc.array(anyUnit, { minLength: 1, maxLength: 60 }), (units) => {
        const whole = estimateRatio(units);
        const parts = ['a', 'b', 'c'].map((name) => estimateRatio(units, ({ stratum }) => stratum === name));
        const misplaced = parts.reduce((total, part) => total + (part?.totals.misplaced ?? 0), 0);
        expect(misplaced).toBeCloseTo(whole?.totals.misplaced ?? -1, 6);
        for (const one of [whole, ...parts]) {
          if (!one) continue;
          expect(one.interval.low).toBeLessThanOrEqual(one.rate + 1e-9);
          expect(one.interval.high).toBeGreaterThanOrEqual(one.rate - 1e-9);
          expect(one.interval.low).toBeGreaterThanOrEqual(0);
          expect(one.interval.high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('does not depend on the order in which episodes come', () => {
    fc.assert(
      fc.property(fc.array(anyUnit, { minLength: 1, maxLength: 30 }), (units) => {
        const there = estimateRatio(units);
        const back = estimateRatio(units.toReversed());
        expect(back?.rate).toBeCloseTo(there?.rate ?? -1, 9);
        expect(back?.interval.high).toBeCloseTo(there?.interval.high ?? -1, 6);
      }),
    );
  });
});
