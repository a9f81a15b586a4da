import { describe, expect, it } from 'vitest';
import { fingerprintBytes, fingerprintOf, fingerprintParts } from './fingerprint.ts';
import { lumaOf } from './luma.ts';

const side = 32;

function fingerprintOfPicture(paint: (x: number, y: number) => [number, number, number]): Buffer {
  const rgb = Uint8Array.from({ length: side * side * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return paint(pixel % side, Math.floor(pixel / side))[at % 3]!;
  });
  return fingerprintOf(rgb, lumaOf(rgb), side, side);
}

describe('fingerprint', () => {
  it('has the mean brightness of 16 × 16 cells and the mean colours of 8 × 8, row by row', () => {
    const fingerprint = fingerprintOfPicture((x, y) => (y < 2 && x < 4 ? [255, 0, 0] : [90, 90, 90]));
    expect(fingerprint).toHaveLength(fingerprintBytes);
    expect([...fingerprint.subarray(0, 4)]).toEqual([76, 76, 90, 90]);
    expect(fingerprint[16]).toBe(90);
    // The cell of colours is half red, half grey: Cb 0.564 (B − Y) and Cr 0.713 (R − Y) of its mean.
    const { chroma } = fingerprintParts(fingerprint);
    expect([chroma[0][0], chroma[1][0]]).toEqual([-22, 64]);
    expect([...chroma[0].slice(1), ...chroma[1].slice(1)].every((level) => level === 0)).toBe(true);
  });

  it('holds the strongest colours without running over', () => {
    const [blue, red] = [fingerprintOfPicture(() => [0, 0, 255]), fingerprintOfPicture(() => [255, 0, 0])];
    expect(fingerprintParts(blue).chroma[0][0]).toBeGreaterThan(120);
    expect(fingerprintParts(red).chroma[1][0]).toBeGreaterThan(120);
    expect(fingerprintParts(red).chroma[0][0]).toBeLessThan(0);
  });

  it('is refused when it is none', () => {
    expect(() => fingerprintParts(Buffer.alloc(8))).toThrow(RangeError);
  });
});
