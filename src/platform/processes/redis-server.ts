/** The service's own redis-server: a child process with its files in the data folder, started again whenever it dies. */
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { endWithThisProcess, keepRunning, type LaunchedProcess } from './kept-process.ts';
import { endOrphanedRedis, forgetRedis, noteRedis } from './redis-orphan.ts';
import { launchRedis, RedisStartError } from './redis-process.ts';
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

/**
 * Starts redis-server on a private unix socket with a random password, after ending one that a killed service left behind
 * in the same folder. A file with a truncated end is repaired by Redis itself; one it can't read at all is set aside.
 * Throws StartError when the program is missing or doesn't come up.
 */
export async function startRedisServer({
  dir,
  log,
  program = 'redis-server',
}: RedisServerOptions): Promise<RedisServer> {
  const folder = resolve(dir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await endOrphanedRedis(folder, log);
  const address = newRedisAddress();
  let damaged = false;

  function launch(): LaunchedProcess {
    if (damaged) setAside(folder, log);
    damaged = false;
    const onSpawn = (pid: number) => noteRedis(folder, pid, address.folder);
    const child = endWithThisProcess(launchRedis({ program, dir: folder, address, log, onSpawn }));
    child.ready.catch((error) => {
      damaged = isDamagedFile(error);
    });
    return child;
  }

  function forget(): void {
    rmSync(address.folder, { recursive: true, force: true });
    forgetRedis(folder);
  }

  let first: LaunchedProcess | null = launch();
  try {
    await first.ready.catch(async (error) => {
      if (!isDamagedFile(error)) throw error;
      first = launch();
      await first.ready;
    });
  } catch (error) {
    forget();
    throw error;
  }
  const kept = keepRunning({
    name: 'redis-server',
    log,
    minPauseMs: 100,
    maxPauseMs: 5_000,
    graceMs: 10_000,
    launch: () => {
      const child = first ?? launch();
      first = null;
      return child;
    },
  });
  return {
    url: address.url,
    get pid() {
      return kept.pid;
    },
    async stop() {
      await kept.stop();
      forget();
    },
  };
}
