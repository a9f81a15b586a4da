/** Files that come in pieces over bad networks: what has come of each is kept until it is whole, taken or too old. */
import { existsSync, mkdirSync } from 'node:fs';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { isErrorCode } from './durable-files.ts';

export interface PartialUploads {
  /** Bytes that have come; 0 when none have. */
  size(name: string): Promise<number>;
  /** Adds bytes that begin at `offset`; returns the new size. Throws `upload_elsewhere` when that is not where it ends. */
  append(name: string, offset: number, bytes: Buffer): Promise<number>;
  /** What has come; null when nothing has. */
  read(name: string): Promise<Buffer | null>;
  remove(name: string): Promise<void>;
  /** How many are there whose name begins so. */
  count(prefix: string): Promise<number>;
  /** Removes what nothing was added to since `before` (UTC ms). */
  sweep(before: number): Promise<void>;
}

/** `folder` may be lost at any time: senders then begin again. */
export function createPartialUploads(folder: string): PartialUploads {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  /** What is being done with each file; one after the other. */
  const working = new Map<string, Promise<unknown>>();
  const pathOf = (name: string): string => join(folder, name);
  const size = (name: string): Promise<number> =>
    stat(pathOf(name)).then(
      (file) => file.size,
      (error: unknown) => {
        if (isErrorCode(error, 'ENOENT')) return 0;
        throw error;
      },
    );
  const write = async (name: string, offset: number, bytes: Buffer): Promise<number> => {
    const here = await size(name);
    if (offset !== here) {
      throw new AppError('upload_elsewhere', `Of this photograph ${here} bytes are here; please go on from there.`);
    }
    const file = await open(pathOf(name), 'a', 0o600);
    try {
      await file.appendFile(bytes);
    } catch (error) {
      if (!isErrorCode(error, 'ENOSPC', 'EDQUOT')) throw error;
      throw new AppError('storage_full', 'The disk is full.', { retryAfterS: 60, cause: error });
    } finally {
      await file.close();
    }
    return here + bytes.length;
  };
  return {
    size,
    async append(name, offset, bytes) {
      const turn = (working.get(name) ?? Promise.resolve()).then(
        () => write(name, offset, bytes),
        () => write(name, offset, bytes),
      );
      working.set(name, turn);
      try {
        return await turn;
      } finally {
        if (working.get(name) === turn) working.delete(name);
      }
    },
    read: (name) =>
      readFile(pathOf(name)).catch((error: unknown) => {
        if (isErrorCode(error, 'ENOENT')) return null;
        throw error;
      }),
    remove: (name) => rm(pathOf(name), { force: true }),
    count: async (prefix) => (await readdir(folder)).filter((name) => name.startsWith(prefix)).length,
    async sweep(before) {
      for (const name of await readdir(folder)) {
        const { mtimeMs } = await stat(pathOf(name));
        if (mtimeMs < before) await rm(pathOf(name), { force: true });
      }
    },
  };
}
