import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintBytes, fingerprintDistance, fingerprintOf } from './fingerprint.ts';
import { lumaOf } from './luma.ts';

const side = 36;
type Paint = (x: number, y: number) => [number, number, number];

function fingerprintOfPicture(paint: Paint): Buffer {
  const rgb = Uint8Array.from({ length: side * side * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return paint(pixel % side, Math.floor(pixel / side))[at % 3]!;
  });
  return fingerprintOf(rgb, lumaOf(rgb), side, side);
}

const anyFingerprint = fc.uint8Array({ minLength: fingerprintBytes, maxLength: fingerprintBytes });

describe('fingerprint', () => {
  it('has the sixteen mean colours, row by row, after the structure', () => {
    const fingerprint = fingerprintOfPicture((x, y) => [x < 9 ? 200 : 10, y < 9 ? 100 : 0, 30]);
    expect(fingerprint).toHaveLength(56);
    expect([...fingerprint.subarray(8, 14)]).toEqual([200, 100, 30, 10, 100, 30]);
    expect([...fingerprint.subarray(8 + 4 * 3, 8 + 4 * 3 + 3)]).toEqual([200, 0, 30]);
  });

  it('sets a structure bit where brightness falls from left to right', () => {
    expect([...fingerprintOfPicture((x) => [250 - x * 6, 250 - x * 6, 250 - x * 6]).subarray(0, 8)]).toEqual(
      Array(8).fill(255),
    );
    expect([...fingerprintOfPicture((x) => [x * 6, x * 6, x * 6]).subarray(0, 8)]).toEqual(Array(8).fill(0));
  });

  it('does not let faint noise decide the bits of a flat area', () => {
    const noisy = fingerprintOfPicture((x, y) => {
      const level = 120 + ((x * 31 + y * 17) % 3);
      return [level, level, level];
    });
    const flat = fingerprintOfPicture(() => [121, 121, 121]);
    expect(fingerprintDistance(noisy, flat)).toMatchObject({ structure: 0 });
  });

  it('keeps apart two pictures of equal brightness but other colours', () => {
    const red = fingerprintOfPicture(() => [200, 40, 40]);
    const teal = fingerprintOfPicture(() => [40, 122, 40]);
    expect(fingerprintDistance(red, teal).colour).toBeGreaterThan(50);
  });

  it('is at no distance from itself and as far there as back, within its bounds', () => {
    fc.assert(
      fc.property(anyFingerprint, anyFingerprint, (a, b) => {
        expect(fingerprintDistance(a, a)).toEqual({ structure: 0, colour: 0 });
        const there = fingerprintDistance(a, b);
        expect(fingerprintDistance(b, a)).toEqual(there);
        expect(there.structure).toSatisfy((bits: number) => Number.isInteger(bits) && bits >= 0 && bits <= 64);
        expect(there.colour).toSatisfy((difference: number) => difference >= 0 && difference <= 255);
      }),
    );
  });

  it('never makes a detour shorter than the straight way', () => {
    fc.assert(
      fc.property(anyFingerprint, anyFingerprint, anyFingerprint, (a, b, c) => {
        const [ab, bc, ac] = [fingerprintDistance(a, b), fingerprintDistance(b, c), fingerprintDistance(a, c)];
        expect(ac.structure).toBeLessThanOrEqual(ab.structure + bc.structure);
        expect(ac.colour).toBeLessThanOrEqual(ab.colour + bc.colour + 1e-9);
      }),
    );
  });

  it('refuses what is not a fingerprint', () => {
    expect(() => fingerprintDistance(Buffer.alloc(8), Buffer.alloc(56))).toThrow(RangeError);
  });
});
