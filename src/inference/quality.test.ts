import { describe, expect, it } from 'vitest';
import { edgeSharpness } from './edge-width.ts';
import { frameMapOf, mapHeight, mapWidth } from './frame-map.ts';
import { type FrameQuality, measureFrame, measureQuality, type Quality } from './quality.ts';
import { qualityLimits, unusableReason } from './usability.ts';

const pictureOf = (side: number, value: (x: number, y: number) => number): Float32Array =>
  Float32Array.from({ length: side * side }, (_, at) => value(at % side, Math.floor(at / side)));
const qualityOf = (value: (x: number, y: number) => number, side = 32): Quality =>
  measureQuality(pictureOf(side, value), side, side);
const frameOf = (value: (x: number, y: number) => number): FrameQuality =>
  measureFrame(Float32Array.from({ length: mapWidth * mapHeight }, (_, at) => value(at % mapWidth, at / mapWidth)));

const good: Quality = {
  brightness: 0.5,
  darkShare: 0,
  brightShare: 0,
  darkest: 0.1,
  sharpness: 0.07,
  edges: 0.7,
  detail: 0.2,
};
const goodFrame: FrameQuality = { detail: 0.2, flatShare: 0.2 };

describe('quality', () => {
  it('measures a checkerboard by hand-computed numbers', () => {
    // Each pixel of 51 has four neighbours of 204 and the other way round: Laplacian ±612, deviation 612.
    const quality = qualityOf((x, y) => ((x + y) % 2 === 0 ? 51 : 204));
    expect(quality.brightness).toBeCloseTo(0.5, 6);
    expect(quality.sharpness).toBeCloseTo(2.4, 6);
    expect([quality.darkShare, quality.brightShare]).toEqual([0, 0]);
  });

  it('counts the dark and the bright share', () => {
    const quality = qualityOf((x) => (x < 8 ? 10 : x < 24 ? 128 : 255));
    expect([quality.darkShare, quality.brightShare]).toEqual([0.25, 0.25]);
  });

  it('finds no detail in a slope of light, and some in a line', () => {
    expect(qualityOf((x, y) => x / 2 + y / 4, 224).detail * 255).toBeLessThan(0.1);
    expect(qualityOf((x) => (x >= 96 && x < 104 ? 200 : 100), 224).detail * 255).toBeCloseTo(50, 0);
  });

  it('measures edges by how steep they are, not by how many or how strong', () => {
    const step = (width: number, contrast: number) => (x: number, y: number) => {
      const across = (x - 112) / width + 0.5;
      const down = (y - 112) / width + 0.5;
      const clamp = (value: number) => Math.max(0, Math.min(1, value));
      return 100 + contrast * clamp(across) * clamp(down);
    };
    const edges = (width: number, contrast: number) =>
      edgeSharpness({ levels: pictureOf(224, step(width, contrast)), width: 224, height: 224 });
    for (const contrast of [40, 120]) {
      expect(edges(1, contrast)).toBeGreaterThan(0.7);
      expect(edges(40, contrast)).toBeLessThan(qualityLimits.edges);
    }
    expect(edgeSharpness({ levels: pictureOf(224, () => 128), width: 224, height: 224 })).toBe(1);
  });

  it('tells a picture shaken along any direction', () => {
    const tiles = (x: number, y: number) =>
      (Math.imul(Math.floor(x / 12) * 31 + Math.floor(y / 12), 40_503) >>> 3) % 200;
    expect(qualityOf(tiles, 224).edges).toBeGreaterThan(0.7);
    for (const turn of [0, 0.4, 0.8, 2]) {
      const [right, down] = [Math.cos(turn), Math.sin(turn)];
      const steps = Array.from({ length: 20 }, (_, step) => 300 + 3 * step);
      const shaken = (x: number, y: number) =>
        steps.reduce((sum, step) => sum + tiles(x + step * right + 600, y + step * down + 600) / steps.length, 0);
      expect(qualityOf(shaken, 224).edges).toBeLessThan(0.45);
    }
  });
});

describe('the map of a whole photograph', () => {
  it('holds the mean brightness of its cells, whatever the size', () => {
    for (const [width, height] of [
      [64, 48],
      [640, 480],
      [1281, 721],
    ] as const) {
      const rgb = new Uint8Array(width * height * 3).map((_, at) =>
        Math.floor(at / 3) % width < width / 2 ? 40 : 200,
      );
      const map = frameMapOf(rgb, width, height);
      expect([map[0], map[mapWidth / 4], map[mapWidth - 1]].map((level) => Math.round(level ?? 0))).toEqual([
        40, 40, 200,
      ]);
    }
  });

  it('is flat where nothing is to be seen', () => {
    expect(frameOf((x, y) => 90 + x / 4 + y / 4)).toEqual({ detail: expect.closeTo(0, 4), flatShare: 1 });
    expect(frameOf((x, y) => (((x >> 2) + (Math.floor(y) >> 2)) % 2 === 0 ? 40 : 200)).flatShare).toBe(0);
  });
});

describe('a view that can’t be judged', () => {
  it.each([
    ['too_dark', 0],
    ['over_exposed', 255],
    ['lens_covered', 128],
  ] as const)('is %s when all of it is %i', (reason, value) => {
    expect(
      unusableReason(
        qualityOf(() => value),
        frameOf(() => value),
      ),
    ).toBe(reason);
  });

  it('is too dark with noise and nothing else', () => {
    expect(
      unusableReason(
        qualityOf((x, y) => ((x * 7 + y * 13) % 5) * 3),
        goodFrame,
      ),
    ).toBe('too_dark');
  });

  it.each([
    ['too_dark', { darkShare: qualityLimits.darkShare }, {}],
    ['over_exposed', { brightShare: qualityLimits.brightShare }, {}],
    ['over_exposed', { darkest: qualityLimits.glare }, {}],
    ['over_exposed', { brightShare: 0.8, darkest: 0.75, detail: 0.05 }, {}],
    ['blurred', { edges: qualityLimits.edges - 0.001 }, {}],
    ['lens_covered', {}, { detail: 0.01 }],
    ['lens_covered', { detail: 0.01 }, { flatShare: 0.7 }],
    ['lens_covered', { sharpness: 0.001 }, {}],
    [null, { edges: qualityLimits.edges }, {}],
    [null, { darkShare: 0.96 }, {}],
    [null, { brightShare: 0.96, darkest: 0.2 }, {}],
    // A closed lid fills the view, and the rest of the photograph is as it always is.
    [null, { detail: 0.01 }, {}],
  ] as const)('is %s with %o and %o', (reason, quality, frame) => {
    expect(unusableReason({ ...good, ...quality }, { ...goodFrame, ...frame })).toBe(reason);
  });
});
