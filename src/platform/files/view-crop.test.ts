import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/pictures.ts';
import { createPhotoStore } from './photo-store.ts';
import { createRenditions } from './renditions.ts';
import { type CropOutline, cropBox, viewCrop } from './view-crop.ts';

const width = 600;
const height = 400;
/** A third to two thirds across, a quarter to three quarters down. */
const outline: CropOutline = [
  [1 / 3, 0.25],
  [2 / 3, 0.25],
  [2 / 3, 0.75],
  [1 / 3, 0.75],
];

/** Black and white pixels without any order: whatever is clear is full of edges. */
function noise(): Promise<Buffer> {
  const random = seededRandom(5);
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) pixels.fill(random() < 0.5 ? 0 : 255, at * 3, at * 3 + 3);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** Mean difference between neighbours in a row, 0..255, within a part of the picture. */
async function roughness(picture: Buffer, part: { left: number; top: number; width: number; height: number }) {
  const pixels = await sharp(picture).extract(part).greyscale().raw().toBuffer();
  let sum = 0;
  for (let at = 1; at < pixels.length; at += 1) sum += Math.abs((pixels[at] ?? 0) - (pixels[at - 1] ?? 0));
  return sum / pixels.length;
}

describe('the crop of a view', () => {
  it('shows the view clear and everything around it in squares', async () => {
    const crop = await viewCrop(await noise(), outline);
    const { width: across, height: down, exif } = await sharp(crop).metadata();
    expect([across, down, exif]).toEqual([280, 280, undefined]);
    const inner = await roughness(crop, { left: 60, top: 60, width: 160, height: 160 });
    const border = [
      { left: 0, top: 0, width: 36, height: 280 },
      { left: 244, top: 0, width: 36, height: 280 },
      { left: 0, top: 0, width: 280, height: 36 },
      { left: 0, top: 244, width: 280, height: 36 },
    ];
    expect(inner).toBeGreaterThan(60);
    for (const part of border) expect(await roughness(crop, part)).toBeLessThan(6);
  });

  it('follows the outline, not only the box around it', async () => {
    const triangle: CropOutline = [
      [1 / 3, 0.25],
      [2 / 3, 0.25],
      [1 / 3, 0.75],
    ];
    const crop = await viewCrop(await noise(), triangle);
    expect(await roughness(crop, { left: 60, top: 60, width: 60, height: 60 })).toBeGreaterThan(60);
    expect(await roughness(crop, { left: 170, top: 170, width: 60, height: 60 })).toBeLessThan(6);
  });

  it('shows nothing clear when there is no view', async () => {
    const crop = await viewCrop(await noise(), null);
    expect(await roughness(crop, { left: 0, top: 0, width, height })).toBeLessThan(6);
  });

  it('stands upright whatever way the camera was held, and is laid on the upright picture', async () => {
    const turned = await sharp(await noise())
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const whole: CropOutline = [
      [0, 0],
      [1, 0],
      [1, 0.5],
      [0, 0.5],
    ];
    const { width: across, height: down } = await sharp(await viewCrop(turned, whole)).metadata();
    expect([across, down]).toEqual([400, 380]);
  });

  it('is cut from within the picture for every outline', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fraction, fraction), { minLength: 3, maxLength: 8 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 5000 }),
        (points, across, down) => {
          const box = cropBox(points, across, down);
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.width).toBeGreaterThanOrEqual(1);
          expect(box.height).toBeGreaterThanOrEqual(1);
          expect(box.left + box.width).toBeLessThanOrEqual(across);
          expect(box.top + box.height).toBeLessThanOrEqual(down);
        },
      ),
    );
  });
});

describe('crops and thumbnails', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'greensleeve-crops-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are made once for each outline, and kept', async () => {
    const photos = createPhotoStore(join(folder, 'photos'));
    const renditions = createRenditions(photos, join(folder, 'renditions'), () => false);
    const sha256 = 'ab12'.padEnd(64, '0');
    await photos.save(sha256, await noise());
    const first = await renditions.crop(sha256, outline);
    const other = await renditions.crop(sha256, null);
    const small = await renditions.thumbnail(sha256);
    expect((await sharp(small).metadata()).width).toBe(480);
    expect(readdirSync(join(folder, 'renditions', 'ab'))).toHaveLength(3);
    await photos.remove(sha256);
    expect(await renditions.crop(sha256, outline)).toEqual(first);
    expect(await renditions.crop(sha256, null)).toEqual(other);
    await expect(renditions.get(sha256)).rejects.toMatchObject({ code: 'photo_missing' });
  });
});
