/** Small pictures for tests: textured, so that they count as usable, and of a colour that the tiny model knows. */
import sharp from 'sharp';
import type { Outcome } from '../inference/categories.ts';

/** Colours that the tiny model takes for each outcome. */
const colours: Record<Outcome, [number, number, number]> = {
  hazardous: [220, 40, 40],
  kitchen: [40, 220, 40],
  recyclable: [40, 40, 220],
  residual: [128, 128, 128],
  closed_bag: [220, 220, 40],
  nothing_to_judge: [220, 40, 220],
};

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A picture of side-by-side fields, one for each outcome named, 96 pixels wide each. Another seed gives other noise, and
 * so other bytes of the same content.
 */
export async function fieldsPicture(
  fields: Outcome[],
  seed: number,
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
): Promise<Buffer> {
  const [width, height] = [96 * fields.length, 96];
  const random = seededRandom(seed);
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const colour = colours[fields[Math.floor((at % width) / 96)] ?? 'nothing_to_judge'];
    for (let channel = 0; channel < 3; channel += 1) {
      const noise = (random() - 0.5) * 40;
      pixels[at * 3 + channel] = Math.max(0, Math.min(255, (colour[channel] ?? 0) + noise));
    }
  }
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } });
  if (format === 'png') return picture.png().toBuffer();
  if (format === 'webp') return picture.webp().toBuffer();
  return picture.jpeg({ quality: 90 }).toBuffer();
}
