/** Finds the redis-server that a service left behind when it was killed, and ends it before another opens the same files. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { commandLine, endProcess, identify, isRunning } from './process-identity.ts';

const noteSchema = z.object({ pid: z.int().positive(), birth: z.string(), folder: z.string() });

const noteIn = (dir: string): string => join(dir, 'redis-server.json');

/** Writes down which process serves `dir` now, and in which folder its socket lies. */
export function noteRedis(dir: string, pid: number, folder: string): void {
  const identity = identify(pid);
  if (identity) writeFileSync(noteIn(dir), JSON.stringify({ ...identity, folder }), { mode: 0o600 });
}

/** Takes the note away, when the process was ended in order. */
export function forgetRedis(dir: string): void {
  rmSync(noteIn(dir), { force: true });
}

/**
 * Ends the redis-server noted in `dir`, if it still runs, and removes the folder of its socket. A process that merely has
 * the same number is left alone: it must have been started at the noted moment and be called redis-server.
 */
export async function endOrphanedRedis(dir: string, log: Logger): Promise<void> {
  let text: string;
  try {
    text = readFileSync(noteIn(dir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const note = noteSchema.safeParse(parseJson(text));
  if (!note.success) {
    log.warn({ file: noteIn(dir) }, 'the note about an earlier redis-server can’t be read; it is ignored');
  } else {
    const { folder, ...orphan } = note.data;
    if (isRunning(orphan) && commandLine(orphan.pid).includes('redis-server')) {
      log.warn({ pid: orphan.pid }, 'ending the redis-server that an earlier start left behind');
      await endProcess(orphan, 5_000);
    }
    if (basename(folder).startsWith('greensleeve-')) rmSync(folder, { recursive: true, force: true });
  }
  forgetRedis(dir);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
