/** Waits out the absence of the web process or of Redis: an outage must not use up the tries that a photograph has. */
import { setTimeout as delay } from 'node:timers/promises';

/** Thrown when the other end is away or not ready; the same request may succeed later. */
export class OutageError extends Error {
  override name = 'OutageError';
}

export interface Patience {
  /** Ends all waiting, so that the process can stop. */
  signal: AbortSignal;
  /** Told once for each request that has to wait. */
  onOutage: (error: OutageError) => void;
  /** Pause before the second try; it doubles up to `maxPauseMs`. */
  minPauseMs?: number;
  maxPauseMs?: number;
}

/** Repeats `request` for as long as it throws OutageError; anything else it throws, or the last outage when `signal` ends it. */
export async function waitOut<T>(request: () => Promise<T>, patience: Patience): Promise<T> {
  const { signal, onOutage, minPauseMs = 200, maxPauseMs = 5_000 } = patience;
  for (let tries = 0; ; tries += 1) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof OutageError)) throw error;
      if (signal.aborted) throw error;
      if (tries === 0) onOutage(error);
      const pauseMs = Math.min(minPauseMs * 2 ** Math.min(tries, 10), maxPauseMs) * (0.5 + Math.random() / 2);
      await delay(pauseMs, undefined, { signal }).catch(() => {
        throw error;
      });
    }
  }
}
