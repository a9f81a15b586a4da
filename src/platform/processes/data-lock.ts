/**
 * Lets one service at a time use a data folder. The lock is SQLite's own on a file in the folder: the system drops it when
 * the process ends, however it ends, so that none is ever left behind, and it holds between containers of one machine too.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { exitCodes, StartError } from './start-error.ts';

export interface DataLock {
  /** Tells a second start where this one answers. */
  announce(address: string): void;
  release(): void;
}

const holderSchema = z.object({ pid: z.int(), address: z.string().nullable() });
type Holder = z.infer<typeof holderSchema>;

/** What the holder wrote about itself; null when it hasn't yet, or when it wrote at this very moment. */
function readHolder(file: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const isUnknown = error instanceof SyntaxError || error instanceof z.ZodError;
    if (isUnknown || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function inUse(folder: string, holder: Holder | null): StartError {
  const who = holder ? ` (process ${holder.pid}${holder.address ? `, ${holder.address}` : ', still starting'})` : '';
  return new StartError(
    exitCodes.inUse,
    `The data folder ${folder} is in use by another greensleeve${who}.
Use that one, stop it first, or choose another folder with --data DIR (DATA_DIR).`,
  );
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = (error as Error).message;
    throw new StartError(exitCodes.settings, `The data folder ${folder} can’t be made: ${reason}`, { cause: error });
  }
}

/** Opens the lock file and takes the lock. Throws StartError when another process has it or the folder is no use. */
function take(folder: string, file: string): Database.Database {
  let lock: Database.Database | null = null;
  try {
    lock = new Database(join(folder, 'service.lock'), { timeout: 0 });
    // Without a journal on disk the file stays as it is: only the lock on it matters, held until it is closed.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') throw inUse(folder, readHolder(file));
    const reason = (error as Error).message;
    throw new StartError(exitCodes.settings, `The data folder ${folder} can’t be written: ${reason}`, { cause: error });
  }
}

/** Makes the folder where needed and takes its lock. Throws StartError saying who has it. */
export function lockDataFolder(dir: string): DataLock {
  const folder = resolve(dir);
  makeFolder(folder);
  const file = join(folder, 'service.json');
  const lock = take(folder, file);
  const write = (address: string | null) =>
    writeFileSync(file, JSON.stringify({ pid: process.pid, address }), { mode: 0o600 });
  write(null);
  return { announce: write, release: () => void lock.close() };
}
