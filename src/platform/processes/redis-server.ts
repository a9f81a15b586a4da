/** The service's own redis-server: a child process with its files in the data folder, started again whenever it dies. */
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { endWithThisProcess, keepRunning, type LaunchedProcess } from './kept-process.ts';
import { endOrphanedRedis, forgetRedis, noteRedis } from './redis-orphan.ts';
import { launchRedis, type RedisRun, RedisStartError } from './redis-process.ts';
import { newRedisAddress } from './redis-settings.ts';

export interface RedisServerOptions {
  /** Folder of the append-only file; made when missing. No two services may share it (see data-lock.ts). */
  dir: string;
  log: Logger;
  /** Name or path of the program. */
  program?: string;
}

export interface RedisServer {
  /** unix://:PASSWORD@localhost/path; stays the same when the server is started again. */
  readonly url: string;
  /** Number of the process that runs now; null while it is being started again. */
  readonly pid: number | null;
  stop(): Promise<void>;
}

/** Says of a start that failed that the append-only file is to blame, and not the disk or its permissions. */
function isDamagedFile(error: unknown): boolean {
  if (!(error instanceof RedisStartError)) return false;
  const { lastLines } = error;
  return /append[- ]only|\bAOF\b|\bRDB\b/i.test(lastLines) && !/permission denied|no space left/i.test(lastLines);
}

/** Puts the append-only files out of the way. What was in them comes back from the rows in the database. */
function setAside(dir: string, log: Logger): void {
  const names = readdirSync(dir).filter((name) => /^appendonly(dir|\.aof)$/.test(name));
  for (const name of names) renameSync(join(dir, name), join(dir, `${name}.damaged-${Date.now()}`));
  log.error(
    { dir, names },
    'redis-server can’t read its file; it begins with an empty one, and the sweep queues again',
  );
}

/** Starts redis-server, each time it is called; when the file is to blame for a failed start, the next has an empty one. */
function createLauncher(run: Omit<RedisRun, 'onSpawn'>): () => LaunchedProcess {
  let damaged = false;
  return () => {
    if (damaged) setAside(run.dir, run.log);
    damaged = false;
    const onSpawn = (pid: number) => noteRedis(run.dir, pid, run.address.folder);
    const child = endWithThisProcess(launchRedis({ ...run, onSpawn }));
    child.ready.catch((error) => {
      damaged = isDamagedFile(error);
    });
    return child;
  };
}

/** The first start, which is tried a second time when the file was to blame. Throws when Redis doesn't come up. */
async function launchFirst(launch: () => LaunchedProcess): Promise<LaunchedProcess> {
  const first = launch();
  try {
    await first.ready;
    return first;
  } catch (error) {
    if (!isDamagedFile(error)) throw error;
  }
  const second = launch();
  await second.ready;
  return second;
}

/**
 * Starts redis-server on a private unix socket with a random password, after ending one that a killed service left behind
 * in the same folder. A file with a truncated end is repaired by Redis itself; one it can't read at all is set aside.
 * Throws StartError when the program is missing or doesn't come up.
 */
export async function startRedisServer(options: RedisServerOptions): Promise<RedisServer> {
  const { log, program = 'redis-server' } = options;
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  await endOrphanedRedis(dir, log);
  const address = newRedisAddress();
  const tidyUp = (): void => {
    process.off('exit', tidyUp);
    rmSync(address.folder, { recursive: true, force: true });
    forgetRedis(dir);
  };
  process.on('exit', tidyUp);

  const launch = createLauncher({ program, dir, address, log });
  let first: LaunchedProcess | null = await launchFirst(launch).catch((error) => {
    tidyUp();
    throw error;
  });
  const launchNext = (): LaunchedProcess => {
    const child = first ?? launch();
    first = null;
    return child;
  };
  const pauses = { minPauseMs: 100, maxPauseMs: 5_000, graceMs: 10_000 };
  const kept = keepRunning({ name: 'redis-server', log, launch: launchNext, ...pauses });
  return {
    url: address.url,
    get pid() {
      return kept.pid;
    },
    async stop() {
      await kept.stop();
      tidyUp();
    },
  };
}
