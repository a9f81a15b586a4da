/** Tells from the bytes of an upload what it is, without decoding its pixels: format, size, whether its end is there. */
import sharp from 'sharp';
import { AppError } from '../errors.ts';

export type PhotoMime = 'image/jpeg' | 'image/png' | 'image/webp';

export interface InspectedPhoto {
  mime: PhotoMime;
  /** As stored, before EXIF orientation. */
  width: number;
  height: number;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The format by its first bytes; null: none that is taken in. */
export function recogniseFormat(bytes: Buffer): PhotoMime | null {
  if (bytes.length < 12) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (bytes.subarray(0, 8).equals(pngSignature)) return 'image/png';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  return null;
}

/** Where a JPEG's picture data begins: after its first scan header; -1 when there is none. Embedded thumbnails are skipped. */
function findScan(bytes: Buffer): number {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (marker === 0xda) return at;
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return -1;
}

/** Whether the file's end is there. Bytes behind the end, which some cameras add, do no harm. */
function isComplete(bytes: Buffer, mime: PhotoMime): boolean {
  if (mime === 'image/webp') return bytes.readUInt32LE(4) + 8 <= bytes.length;
  if (mime === 'image/png') return bytes.lastIndexOf('IEND', undefined, 'latin1') > 0;
  const scan = findScan(bytes);
  return scan > 0 && bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) > scan;
}

/** Whether a photograph's end has been written; false for what is none. */
export function isWholePhoto(bytes: Buffer): boolean {
  const mime = recogniseFormat(bytes);
  return mime !== null && isComplete(bytes, mime);
}

/** Throws `not_an_image`, `photo_truncated`, `photo_animated` or `photo_too_many_pixels`. */
export async function inspectPhoto(bytes: Buffer, maxPixels: number): Promise<InspectedPhoto> {
  const mime = recogniseFormat(bytes);
  if (!mime) {
    throw new AppError('not_an_image', 'Only JPEG, PNG and WebP photographs are taken in.');
  }
  if (!isComplete(bytes, mime)) {
    throw new AppError('photo_truncated', 'The photograph ends too early; please send it again, whole.');
  }
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: Error) => {
      const detail = 'The photograph’s header is damaged; it can’t be read.';
      throw new AppError('not_an_image', detail, { cause: error });
    });
  if ((header.pages ?? 1) > 1) {
    throw new AppError('photo_animated', 'Animated pictures are not taken in; please send a photograph.');
  }
  if (header.width * header.height > maxPixels) {
    const detail = `The photograph has ${header.width} × ${header.height} pixels; at most ${maxPixels} are taken in.`;
    throw new AppError('photo_too_many_pixels', detail);
  }
  return { mime, width: header.width, height: header.height };
}
