import { describe, expect, it } from 'vitest';
import { softmaxRows } from './softmax.ts';

describe('softmax', () => {
  it('gives hand-computed probabilities, each row by itself', () => {
    const [a, b, c, d] = softmaxRows(Float32Array.of(0, Math.log(3), 5, 5), 2, 1);
    expect(a).toBeCloseTo(0.25, 6);
    expect(b).toBeCloseTo(0.75, 6);
    expect([c, d]).toEqual([0.5, 0.5]);
  });

  it('divides by the temperature first', () => {
    const [, likely] = softmaxRows(Float32Array.of(0, 2 * Math.log(3)), 2, 2);
    expect(likely).toBeCloseTo(0.75, 6);
  });

  it('adds offsets after the division', () => {
    const [a, b, c, d] = softmaxRows(Float32Array.of(0, 0, 4, 4), 2, 2, [0, Math.log(3)]);
    for (const value of [a, c]) expect(value).toBeCloseTo(0.25, 6);
    for (const value of [b, d]) expect(value).toBeCloseTo(0.75, 6);
  });

  it('does not overflow', () => {
    expect([...softmaxRows(Float32Array.of(1000, -1000), 2, 1)]).toEqual([1, 0]);
  });
});
