/** Pictures for people: upright, of limited size, without any metadata; made once and kept in a folder of their own. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { PhotoStore } from './photo-store.ts';
import { type CropOutline, viewCrop } from './view-crop.ts';

/** Longest side of what is served, in pixels. */
const renditionSide = 1600;
/** Of the small one, for lists: four times what a row shows, so that a view within it can still be made out. */
const thumbnailSide = 480;
/** Counts up when crops are made in another way, so that none of the old ones is served. */
const cropFormat = 1;

export interface Renditions {
  /** A JPEG of the photograph. Throws `photo_missing`, or sharp's error when it can't be decoded. */
  get(sha256: string): Promise<Buffer>;
  /** The same, small. */
  thumbnail(sha256: string): Promise<Buffer>;
  /**
   * What may leave the desk: the view's crop, all around it in coarse squares; without an outline all of it is coarse.
   * Throws as `get` does.
   */
  crop(sha256: string, outline: CropOutline | null): Promise<Buffer>;
}

/** Size of the rendition of an upright photograph, in pixels, as `get` makes it. */
export function renditionSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, renditionSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function keep(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o640);
  await handle.writeFile(bytes).finally(() => handle.close());
  await rename(draft, path);
}

/** `folder` is a cache: it may be emptied at any time. */
export function createRenditions(photos: PhotoStore, folder: string): Renditions {
  const cached = async (sha256: string, name: string, make: (photo: Buffer) => Promise<Buffer>): Promise<Buffer> => {
    const path = join(folder, sha256.slice(0, 2), `${sha256}-${name}.jpg`);
    const kept = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (kept) return kept;
    const bytes = await make(await photos.read(sha256));
    await keep(path, bytes);
    return bytes;
  };
  const within = (side: number) => (photo: Buffer) =>
    sharp(photo)
      .rotate()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer();
  return {
    get: (sha256) => cached(sha256, `${renditionSide}`, within(renditionSide)),
    thumbnail: (sha256) => cached(sha256, `${thumbnailSide}`, within(thumbnailSide)),
    crop(sha256, outline) {
      const shape = createHash('sha256').update(JSON.stringify(outline)).digest('hex').slice(0, 24);
      return cached(sha256, `crop${cropFormat}-${shape}`, (photo) => viewCrop(photo, outline));
    },
  };
}
