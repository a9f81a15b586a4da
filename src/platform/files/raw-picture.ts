/** Pictures as bare pixels, for what draws on them: read from a file, written as JPEG. */
import sharp from 'sharp';

/** The upright picture scaled and cut to a square of `side` pixels: interleaved 8-bit RGB. */
export function readSquare(path: string, side: number): Promise<Buffer> {
  return sharp(path).rotate().removeAlpha().toColourspace('srgb').resize(side, side, { fit: 'cover' }).raw().toBuffer();
}

/** JPEG of a square of interleaved 8-bit RGB; `quality` 1..100. */
export function squareToJpeg(rgb: Uint8Array, side: number, quality: number): Promise<Buffer> {
  return sharp(rgb, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}

/** The upright picture stretched to `width` × `height`, as JPEG; `quality` 1..100. */
export function scaleToJpeg(path: string, width: number, height: number, quality: number): Promise<Buffer> {
  return sharp(path).rotate().resize(width, height, { fit: 'fill' }).jpeg({ quality }).toBuffer();
}
