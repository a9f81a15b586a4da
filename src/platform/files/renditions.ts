/** Pictures for people: upright, of limited size, without any metadata; made once and kept in a folder of their own. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { AppError } from '../errors.ts';
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
  /** Removes all pictures made of the photograph. */
  forget(sha256: string): Promise<void>;
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

/**
 * `folder` is a cache: it may be emptied at any time. `isHidden` is asked before a picture is made and before it is handed out,
 * so that whatever is made of a photograph passes here: a hidden one throws `photo_hidden`.
 */
export function createRenditions(
  photos: PhotoStore,
  folder: string,
  isHidden: (sha256: string) => boolean,
): Renditions {
  const checkShown = (sha256: string): void => {
    if (isHidden(sha256)) throw new AppError('photo_hidden', 'This photograph was hidden, so nobody may see it.');
  };
  const cached = async (sha256: string, name: string, make: (photo: Buffer) => Promise<Buffer>): Promise<Buffer> => {
    checkShown(sha256);
    const path = join(folder, sha256.slice(0, 2), `${sha256}-${name}.jpg`);
    const kept = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (kept) {
      checkShown(sha256);
      return kept;
    }
    const bytes = await make(await photos.read(sha256));
    checkShown(sha256);
    await keep(path, bytes);
    checkShown(sha256);
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
    async forget(sha256) {
      const part = join(folder, sha256.slice(0, 2));
      const names = await readdir(part).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      const ours = names.filter((name) => name.startsWith(`${sha256}-`));
      await Promise.all(ours.map((name) => rm(join(part, name), { force: true })));
    },
  };
}
