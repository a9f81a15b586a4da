/** Keeps one child process running: starts it again with growing pauses when it dies, and ends it with this process. */
import type { Logger } from 'pino';

/** A child that was started. `ready` rejects when it ends before it was ready; `exited` says in words how it ended. */
export interface LaunchedProcess {
  pid: number | undefined;
  ready: Promise<void>;
  exited: Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

export interface KeepRunningOptions {
  /** What the process is called in the log. */
  name: string;
  launch(): LaunchedProcess;
  log: Logger;
  /** Pause before the first new start; it doubles with each further one, up to `maxPauseMs`. */
  minPauseMs?: number;
  maxPauseMs?: number;
  /** A process that ran this long is healthy: when it dies, the pauses begin anew. */
  healthyAfterMs?: number;
  /** Time between SIGTERM and SIGKILL when stopping. */
  graceMs: number;
}

export interface KeptProcess {
  /** Number of the process that runs now; null between two. */
  readonly pid: number | null;
  /** Resolves when the process was ready for the first time. */
  firstReady: Promise<void>;
  /** Ends the process and starts it no more. May be called twice. */
  stop(): Promise<void>;
}

const running = new Set<LaunchedProcess>();

// Whatever ends this process, short of SIGKILL, takes the children along.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Pause before the start after `failures` ≥ 1 failures in a row, in ms. */
export function pauseMs(failures: number, minPauseMs: number, maxPauseMs: number): number {
  return Math.min(minPauseMs * 2 ** Math.min(failures - 1, 20), maxPauseMs);
}

/** Counts a child among those that end with this process, until it has ended. */
export function endWithThisProcess(child: LaunchedProcess): LaunchedProcess {
  running.add(child);
  void child.exited.then(() => running.delete(child));
  return child;
}

/** SIGTERM, and SIGKILL after `graceMs`. Resolves once the child is gone. */
async function endChild(child: LaunchedProcess, graceMs: number): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await child.exited;
  clearTimeout(timer);
}

/** Starts a process by `launch` and keeps it running until `stop`. Never throws: failed starts are logged and repeated. */
export function keepRunning(options: KeepRunningOptions): KeptProcess {
  const { name, launch, log, minPauseMs = 250, maxPauseMs = 10_000, healthyAfterMs = 10_000, graceMs } = options;
  let stopping = false;
  let endPause = (): void => {};
  const firstReady = Promise.withResolvers<void>();
  let current: LaunchedProcess | null = null;

  async function runOnce(): Promise<void> {
    current = endWithThisProcess(launch());
    const { pid } = current;
    void current.ready.then(
      () => {
        log.debug({ pid }, `${name} is ready`);
        firstReady.resolve();
      },
      (error: Error) => stopping || log.error({ pid, reason: error.message }, `${name} did not start`),
    );
    const how = await current.exited;
    current = null;
    if (!stopping) log.warn({ pid, how }, `${name} has ended; it is started again`);
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping) {
      const startedMs = performance.now();
      await runOnce();
      failures = performance.now() - startedMs > healthyAfterMs ? 1 : failures + 1;
      if (!stopping) await pause(pauseMs(failures, minPauseMs, maxPauseMs));
    }
  }

  const finished = run();
  return {
    get pid() {
      return current?.pid ?? null;
    },
    firstReady: firstReady.promise,
    async stop() {
      stopping = true;
      endPause();
      if (current) await endChild(current, graceMs);
      await finished;
    },
  };
}
