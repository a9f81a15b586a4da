/** One run of redis-server as a child: its settings go in by standard input, its log comes out into ours. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LaunchedProcess } from './kept-process.ts';
import { pingRedis } from './redis-ping.ts';
import { type RedisAddress, redisSettings } from './redis-settings.ts';
import { exitCodes, StartError } from './start-error.ts';

export interface RedisRun {
  program: string;
  dir: string;
  address: RedisAddress;
  log: Logger;
  /** Called with the child's number before it does anything. */
  onSpawn(pid: number): void;
}

const notInstalled = `redis-server is not installed, or not on the PATH. Either install it
  Debian, Ubuntu:  sudo apt-get install redis-server
  Fedora:          sudo dnf install redis
  Alpine:          sudo apk add redis
  macOS:           brew install redis
or set REDIS_URL to a Redis that runs elsewhere.`;

/** Ended before it took commands; `lastLines` is what it said last. */
export class RedisStartError extends StartError {
  readonly lastLines: string;

  constructor(how: string, lastLines: string) {
    super(exitCodes.redis, `redis-server ended before it was ready (${how}). It said last:\n${lastLines}`);
    this.lastLines = lastLines;
  }
}

/** Starts redis-server. Never throws: a missing program makes `ready` reject with what to do. */
export function launchRedis({ program, dir, address, log, onSpawn }: RedisRun): LaunchedProcess {
  // In a session of its own, so that Ctrl-C in the terminal doesn't end it before those that need it. `--port 0` is in the
  // settings too; here it keeps a server whose settings never arrive from listening where anyone could reach it.
  const child = spawn(program, ['-', '--port', '0'], { cwd: dir, detached: true, stdio: 'pipe' });
  if (child.pid !== undefined) onSpawn(child.pid);
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lastLines.push(line);
      if (lastLines.length > 8) lastLines.shift();
      log.debug({ redis: line.replace(/^\d+:\w \d+ \w+ \d+ [\d:.]+ [*#.-] /, '') });
    });
  }
  child.stdin.on('error', (error) => log.debug({ err: error }, 'redis-server did not read its settings'));
  child.stdin.end(redisSettings(dir, address));

  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new StartError(exitCodes.redis, notInstalled) : error),
    );
    child.once('close', (code, signal) =>
      reject(new RedisStartError(signal ?? `exit code ${code}`, lastLines.join('\n'))),
    );
  });
  const isOver = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid,
    ready: Promise.race([failed, answers(address, isOver)]),
    exited,
    kill: (signal) => void child.kill(signal),
  };
}

/** Loading a long file takes its time, so there is no deadline: it answers, or it ends. */
async function answers(address: RedisAddress, isOver: () => boolean): Promise<void> {
  while (!(await pingRedis(address))) {
    if (isOver()) return new Promise(() => {});
    await delay(20);
  }
}
