import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintBytes, fingerprintOf } from './fingerprint.ts';
import { fingerprintDistance } from './fingerprint-distance.ts';
import { lumaOf } from './luma.ts';

const side = 112;
type Paint = (x: number, y: number) => [number, number, number];

/** A picture of `side` pixels; levels are clamped as a camera does it. */
function fingerprintOfPicture(paint: Paint): Buffer {
  const rgb = Uint8Array.from({ length: side * side * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return Math.max(0, Math.min(255, Math.round(paint(pixel % side, Math.floor(pixel / side))[at % 3]!)));
  });
  return fingerprintOf(rgb, lumaOf(rgb), side, side);
}

/** A reddish box on a grey ground with some waves. */
const scene: Paint = (x, y) => {
  const wave = 20 * Math.sin(x / 9) * Math.cos(y / 11);
  const isBox = x > 30 && x < 80 && y > 40 && y < 90;
  return isBox ? [170 + wave, 70 + wave, 60 + wave] : [110 + wave, 110 + wave, 115 + wave];
};
const original = fingerprintOfPicture(scene);
const distanceTo = (paint: Paint) => fingerprintDistance(original, fingerprintOfPicture(paint));
const anyFingerprint = fc.uint8Array({ minLength: fingerprintBytes, maxLength: fingerprintBytes });

describe('the distance of fingerprints', () => {
  it('takes no notice of a brighter or darker light, also with a cast or from one side', () => {
    for (const gain of [0.75, 0.85, 1.15, 1.3]) {
      const lit = distanceTo((x, y) => {
        const [red, green, blue] = scene(x, y);
        const tilt = gain * (1 + 0.12 * (x / side - 0.5));
        return [red * tilt * 1.03, green * tilt, blue * tilt * 0.97];
      });
      expect(lit).toEqual({ structure: 0, colour: 0 });
    }
  });

  it('takes no notice of overexposure', () => {
    const bright: Paint = (x, y) => scene(x, y).map((level) => level * 1.6) as [number, number, number];
    expect(distanceTo(bright).structure).toBeLessThanOrEqual(1);
  });

  it('takes no notice of a camera that shakes a little', () => {
    for (const [right, down] of [
      [2, 0],
      [-1, 2],
      [2, -2],
    ] as const) {
      const { structure, colour } = distanceTo((x, y) => scene(x + right, y + down));
      expect(structure).toBeLessThanOrEqual(2);
      expect(colour).toBeLessThanOrEqual(1);
    }
  });

  it('counts the cells in which something else lies', () => {
    const isAdded = (x: number, y: number) => x >= 84 && x < 105 && y >= 7 && y < 28;
    const { structure } = distanceTo((x, y) => (isAdded(x, y) ? [30, 30, 30] : scene(x, y)));
    expect(structure).toBeGreaterThanOrEqual(6);
    expect(structure).toBeLessThanOrEqual(16);
  });

  it('sees another colour of equal brightness', () => {
    const green: Paint = (x, y) => {
      const [red, other, blue] = scene(x, y);
      return red > other + 20 ? [70, 114, 60] : [red, other, blue];
    };
    expect(distanceTo(green).colour).toBeGreaterThan(8);
  });

  it('is 0 to itself and as far there as back, within its bounds', () => {
    fc.assert(
      fc.property(anyFingerprint, anyFingerprint, (a, b) => {
        expect(fingerprintDistance(a, a)).toEqual({ structure: 0, colour: 0 });
        const there = fingerprintDistance(a, b);
        expect(fingerprintDistance(b, a)).toEqual(there);
        expect(there.structure).toSatisfy((cells: number) => Number.isInteger(cells) && cells >= 0 && cells <= 256);
        expect(there.colour).toSatisfy((cells: number) => Number.isInteger(cells) && cells >= 0 && cells <= 64);
      }),
    );
  });

  it('refuses what is not a fingerprint', () => {
    expect(() => fingerprintDistance(Buffer.alloc(8), original)).toThrow(RangeError);
  });
});
