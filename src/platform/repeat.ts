/** Runs a piece of housekeeping again and again, never twice at once, until it is stopped. */

export interface Repeated {
  /** Resolves when the run in progress has ended; there is none after it. */
  stop(): Promise<void>;
}

/** First run at once, then `everyMs` after the end of the one before. A failing run is told of and the next comes all the same. */
export function repeat(everyMs: number, run: () => Promise<void>, onError: (error: unknown) => void): Repeated {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const once = (): void => {
    running = run()
      .catch(onError)
      .then(() => {
        if (!stopped) timer = setTimeout(once, everyMs);
      });
  };
  once();
  return {
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
