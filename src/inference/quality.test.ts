import { describe, expect, it } from 'vitest';
import { isUnusable, measureQuality, type Quality, unusableLimits } from './quality.ts';

const side = 32;
const pictureOf = (value: (x: number, y: number) => number): Quality =>
  measureQuality(
    Float32Array.from({ length: side * side }, (_, at) => value(at % side, Math.floor(at / side))),
    side,
    side,
  );
const good: Quality = { brightness: 0.5, darkShare: 0, brightShare: 0, sharpness: 0.07 };

describe('quality', () => {
  it('measures a checkerboard by hand-computed numbers', () => {
    // Each pixel of 51 has four neighbours of 204 and the other way round: Laplacian ±612, deviation 612.
    const quality = pictureOf((x, y) => ((x + y) % 2 === 0 ? 51 : 204));
    expect(quality.brightness).toBeCloseTo(0.5, 6);
    expect(quality.sharpness).toBeCloseTo(2.4, 6);
    expect([quality.darkShare, quality.brightShare]).toEqual([0, 0]);
  });

  it('counts the dark and the bright share', () => {
    const quality = pictureOf((x) => (x < 8 ? 10 : x < 24 ? 128 : 255));
    expect([quality.darkShare, quality.brightShare]).toEqual([0.25, 0.25]);
  });

  it.each([
    ['black', 0],
    ['white', 255],
    ['grey', 128],
  ])('finds a %s picture unusable', (_, value) => {
    expect(isUnusable(pictureOf(() => value))).toBe(true);
  });

  it('finds a night picture with noise and nothing else unusable', () => {
    expect(isUnusable(pictureOf((x, y) => ((x * 7 + y * 13) % 5) * 3))).toBe(true);
  });

  it('accepts up to its limits and refuses from there on', () => {
    expect(isUnusable(good)).toBe(false);
    expect(isUnusable({ ...good, darkShare: unusableLimits.darkShare - 0.001 })).toBe(false);
    expect(isUnusable({ ...good, darkShare: unusableLimits.darkShare })).toBe(true);
    expect(isUnusable({ ...good, brightShare: unusableLimits.brightShare })).toBe(true);
    expect(isUnusable({ ...good, sharpness: unusableLimits.sharpness })).toBe(false);
    expect(isUnusable({ ...good, sharpness: unusableLimits.sharpness / 2 })).toBe(true);
  });
});
