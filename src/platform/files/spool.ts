/** Photographs that nobody may see yet, in a folder that only the service's own user can enter; erased when done with. */
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../errors.ts';
import { isErrorCode, syncFolder, syncFolderNow, writeSynced } from './durable-files.ts';

export interface Spool {
  /** Stores bytes under a name, in place of what was there; on the disk when it resolves. Throws `storage_full`. */
  save(name: string, bytes: Buffer): Promise<void>;
  /** The bytes. Throws `photo_missing` when there are none. */
  read(name: string): Promise<Buffer>;
  /** Names of all that is there. */
  names(): Promise<string[]>;
  /**
   * Unlinks the file in the very turn of the event loop in which it is called, then waits for the disk; false when there was
   * none. The blocks are freed, not overwritten.
   */
  erase(name: string): Promise<boolean>;
}

/** Opens the spool in `folder`, making it when needed. What a killed process left half written there is removed. */
export function createSpool(folder: string): Spool {
  const incoming = join(folder, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  // A folder from elsewhere, such as a backup, may be open to others.
  chmodSync(folder, 0o700);
  for (const name of readdirSync(incoming)) rmSync(join(incoming, name), { force: true });
  const originals = join(folder, 'originals');
  mkdirSync(originals, { recursive: true, mode: 0o700 });
  for (const parent of [dirname(folder), folder]) syncFolderNow(parent);

  return {
    async save(name, bytes) {
      const draft = join(incoming, randomUUID());
      try {
        await writeSynced(draft, bytes, 0o600);
        await rename(draft, join(originals, name));
        await syncFolder(originals);
      } catch (error) {
        await rm(draft, { force: true });
        if (!isErrorCode(error, 'ENOSPC', 'EDQUOT')) throw error;
        throw new AppError('storage_full', 'The disk is full; the photograph was not taken in.', {
          retryAfterS: 60,
          cause: error,
        });
      }
    },
    async read(name) {
      try {
        return await readFile(join(originals, name));
      } catch (error) {
        if (!isErrorCode(error, 'ENOENT')) throw error;
        throw new AppError('photo_missing', 'This photograph is no longer stored.', { cause: error });
      }
    },
    names: () => readdir(originals),
    async erase(name) {
      const path = join(originals, name);
      if (!existsSync(path)) return false;
      rmSync(path);
      await syncFolder(originals);
      return true;
    },
  };
}
