/** Runs the service's own programs (workers, the camera simulator) as child processes and keeps them running. */
import { fork } from 'node:child_process';
import type { Logger } from 'pino';
import { keepRunning, type LaunchedProcess } from './kept-process.ts';

export interface ChildrenOptions {
  /** What they are called in the log. */
  name: string;
  /** Absolute path of the program: TypeScript, run by the same Node as this process. */
  script: string;
  args?: string[];
  count: number;
  /** Their whole environment; nothing is inherited beside it. */
  env: Record<string, string | undefined>;
  log: Logger;
  /** Time they have to finish after SIGTERM before they are killed. */
  graceMs?: number;
  minPauseMs?: number;
  /** Where what they print goes: the same places as this process's, or nowhere. */
  output?: 'inherit' | 'ignore';
}

export interface Children {
  /** Numbers of those that run now. */
  readonly pids: number[];
  /** Resolves when each of them has sent `{ type: 'ready' }` once. */
  ready: Promise<void>;
  stop(): Promise<void>;
}

function isReadyMessage(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}

/**
 * Starts one. In a session of its own, so that Ctrl-C in the terminal reaches this process alone, which then ends them in
 * order. When this process is killed, the channel between them closes and `exit-with-parent.ts` ends the child.
 */
function launch({ script, args = [], env, output = 'inherit' }: ChildrenOptions): LaunchedProcess {
  const child = fork(script, args, {
    env,
    execArgv: ['--import', new URL('exit-with-parent.ts', import.meta.url).href],
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message) => isReadyMessage(message) && resolve());
    void exited.then((how) => reject(new Error(how)));
  });
  return { pid: child.pid, ready, exited, kill: (signal) => void child.kill(signal) };
}

/** Starts `count` processes of `script`. Never throws: one that fails is started again with growing pauses, and logged. */
export function startChildren(options: ChildrenOptions): Children {
  const { name, count, log, graceMs = 15_000, minPauseMs = 250 } = options;
  const kept = Array.from({ length: count }, (_, index) =>
    keepRunning({
      name: count === 1 ? name : `${name} ${index + 1}`,
      launch: () => launch(options),
      log,
      graceMs,
      minPauseMs,
    }),
  );
  return {
    get pids() {
      return kept.map(({ pid }) => pid).filter((pid) => pid !== null);
    },
    ready: Promise.all(kept.map(({ firstReady }) => firstReady)).then(() => {}),
    async stop() {
      await Promise.all(kept.map((child) => child.stop()));
    },
  };
}
