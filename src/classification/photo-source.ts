/** Where a worker gets a photograph's bytes from: the web process's folder where it shares the disk, else over HTTP. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { photoPath } from '../platform/files/photo-path.ts';
import type { WebClient } from './web-client.ts';

export interface PhotoSource {
  /** The very bytes that were received. Throws OutageError while the web process is away, Error when they are lost. */
  read(captureId: number, sha256: string): Promise<Buffer>;
}

export interface PhotoSourceDeps {
  /** The web process's photo folder (ab/cd/<sha256>); null: everything comes over HTTP. */
  photoDir: string | null;
  web: Pick<WebClient, 'get'>;
  /** Told once when a photograph is missing in `photoDir`, which then is probably not the right folder. */
  onMissing: (path: string) => void;
}

async function readStored(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * The folder is a short cut: what is missing there is asked for. The bytes' SHA-256 is compared each time: it costs half a
 * millisecond per megabyte, and a result must never be recorded for other bytes than those the capture stands for, be it
 * after a failing disk, a stale network share or a proxy that recompresses pictures.
 */
export function createPhotoSource({ photoDir, web, onMissing }: PhotoSourceDeps): PhotoSource {
  let missingTold = false;

  async function readFromFolder(sha256: string): Promise<Buffer | null> {
    if (photoDir === null) return null;
    const path = photoPath(photoDir, sha256);
    const bytes = await readStored(path);
    if (!bytes && !missingTold) {
      missingTold = true;
      onMissing(path);
    }
    return bytes;
  }

  return {
    async read(captureId, sha256) {
      const bytes = (await readFromFolder(sha256)) ?? (await web.get(`captures/${captureId}/photo`));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new Error(`the stored bytes of capture ${captureId} (${bytes.length}) are not those that were received`);
      }
      return bytes;
    },
  };
}
