/**
 * Something to be written together with a change, whoever makes it: the caller names it, the first transaction inside
 * does it, so that neither is ever there without the other.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** `result`: what the transaction's work, or at last the whole call, gave. False: can't be written yet. */
type Errand = (result: unknown, isLast: boolean) => boolean;

const pending = new AsyncLocalStorage<{ errand: Errand | null }>();

/** Runs `call`. Its first transaction writes the errand too; without one it is written afterwards. A call that throws leaves none. */
export async function withErrand<Result>(errand: Errand, call: () => Result | Promise<Result>): Promise<Result> {
  const slot = { errand: errand as Errand | null };
  try {
    const result = await pending.run(slot, call);
    slot.errand?.(result, true);
    return result;
  } finally {
    slot.errand = null;
  }
}

/** For work that serves many calls at once: nothing in it belongs to the call that happened to start it. */
export function withoutErrand<Result>(work: () => Result): Result {
  return pending.exit(work);
}

/** At the end of an outermost transaction; returns how to take that back when it fails after all. */
export function doErrand(result: unknown): () => void {
  const slot = pending.getStore();
  const errand = slot?.errand;
  if (!slot || !errand?.(result, false)) return () => {};
  slot.errand = null;
  return () => {
    slot.errand = errand;
  };
}
