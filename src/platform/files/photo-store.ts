/** Photographs in a content-addressed folder: ab/cd/<sha256>. What `save` returns from is on the disk, file and folder. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../errors.ts';
import { isErrorCode, syncFolder, writeSynced } from './durable-files.ts';
import { photoPath } from './photo-path.ts';

export interface PhotoStore {
  /** Stores bytes under their SHA-256; the same bytes again cost nothing. Throws `storage_full` when the disk is full. */
  save(sha256: string, bytes: Buffer): Promise<void>;
  /** Absolute path of a stored photograph; there is no promise that it exists. */
  pathOf(sha256: string): string;
  /** The bytes. Throws `photo_missing` when there are none. */
  read(sha256: string): Promise<Buffer>;
  /** Removes a photograph, in the very turn of the event loop in which it is called; nothing when there is none. */
  remove(sha256: string): Promise<void>;
}

/** Opens the store in `folder`, making it when needed. What a killed process left half written there is removed. */
export function createPhotoStore(folder: string): PhotoStore {
  const incoming = join(folder, 'incoming');
  mkdirSync(incoming, { recursive: true });
  for (const name of readdirSync(incoming)) rmSync(join(incoming, name), { force: true });
  const pathOf = (sha256: string): string => photoPath(folder, sha256);

  /** Folders whose entry in their parent is known to be on the disk. */
  const syncedFolders = new Set<string>();
  const makeFolder = async (path: string): Promise<void> => {
    if (syncedFolders.has(path)) return;
    await mkdir(path, { recursive: true });
    await syncFolder(dirname(path));
    await syncFolder(dirname(dirname(path)));
    syncedFolders.add(path);
  };

  return {
    pathOf,
    async save(sha256, bytes) {
      const target = pathOf(sha256);
      const draft = join(incoming, randomUUID());
      try {
        await makeFolder(dirname(target));
        const stored = await access(target).then(
          () => true,
          () => false,
        );
        if (!stored) {
          await writeSynced(draft, bytes, 0o640);
          await rename(draft, target);
        }
        await syncFolder(dirname(target));
      } catch (error) {
        await rm(draft, { force: true });
        if (!isErrorCode(error, 'ENOSPC', 'EDQUOT')) throw error;
        throw new AppError('storage_full', 'The disk is full; the photograph was not taken in.', {
          retryAfterS: 60,
          cause: error,
        });
      }
    },
    async read(sha256) {
      try {
        return await readFile(pathOf(sha256));
      } catch (error) {
        if (!isErrorCode(error, 'ENOENT')) throw error;
        throw new AppError('photo_missing', 'This photograph is no longer stored.', { cause: error });
      }
    },
    async remove(sha256) {
      const path = pathOf(sha256);
      if (!existsSync(path)) return;
      rmSync(path);
      await syncFolder(dirname(path));
    },
  };
}
