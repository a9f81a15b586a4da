/** The review desk at work: deals, verdicts and undo over the pure desk and the outbox, for one signed-in person. */
import { isPassing, isSignedOut } from '../api/client.ts';
import { createDealer } from './dealer.ts';
import { createDelivery } from './delivery.ts';
import * as desks from './desk.ts';
import { createOutbox, type OutboxState, type Posting, type Verdict } from './outbox.ts';
import type { ReviewApi } from './review.api.ts';

export interface DeskView extends desks.Desk {
  sending: OutboxState;
  unsent: number;
  /** Why the last deal failed; null when it didn't. */
  dealError: unknown;
  /** When the service was last asked for items and answered, in ms; null before. */
  checkedAt: number | null;
  /** True when the last deal left the desk empty: there is nothing to do for now. */
  isDry: boolean;
}

export interface ReviewDeskDeps {
  api: ReviewApi;
  personId: number;
  store: { read(): Posting[]; write(postings: Posting[]): void };
  nowMs(): number;
  after(ms: number, then: () => void): () => void;
  /** Called when the service no longer knows the session. */
  onSignedOut(): void;
}

export type ReviewDesk = ReturnType<typeof createReviewDesk>;

/** A fault of the service that stays is not the network's: after so many tries the next verdict gets its turn. */
const triesOnFault = 5;

function failureOf(error: unknown, tries: number): 'passing' | 'signed_out' | null {
  if (isSignedOut(error)) return 'signed_out';
  const isFault = error instanceof Error && 'status' in error && error.status === 500;
  return isPassing(error) && !(isFault && tries >= triesOnFault) ? 'passing' : null;
}

export function createReviewDesk(deps: ReviewDeskDeps) {
  const { api, personId } = deps;
  const listeners = new Set<() => void>();
  let desk = desks.emptyDesk(personId);
  let view: DeskView = { ...desk, sending: 'idle', unsent: 0, dealError: null, checkedAt: null, isDry: false };

  const publish = (more: Partial<Pick<DeskView, 'dealError' | 'checkedAt' | 'isDry'>> = {}) => {
    view = { ...view, ...more, ...desk, sending: outbox.state(), unsent: outbox.pending().length };
    for (const listener of listeners) listener();
  };
  const outbox = createOutbox({
    deliver: createDelivery({ api, personId, isFinal: (error) => !isPassing(error) && !isSignedOut(error) }),
    failureOf,
    after: deps.after,
    store: deps.store,
    onDelivered: (posting, delivery) => {
      desk = desks.settle(desk, posting, delivery, outbox.holds(posting.item.id));
      publish();
      dealer.soon();
    },
    onChange: () => publish(),
    onSignedOut: deps.onSignedOut,
  });
  const dealer = createDealer({
    ...deps,
    unsent: () => outbox.pending(),
    desk: () => desk,
    change(next, more) {
      desk = next;
      publish(more);
    },
  });
  for (const { item, verdict, number } of outbox.pending()) {
    if (verdict) desk = desks.judge({ ...desk, held: [item] }, verdict, number);
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    view: () => view,
    /** Sends what was left over from before; the page that shows items need not be open for it. */
    start: () => outbox.resume(),
    /** Stops sending, when this person is no longer the one signed in. */
    stop: () => outbox.pause(),
    open: () => dealer.open(),
    close: () => dealer.close(),
    wake: () => {
      outbox.resume();
      dealer.wake();
    },
    noteActivity: () => dealer.noteActivity(),
    news: () => dealer.news(),
    judge(verdict: Verdict): void {
      const item = desk.held[0];
      if (!item) return;
      desk = desks.judge(desk, verdict, outbox.post(item, verdict));
      publish({ isDry: false });
      if (desk.held.length === 0) dealer.now();
      else dealer.soon();
    },
    undo(): void {
      const entry = desks.undoable(desk);
      if (!entry) return;
      desk = desks.takeBack(desk, entry);
      const unsent = entry.number !== null && entry.judged === null;
      if (!unsent || !outbox.cancel(entry.number!)) outbox.post(desks.latestItemOf(entry), null);
      publish();
    },
    /** Gives again what was undone last. */
    redo(): void {
      const next = desks.redoable(desk);
      if (!next) return;
      desk = desks.giveAgain(desk, next, outbox.post(next.item, next.verdict));
      publish({ isDry: false });
      if (desk.held.length === 0) dealer.now();
      else dealer.soon();
    },
    /** Its photograph was hidden. */
    putAway(id: string): void {
      desk = desks.putAway(desk, id);
      publish();
      dealer.now();
    },
    dismiss(number: number): void {
      desk = desks.dismiss(desk, number);
      publish();
    },
    async refreshPhoto(id: string): Promise<void> {
      const item = await api.read(id);
      if (item.state === 'open') desk = desks.refreshPhoto(desk, item);
      publish();
    },
  };
}
