/** Waits in a test for something to become true, by asking again and again until a deadline. */
import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Time after which the wait gives up. */
  timeoutMs?: number;
  /** Pause between two questions. */
  everyMs?: number;
  /** What is waited for, in words, for the error. */
  what?: string;
}

/**
 * Resolves with the first value of `condition` that isn't false, null or undefined.
 * Throws an Error when there is none within `timeoutMs` (default 20 s); what `condition` threw last is its cause.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 20_000, everyMs = 20, what = 'the condition' }: WaitOptions = {},
): Promise<Exclude<NonNullable<T>, false>> {
  const deadline = performance.now() + timeoutMs;
  let cause: unknown;
  do {
    try {
      const value = await condition();
      if (value !== false && value !== null && value !== undefined) return value as Exclude<NonNullable<T>, false>;
    } catch (error) {
      cause = error;
    }
    await delay(everyMs);
  } while (performance.now() < deadline);
  throw new Error(`Waited ${timeoutMs} ms in vain for ${what}.`, { cause });
}
