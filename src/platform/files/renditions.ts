/** Pictures for people: upright, of limited size, without any metadata; made once and kept in a folder of their own. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { PhotoStore } from './photo-store.ts';

/** Longest side of what is served, in pixels. */
const renditionSide = 1600;

export interface Renditions {
  /** A JPEG of the photograph. Throws `photo_missing`, or sharp's error when it can't be decoded. */
  get(sha256: string): Promise<Buffer>;
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
  return {
    async get(sha256) {
      const path = join(folder, sha256.slice(0, 2), `${sha256}-${renditionSide}.jpg`);
      const kept = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (kept) return kept;
      const bytes = await sharp(await photos.read(sha256))
        .rotate()
        .resize({ width: renditionSide, height: renditionSide, fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality: 82 })
        .toBuffer();
      await keep(path, bytes);
      return bytes;
    },
  };
}
