/** Takes photographs from a folder of the gateway into its spool, once they are whole. */
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readName } from '../drop-folder/drop-names.rules.ts';
import type { Calendar } from '../platform/calendar.ts';
import { isWholePhoto } from '../platform/files/inspect-photo.ts';
import type { EdgeSpool } from './edge-spool.ts';

export function createEdgeFolder(deps: {
  camera: string;
  folder: string;
  patterns: readonly string[];
  spool: Pick<EdgeSpool, 'add'>;
  calendar: Pick<Calendar, 'momentOf'>;
}) {
  const { camera, folder, patterns, spool, calendar } = deps;
  const seen = new Map<string, string>();

  const take = async (path: string): Promise<void> => {
    const { size, mtimeMs } = await stat(path);
    const state = `${size} ${mtimeMs}`;
    const isSettled = seen.get(path) === state;
    seen.set(path, state);
    if (!isSettled || size === 0) return;
    const bytes = await readFile(path);
    if (!isWholePhoto(bytes)) return;
    const named = readName(relative(folder, path), patterns);
    // A name that tells no time: when it was written is near enough.
    const capturedAt = (named && calendar.momentOf(named.time)) ?? Math.round(mtimeMs);
    await spool.add({ camera, capturedAt, bytes });
    await rm(path, { force: true });
    seen.delete(path);
  };

  return {
    /** One round; files that still grow are taken in a later one. */
    async look(): Promise<void> {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((one) => one.isFile() && /\.(jpe?g|png|webp)$/i.test(one.name));
      for (const { parentPath, name } of files) await take(join(parentPath, name));
    },
  };
}
