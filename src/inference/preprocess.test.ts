import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fingerprintBytes } from './fingerprint.ts';
import { signatureBytes } from './frame-signature.ts';
import type { InputSpec } from './manifest.ts';
import { type Crop, cropToPixels, preparePhoto } from './preprocess.ts';

const input: InputSpec = {
  name: 'input',
  layout: 'NCHW',
  width: 16,
  height: 16,
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  resize: { fit: 'fill', kernel: 'linear' },
};
const limits = { maxPixels: 1_000_000 };
const prepare = (bytes: Buffer, crops: Crop[] | null = null) => preparePhoto(bytes, crops, input, limits);

type Rgb = [number, number, number];
const red: Rgb = [200, 20, 20];
const green: Rgb = [20, 200, 20];
const blue: Rgb = [20, 20, 200];
const grey: Rgb = [120, 120, 120];

/** 64 × 48, its quarters being (from the top left, row by row) red, green, blue and grey. */
function quarters() {
  const [width, height] = [64, 48];
  const rgb = Buffer.alloc(width * height * 3);
  for (let at = 0; at < rgb.length; at += 3) {
    const [x, y] = [(at / 3) % width, Math.floor(at / 3 / width)];
    rgb.set([red, green, blue, grey][(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)]!, at);
  }
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

/** Colour in the middle of a prepared quarter (0 = top left … 3), as 0..255. */
function colourAt(tensor: Float32Array, quarter: number): Rgb {
  const at = (quarter < 2 ? 4 : 12) * 16 + (quarter % 2 === 0 ? 4 : 12);
  return [0, 1, 2].map((channel) => Math.round((tensor[channel * 256 + at]! + 1) * 127.5)) as Rgb;
}

function expectNear(actual: Rgb, wanted: Rgb, levels = 4): void {
  for (const channel of [0, 1, 2] as const)
    expect(Math.abs(actual[channel] - wanted[channel])).toBeLessThan(levels + 1);
}

async function expectQuarters(bytes: Buffer, wanted: Rgb[], levels = 4): Promise<void> {
  const { views } = await prepare(bytes);
  for (const [quarter, colour] of wanted.entries()) expectNear(colourAt(views[0]!.tensor, quarter), colour, levels);
}

describe('preparing a photograph', () => {
  it('gives (rgb / 255 − mean) / std, channel by channel, for the whole when there are no crops', async () => {
    const prepared = await prepare(await quarters().png().toBuffer());
    expect(prepared).toMatchObject({ width: 64, height: 48 });
    expect(prepared.views).toHaveLength(1);
    const [view] = prepared.views;
    expect(view!.tensor).toHaveLength(3 * 16 * 16);
    expect(view!.tensor[0]).toBeCloseTo(200 / 127.5 - 1, 5);
    expect(view!.tensor[256]).toBeCloseTo(20 / 127.5 - 1, 5);
    expect(view!.fingerprint).toHaveLength(fingerprintBytes);
    expect(view!.quality.brightness).toBeGreaterThan(0.2);
  });

  it('gives nothing to classify, but the size and the measures of the whole, for a camera without views', async () => {
    const { frame, ...photo } = await prepare(await quarters().png().toBuffer(), []);
    expect(photo).toEqual({ width: 64, height: 48, views: [] });
    expect(frame.signature).toHaveLength(signatureBytes);
    expect(frame.quality.detail).toBeGreaterThan(0.02);
  });

  it('cuts each crop from the same decoded picture, in order, also at the borders', async () => {
    const crops = [
      { x: 0.5, y: 0, width: 0.5, height: 0.5 },
      { x: 0, y: 0.5, width: 0.5, height: 0.5 },
      { x: 0.99, y: 0.99, width: 0.5, height: 0.5 },
    ];
    const { views } = await prepare(await quarters().png().toBuffer(), crops);
    for (const [index, colour] of [green, blue, grey].entries())
      expectNear(colourAt(views[index]!.tensor, 0), colour, 0);
  });

  it('cuts a small crop out of a large JPEG at full resolution, never from one shrunk while decoding', async () => {
    // Stripes of one pixel: shrunk to a half or less they would be one grey.
    const [width, height] = [1_600, 400];
    const rgb = Buffer.alloc(width * height * 3, 128);
    for (let y = 0; y < 16; y += 1) {
      for (let x = 0; x < 16; x += 1) rgb.fill(x % 2 === 0 ? 40 : 216, (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
    const bytes = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const { views } = await prepare(bytes, [{ x: 0, y: 0, width: 16 / width, height: 16 / height }]);
    for (let x = 0; x < 16; x += 1) {
      const level = (views[0]!.tensor[5 * 16 + x]! + 1) * 127.5;
      expect(Math.abs(level - (x % 2 === 0 ? 40 : 216))).toBeLessThan(6);
    }
  });

  it('turns a photograph upright by its EXIF orientation', async () => {
    // Orientation 6: shown turned by 90° clockwise.
    const bytes = await quarters().jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer();
    expect(await prepare(bytes)).toMatchObject({ width: 48, height: 64 });
    await expectQuarters(bytes, [blue, red, grey, green]);
  });

  it('leaves transparency out without darkening what is beneath', async () => {
    await expectQuarters(await quarters().ensureAlpha(0.2).png().toBuffer(), [red, green, blue, grey], 1);
  });

  it('takes grey, palette, 16-bit and CMYK pictures and WebP', async () => {
    const luma = 112;
    const greyBytes = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#707070' } })
      .toColourspace('b-w')
      .jpeg()
      .toBuffer();
    await expectQuarters(greyBytes, Array(4).fill([luma, luma, luma]), 1);
    await expectQuarters(await quarters().png({ palette: true }).toBuffer(), [red, green, blue, grey]);
    await expectQuarters(await quarters().toColourspace('rgb16').png().toBuffer(), [red, green, blue, grey]);
    await expectQuarters(await quarters().webp({ lossless: true }).toBuffer(), [red, green, blue, grey]);
    // Print colours are duller; which is which must still be plain.
    const { views } = await prepare(await quarters().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer());
    const strongest = [0, 1, 2].map((quarter) => {
      const colour = colourAt(views[0]!.tensor, quarter);
      return colour.indexOf(Math.max(...colour));
    });
    expect(strongest).toEqual([0, 1, 2]);
  });

  it('takes the first picture of an animated WebP', async () => {
    const frames = ['#c81414', '#1414c8'].map((background) =>
      sharp({ create: { width: 32, height: 32, channels: 3, background } }),
    );
    const strip = Buffer.concat(await Promise.all(frames.map((frame) => frame.raw().toBuffer())));
    const bytes = await sharp(strip, { raw: { width: 32, height: 64, channels: 3, pageHeight: 32 } })
      .webp({ lossless: true, loop: 0 })
      .toBuffer();
    expect(await prepare(bytes)).toMatchObject({ width: 32, height: 32 });
    await expectQuarters(bytes, [red, red, red, red], 1);
  });
});

describe('a photograph that can’t be decoded', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is truncated when a %s ends early', async (format) => {
    const noise = await sharp({
      create: {
        width: 256,
        height: 256,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 50 },
      },
    })
      .raw()
      .toBuffer();
    const bytes = await sharp(noise, { raw: { width: 256, height: 256, channels: 3 } })
      .toFormat(format)
      .toBuffer();
    for (const share of [0.3, 0.6, 0.95]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      await expect(prepare(cut)).rejects.toMatchObject({ name: 'UnreadablePhotoError', reason: 'truncated' });
    }
  });

  it('is truncated when its middle is damaged', async () => {
    const bytes = await quarters().resize(512).jpeg().toBuffer();
    bytes.fill(0xa5, bytes.length >> 1, (bytes.length >> 1) + 60);
    await expect(prepare(bytes)).rejects.toMatchObject({ reason: 'truncated' });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')],
    ['a GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
  ])('is no image when it is %s', async (_, bytes) => {
    await expect(prepare(bytes)).rejects.toMatchObject({ reason: 'not_an_image' });
  });

  it('has too many pixels by its header alone, before anything is decoded', async () => {
    const bomb = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    bomb.writeUInt32BE(50_000, 16);
    bomb.writeUInt32BE(50_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    await expect(prepare(bomb)).rejects.toMatchObject({ reason: 'too_many_pixels' });
  });

  it('is told apart from a file that is not there', async () => {
    const missing = preparePhoto('fixtures/no-such-photo.jpg', null, input, limits);
    await expect(missing).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('crops in pixels', () => {
  it.each([
    [
      { x: 0, y: 0, width: 1, height: 1 },
      { left: 0, top: 0, width: 101, height: 7 },
    ],
    [
      { x: 0.5, y: 0.5, width: 0.25, height: 0.25 },
      { left: 51, top: 4, width: 25, height: 1 },
    ],
    [
      { x: 1, y: 1, width: 0, height: 0 },
      { left: 100, top: 6, width: 1, height: 1 },
    ],
    [
      { x: -0.2, y: 0.9, width: 2, height: 2 },
      { left: 0, top: 6, width: 101, height: 1 },
    ],
  ])('%o of 101 × 7 is %o', (crop, pixels) => {
    expect(cropToPixels(crop, 101, 7)).toEqual(pixels);
  });
});
