/** Drawings of our own making (SVG) as PNG. Never for what somebody sent. */
import sharp from 'sharp';

/** SVG is 72 dots an inch; `scale` times as many. */
export function pngOfSvg(svg: string, scale: number): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: 72 * scale })
    .flatten({ background: '#ffffff' })
    .png()
    .toBuffer();
}
