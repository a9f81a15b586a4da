/** Stops what was started, the last first, also when the end comes in the middle of the start. */
import type { Logger } from 'pino';

export interface Shutdown {
  /** Remembers how to stop what was just started. Throws StoppedWhileStarting once stopping has begun; it is stopped too then. */
  add(name: string, stop: () => Promise<void> | void): void;
  /** Stops everything, once; further calls wait for the same end. Never throws: what fails to stop is logged. */
  run(): Promise<void>;
}

/** Thrown into a start that is overtaken by a request to stop. */
export class StoppedWhileStarting extends Error {
  override name = 'StoppedWhileStarting';
}

interface Step {
  name: string;
  stop: () => Promise<void> | void;
}

/** `limitMs` is how long one step may take before the next is begun all the same. */
export function createShutdown(log: Logger, limitMs = 30_000): Shutdown {
  const steps: Step[] = [];
  let ending: Promise<void> | null = null;

  async function undo({ name, stop }: Step): Promise<void> {
    log.debug(`stopping ${name}`);
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(late.resolve, limitMs, 'late');
    try {
      if ((await Promise.race([stop(), late.promise])) === 'late')
        log.error(`${name} did not stop within ${limitMs} ms`);
    } catch (error) {
      log.error({ err: error }, `${name} did not stop in order`);
    } finally {
      clearTimeout(timer);
    }
  }

  async function undoAll(): Promise<void> {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) await undo(step);
  }

  return {
    add(name, stop) {
      steps.push({ name, stop });
      if (ending === null) return;
      ending = ending.then(undoAll);
      throw new StoppedWhileStarting();
    },
    run() {
      ending ??= undoAll();
      return ending;
    },
  };
}
