/** Turns one fixture photograph into ever new ones, as a camera's sensor and clock would: noise, exposure, a time stamp. */
import sharp from 'sharp';

/** More than a photograph's size, so that every photograph can take another piece of the same noise. */
const noiseMarginPx = 160;
/** Standard deviation of the sensor's noise, in levels of 255. */
const noiseSigma = 7;

export interface PhotoStamp {
  /** Written into the picture's lower right corner. */
  text: string;
  /** Seeded numbers in 0..1. */
  random: () => number;
}

const stampSvg = (width: number, height: number, text: string): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><text x="${width - 14}" y="${height - 12}" ` +
      'text-anchor="end" font-family="DejaVu Sans Mono, monospace" font-size="20" fill="#fff" stroke="#000" ' +
      `stroke-width="3" paint-order="stroke">${text}</text></svg>`,
  );

/** Makes photographs of scenes; `shoot` answers JPEG bytes that differ from each other though the scene is the same. */
export function createCameraPhotos(): { shoot(scene: Buffer, stamp: PhotoStamp): Promise<Buffer> } {
  let noise: { width: number; height: number; pixels: Promise<Buffer> } | null = null;

  const noiseFor = (width: number, height: number): Promise<Buffer> => {
    if (noise?.width !== width || noise.height !== height) {
      const create = {
        width: width + noiseMarginPx,
        height: height + noiseMarginPx,
        channels: 3 as const,
        background: '#808080',
        noise: { type: 'gaussian' as const, mean: 128, sigma: noiseSigma },
      };
      noise = { width, height, pixels: sharp({ create }).raw().toBuffer() };
    }
    return noise.pixels;
  };

  return {
    async shoot(scene, { text, random }) {
      const { width, height } = await sharp(scene).metadata();
      const raw = { width: width + noiseMarginPx, height: height + noiseMarginPx, channels: 3 as const };
      const left = Math.floor(random() * noiseMarginPx);
      const top = Math.floor(random() * noiseMarginPx);
      const grain = await sharp(await noiseFor(width, height), { raw })
        .extract({ left, top, width, height })
        .raw()
        .toBuffer();
      // Overlaid mid-grey changes nothing, so only the noise around it does.
      const overlays = [
        { input: grain, raw: { width, height, channels: 3 as const }, blend: 'overlay' as const },
        { input: stampSvg(width, height, text) },
      ];
      const exposed = await sharp(scene).composite(overlays).removeAlpha().raw().toBuffer();
      return sharp(exposed, { raw: { width, height, channels: 3 } })
        .linear(0.985 + 0.03 * random(), 0)
        .jpeg({ quality: 82 })
        .toBuffer();
    },
  };
}
