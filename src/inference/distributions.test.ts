import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomes } from './categories.ts';
import { shift, soften, toDistributions } from './distributions.ts';
import { softmaxRows } from './softmax.ts';

const logits = fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 2, maxLength: 40 });
const factor = fc.double({ min: 0.5, max: 4, noNaN: true });

describe('softened probabilities', () => {
  it('are those of a higher temperature', () => {
    fc.assert(
      fc.property(logits, factor, (given, softening) => {
        const plain = softmaxRows(Float32Array.from(given), given.length, 1);
        const direct = softmaxRows(Float32Array.from(given), given.length, softening);
        for (const [index, value] of soften(plain, softening).entries()) expect(value).toBeCloseTo(direct[index]!, 5);
      }),
    );
  });

  it('add up to 1, keep their order, and are unchanged by 1', () => {
    fc.assert(
      fc.property(logits, factor, (given, softening) => {
        const plain = softmaxRows(Float32Array.from(given), given.length, 1);
        const soft = soften(plain, softening);
        expect(soft.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        for (const [index, value] of soft.entries()) {
          if (plain[index]! > plain[0]!) expect(value).toBeGreaterThanOrEqual(soft[0]!);
        }
        for (const [index, value] of soften(plain, 1).entries()) expect(value).toBeCloseTo(plain[index]!, 6);
      }),
    );
  });

  it('are refused for a factor that means nothing', () => {
    expect(() => soften([0.5, 0.5], 0)).toThrow(RangeError);
    expect(() => soften([0.5, 0.5], Number.NaN)).toThrow(RangeError);
  });
});

describe('offsets', () => {
  const offsets = [-0.5, 0, 0.25, 0.75, 0, 0];
  const rows = fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: 6, maxLength: 6 });

  it('can be taken off again', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const plain = softmaxRows(Float32Array.from(given), given.length, 2);
        const served = softmaxRows(Float32Array.from(given), given.length, 2, offsets);
        for (const [index, value] of shift(served, (at) => -offsets[at]!).entries()) {
          expect(value).toBeCloseTo(plain[index]!, 5);
        }
      }),
    );
  });

  it('move what is said, not how sure the softened distribution is', () => {
    fc.assert(
      fc.property(rows, factor, (given, softening) => {
        const plain = softmaxRows(Float32Array.from(given), given.length, 1);
        const served = softmaxRows(Float32Array.from(given), given.length, 1, offsets);
        const without = toDistributions(plain, outcomes, Math.max(1, softening), undefined);
        const withOffsets = toDistributions(served, outcomes, Math.max(1, softening), offsets);
        for (const [index, name] of outcomes.entries()) {
          expect(withOffsets.categories[name]).toBeCloseTo(served[index]!, 6);
          expect(withOffsets.softened[name]).toBeCloseTo(without.softened[name], 5);
        }
      }),
    );
  });
});
