/** What a person decided and the service has yet to hear: sent one after the other, kept until it is answered. */

import type { JudgedFinding, Judgement, ReviewItem, VerdictRequest } from '../../findings/findings.schemas.ts';
import type { Category } from '../../inference/categories.ts';

type Actual = NonNullable<VerdictRequest['actual']>;
export interface Verdict {
  judgement: Judgement;
  /** Only with the judgement `misplaced`. */
  actual: Actual | null;
  /** What it says besides. */
  details?: { further: Category[]; item: string | null; note: string | null };
}

/** One thing to send. `number` counts up within the outbox; `item` is what the person had before them. */
export interface Posting {
  number: number;
  item: ReviewItem;
  /** Null: take my verdict back. */
  verdict: Verdict | null;
}

/** What became of a posting. */
export type Delivery =
  | { kind: 'judged'; finding: JudgedFinding }
  | { kind: 'reopened'; item: ReviewItem }
  /** The service said no for good. `finding` is how it stands now, where that could be asked. */
  | { kind: 'refused'; error: unknown; finding: ReviewItem | JudgedFinding | null };

export type OutboxState = 'idle' | 'sending' | 'waiting' | 'signed_out';

export interface OutboxDeps {
  /** Sends one posting on the given version. Rejects only with what `failureOf` can name. */
  deliver(posting: Posting, version: number): Promise<Delivery>;
  /** Whether a rejection, the `tries`-th in a row, passes by itself, needs a new sign-in, or (null) is for good. */
  failureOf(error: unknown, tries: number): 'passing' | 'signed_out' | null;
  /** Calls back after the milliseconds; gives a function that calls it off. */
  after(ms: number, then: () => void): () => void;
  store: { read(): Posting[]; write(postings: Posting[]): void };
  onDelivered(posting: Posting, delivery: Delivery): void;
  onChange(): void;
  onSignedOut(): void;
}

const firstWaitMs = 1000;
const longestWaitMs = 15_000;

/** Milliseconds to wait before try number `tries` + 1. */
export function waitAfter(tries: number): number {
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, tries - 1));
}

/** Starts with what the store holds; call `resume()` to begin sending. */
export function createOutbox(deps: OutboxDeps) {
  let pending: Posting[] = deps.store.read();
  let next = Math.max(0, ...pending.map((posting) => posting.number)) + 1;
  let state: OutboxState = 'idle';
  let tries = 0;
  let paused = false;
  let callOff: (() => void) | null = null;
  /** The version each finding of a pending posting has, as far as the service's answers told. */
  const versions = new Map<string, number>();

  const change = (to: OutboxState) => {
    state = to;
    deps.store.write(pending);
    deps.onChange();
  };

  const settle = (posting: Posting, delivery: Delivery) => {
    tries = 0;
    const id = posting.item.id;
    pending = pending.filter((other) => other !== posting);
    // What followed on a refused one rested on it.
    if (delivery.kind === 'refused') pending = pending.filter((other) => other.item.id !== id);
    else versions.set(id, delivery.kind === 'judged' ? delivery.finding.version : delivery.item.version);
    change(paused ? 'signed_out' : 'idle');
    deps.onDelivered(posting, delivery);
    void send();
  };

  const failed = (posting: Posting, error: unknown) => {
    tries += 1;
    const failure = deps.failureOf(error, tries);
    if (failure === null) return settle(posting, { kind: 'refused', error, finding: null });
    if (failure === 'signed_out' || paused) {
      change('signed_out');
      if (!paused) deps.onSignedOut();
      return;
    }
    callOff = deps.after(waitAfter(tries), resume);
    change('waiting');
  };

  const send = async (): Promise<void> => {
    const posting = pending[0];
    if (state !== 'idle' || !posting) return;
    change('sending');
    let delivery: Delivery;
    try {
      delivery = await deps.deliver(posting, versions.get(posting.item.id) ?? posting.item.version);
    } catch (error) {
      return failed(posting, error);
    }
    settle(posting, delivery);
  };

  /** Sends now what waits: at the start, when the network is back, after a new sign-in. */
  function resume(): void {
    paused = false;
    if (state === 'sending') return;
    callOff?.();
    callOff = null;
    state = 'idle';
    void send();
  }

  return {
    resume,
    /** Sends nothing more until `resume()`. */
    pause(): void {
      paused = true;
      callOff?.();
      callOff = null;
      if (state !== 'sending') change('signed_out');
    },
    state: () => state,
    pending: (): readonly Posting[] => pending,
    holds: (id: string) => pending.some((posting) => posting.item.id === id),
    /** Adds a verdict (or, with null, taking it back) and gives its number. */
    post(item: ReviewItem, verdict: Verdict | null): number {
      if (!pending.some((posting) => posting.item.id === item.id)) versions.set(item.id, item.version);
      const posting = { number: next, item, verdict };
      next += 1;
      pending = [...pending, posting];
      change(state);
      void send();
      return posting.number;
    },
    /** Takes back what has not gone out yet. False: it is under way or gone, so the service must be told. */
    cancel(number: number): boolean {
      const posting = pending.find((candidate) => candidate.number === number);
      // The first one may have reached the service although no answer came.
      if (!posting || posting === pending[0]) return false;
      pending = pending.filter((other) => other !== posting);
      change(state);
      return true;
    },
  };
}
