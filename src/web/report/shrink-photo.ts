/** Makes a photograph small enough for a bad network: upright, longest side 1600 pixels, without any metadata. */
import { exifBytes, takenAt } from './exif.ts';

const longestSide = 1600;
const jpegQuality = 0.82;

export interface ShrunkPhoto {
  blob: Blob;
  /** UTC ms, by the photograph's own account; null when it doesn't say. */
  takenAt: number | null;
}

/** The browser can't show this file, so neither can the service. */
export class NotAPhoto extends Error {}

async function load(file: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    image.src = address;
    await image.decode();
    return image;
  } catch (error) {
    throw new NotAPhoto('this file is no picture that the browser can read', { cause: error });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function toJpeg(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new NotAPhoto('the picture can’t be made smaller'))),
      'image/jpeg',
      jpegQuality,
    );
  });
}

/** Throws NotAPhoto. The browser turns the picture upright as its orientation says; a canvas keeps no metadata. */
export async function shrinkPhoto(file: File): Promise<ShrunkPhoto> {
  const image = await load(file);
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new NotAPhoto('the browser has no room for the picture');
  // JPEG knows no transparency.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const [blob, head] = await Promise.all([toJpeg(canvas), file.slice(0, exifBytes).arrayBuffer()]);
  return { blob, takenAt: takenAt(head) };
}
