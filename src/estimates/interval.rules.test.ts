import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactUpperAtZero, wilson } from './interval.rules.ts';

describe('Wilson’s interval', () => {
  it('is that of the textbooks: 81 of 263 gives 25.53 % to 36.62 % (Newcombe 1998, example 1)', () => {
    const { low, high } = wilson(81 / 263, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  it('is that of the textbooks for few and for none: 1 of 29, 0 of 20 (Newcombe 1998, examples 3 and 4)', () => {
    expect(wilson(1 / 29, 29).low).toBeCloseTo(0.0061, 4);
    expect(wilson(1 / 29, 29).high).toBeCloseTo(0.1718, 4);
    expect(wilson(0, 20)).toEqual({ low: 0, high: expect.closeTo(0.1611, 4) });
  });

  it('holds the proportion, stays within 0 and 1, and narrows as more is seen', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.5, max: 1e6, noNaN: true }),
        (p, n) => {
          const { low, high } = wilson(p, n);
          const more = wilson(p, 2 * n);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low - 1e-12 <= p && p <= high + 1e-12).toBe(true);
          expect(more.high - more.low).toBeLessThanOrEqual(high - low + 1e-12);
        },
      ),
    );
  });
});

describe('the exact bound where nothing was found', () => {
  it('is that of Clopper and Pearson: 0 of 10 leaves up to 30.85 %, 0 of 300 up to 1.22 %', () => {
    expect(exactUpperAtZero(10)).toBeCloseTo(0.3085, 4);
    expect(exactUpperAtZero(300)).toBeCloseTo(0.0122, 4);
    expect(exactUpperAtZero(0)).toBe(1);
  });
});
