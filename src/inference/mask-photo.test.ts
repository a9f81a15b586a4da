import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { maskPhoto, paintMasks } from './mask-photo.ts';

type Polygon = [number, number][];
const limits = { maxPixels: 1_000_000 };
const grey = 128;

/** Every pixel different from the colour of masks. */
function blank(width: number, height: number) {
  return { data: Buffer.alloc(width * height * 3, 7), width, height };
}

function isInside([x, y]: [number, number], polygon: Polygon): boolean {
  let inside = false;
  for (const [index, [x1, y1]] of polygon.entries()) {
    const [x2, y2] = polygon[(index + 1) % polygon.length]!;
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)) inside = !inside;
  }
  return inside;
}

function distanceToSides([x, y]: [number, number], polygon: Polygon): number {
  const distances = polygon.map(([x1, y1], index) => {
    const [x2, y2] = polygon[(index + 1) % polygon.length]!;
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
    return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
  });
  return Math.min(...distances);
}

const corner = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
/** Simple ones, of any shape: corners around a point in order of their angle. */
const polygonOf = fc
  .tuple(corner, fc.array(fc.double({ min: 0.02, max: 0.9, noNaN: true }), { minLength: 3, maxLength: 12 }))
  .map(([[x, y], radii]): Polygon => {
    const within = (value: number) => Math.min(1, Math.max(0, value));
    return radii.map((radius, index) => {
      const angle = (2 * Math.PI * index) / radii.length;
      return [within(x + radius * Math.cos(angle)), within(y + radius * Math.sin(angle))];
    });
  });

describe('painting masks', () => {
  it('covers every pixel that a mask touches anywhere, and none that lies a pixel away', () => {
    fc.assert(
      fc.property(polygonOf, fc.array(corner, { minLength: 40, maxLength: 40 }), (polygon, points) => {
        const picture = blank(31, 17);
        paintMasks(picture, [polygon]);
        const inPixels = polygon.map(([x, y]): [number, number] => [x * 31, y * 17]);
        for (const [x, y] of points) {
          const at: [number, number] = [x * 31, y * 17];
          const [column, row] = [Math.min(30, Math.floor(at[0])), Math.min(16, Math.floor(at[1]))];
          const levels = [...picture.data.subarray((row * 31 + column) * 3, (row * 31 + column) * 3 + 3)];
          // On a side itself, rounding decides which side of it a point is on.
          const distance = distanceToSides(at, inPixels);
          const inside = isInside(at, inPixels);
          if (inside && distance > 1e-6) expect(levels).toEqual([grey, grey, grey]);
          if (!inside && distance > Math.SQRT2 + 1e-3) expect(levels).toEqual([7, 7, 7]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('covers a mask thinner than a pixel, and the whole picture', () => {
    const picture = blank(10, 10);
    paintMasks(picture, [
      [
        [0.51, 0.05],
        [0.52, 0.05],
        [0.52, 0.95],
        [0.51, 0.95],
      ],
    ]);
    const painted = [...picture.data.keys()].filter((at) => at % 3 === 0 && picture.data[at] === grey);
    expect(painted.map((at) => [(at / 3) % 10, Math.floor(at / 30)])).toEqual(
      Array.from({ length: 10 }, (_, row) => [5, row]),
    );
    paintMasks(picture, [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ]);
    expect(picture.data.every((level) => level === grey)).toBe(true);
  });
});

describe('a masked photograph', () => {
  const left: Polygon = [
    [0, 0],
    [0.4, 0],
    [0.4, 1],
    [0, 1],
  ];
  /** Noise whose left part is of one seed and whose right part of another. */
  function noise(leftSeed: number, rightSeed: number) {
    const [width, height] = [80, 60];
    const rgb = Buffer.alloc(width * height * 3);
    for (let at = 0; at < width * height; at += 1) {
      const seed = at % width < 32 ? leftSeed : rightSeed;
      for (let channel = 0; channel < 3; channel += 1) rgb[at * 3 + channel] = (at * 7 + channel * 31) * seed;
    }
    return sharp(rgb, { raw: { width, height, channels: 3 } });
  }

  it('is the same, byte for byte, whatever lies under the mask', async () => {
    const one = await maskPhoto(await noise(3, 5).png().toBuffer(), [left], limits);
    const other = await maskPhoto(await noise(11, 5).png().toBuffer(), [left], limits);
    expect(one.equals(other)).toBe(true);
    const outside = await maskPhoto(await noise(3, 9).png().toBuffer(), [left], limits);
    expect(outside.equals(one)).toBe(false);
  });

  it('is upright, so that the mask is where it was drawn, and has no metadata', async () => {
    // Orientation 6: shown turned by 90° clockwise. The place it was taken at is in EXIF too.
    const original = await noise(3, 5)
      .jpeg({ quality: 95 })
      .withExif({ IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const masked = await maskPhoto(original, [left], limits);
    const { width, height, exif, icc, xmp, iptc, orientation, format } = await sharp(masked).metadata();
    expect([width, height, format]).toEqual([60, 80, 'jpeg']);
    expect([exif, icc, xmp, iptc, orientation]).toEqual(Array(5).fill(undefined));
    const { data } = await sharp(masked).raw().toBuffer({ resolveWithObject: true });
    const levels = (x: number, y: number) => [...data.subarray((y * 60 + x) * 3, (y * 60 + x) * 3 + 3)];
    for (const y of [0, 40, 79]) for (const level of levels(8, y)) expect(Math.abs(level - grey)).toBeLessThan(3);
  });

  it('is refused when the original can’t be decoded', async () => {
    const whole = await noise(3, 5).jpeg().toBuffer();
    const cut = whole.subarray(0, whole.length >> 1);
    await expect(maskPhoto(cut, [left], limits)).rejects.toMatchObject({ reason: 'truncated' });
  });
});
