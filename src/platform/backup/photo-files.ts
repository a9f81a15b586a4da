/** The content-addressed photographs of a folder: listed in order, and copied with their content compared with their name. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isErrorCode, syncFolder, writeSynced } from '../files/durable-files.ts';
import { photoPath } from '../files/photo-path.ts';

const foldersIn = (path: string): string[] =>
  readdirSync(path)
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .sort();

/** Names of all photographs below `folder`, in order, one folder at a time. */
export function* listPhotos(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const first of foldersIn(folder)) {
    for (const second of foldersIn(join(folder, first))) {
      const names = readdirSync(join(folder, first, second)).filter((name) => /^[0-9a-f]{64}$/.test(name));
      yield* names.sort();
    }
  }
}

/** The bytes; null when there are none, or others than the name says. */
async function readSound(folder: string, sha256: string): Promise<Buffer | null> {
  try {
    const bytes = await readFile(photoPath(folder, sha256));
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return null;
    throw error;
  }
}

export const isSound = async (folder: string, sha256: string): Promise<boolean> =>
  (await readSound(folder, sha256)) !== null;

/** Copies one photograph durably and reads it back. Answers its size; null when the original is damaged or gone. */
export async function copyPhoto(from: string, to: string, sha256: string, mode: number): Promise<number | null> {
  const bytes = await readSound(from, sha256);
  if (bytes === null) return null;
  const target = photoPath(to, sha256);
  const draft = `${target}.${randomUUID()}`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  try {
    await writeSynced(draft, bytes, mode);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  for (const folder of [dirname(target), dirname(dirname(target)), to]) await syncFolder(folder);
  if (!(await isSound(to, sha256))) throw new Error(`${target} reads otherwise than it was written: check the disk.`);
  return bytes.length;
}
