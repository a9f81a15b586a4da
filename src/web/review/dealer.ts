/** When to ask for items: at once when the desk runs low, now and then when there are none, and to renew leases. */
import { isSignedOut } from '../api/client.ts';
import { type Desk, dropExpired, recall as recallVerdicts, takeDeal } from './desk.ts';
import { type Posting, waitAfter } from './outbox.ts';
import type { ReviewApi } from './review.api.ts';

/** Items on the desk at a time: the one being judged and those whose pictures load meanwhile. */
const deskSize = 3;
const emptyPollMs = 4000;
const lowPollMs = 15_000;
const shortestRenewalMs = 10_000;
const longestRenewalMs = 60_000;
const holdingLimit = 20;
/** Without a sign of life for so long, leases run out: others may judge. */
const idleMs = 10 * 60_000;
const recallCount = 30;
/** After the service told of a change; and between two questions because of that, as changes come in bursts. */
const newsPauseMs = 600;
const newsRestMs = 3_000;

/** Body of the next deal. Full desk: the last item is asked for again, which renews it as `holding` does the others. */
function nextDeal(desk: Desk, unsentIds: string[]): { count: number; holding: string[] } {
  const missing = deskSize - desk.held.length;
  const held = desk.held.map((item) => item.id);
  const holding = missing > 0 ? held : held.slice(0, -1);
  return { count: Math.max(1, missing), holding: [...new Set([...holding, ...unsentIds])].slice(0, holdingLimit) };
}

/** Milliseconds until the desk should ask again. `exhausted`: the last deal gave less than was asked for. */
function pauseBeforeDeal(desk: Desk, exhausted: boolean, nowMs: number): number {
  if (desk.held.length < deskSize && !exhausted) return 0;
  if (desk.held.length === 0) return emptyPollMs;
  const ends = desk.held.flatMap((item) => (item.leasedUntil === null ? [] : [Date.parse(item.leasedUntil)]));
  const left = ends.length > 0 ? Math.min(...ends) - nowMs : 2 * longestRenewalMs;
  const renewal = Math.min(longestRenewalMs, Math.max(shortestRenewalMs, left / 2));
  return desk.held.length < deskSize ? Math.min(lowPollMs, renewal) : renewal;
}

export interface DealerDeps {
  api: Pick<ReviewApi, 'deal' | 'judged'>;
  personId: number;
  nowMs(): number;
  after(ms: number, then: () => void): () => void;
  onSignedOut(): void;
  unsent(): readonly Posting[];
  desk(): Desk;
  change(desk: Desk, more?: { dealError?: unknown; checkedAt?: number; isDry?: boolean }): void;
}

/** Asks for items while the page is open and somebody is at it. */
export function createDealer(deps: DealerDeps) {
  let isOpen = false;
  let isAsking = false;
  let isExhausted = false;
  let failures = 0;
  let lastSeenMs = deps.nowMs();
  let recalled = false;
  let callOff: (() => void) | null = null;
  /** When to ask because of what the service told; null: nothing was told since the last question. */
  let newsDueMs: number | null = null;
  let lastNewsMs = Number.NEGATIVE_INFINITY;

  const plan = (ms: number) => {
    callOff?.();
    const untilNewsMs = newsDueMs === null ? ms : Math.max(0, newsDueMs - deps.nowMs());
    callOff = isOpen ? deps.after(Math.min(ms, untilNewsMs), () => void ask()) : null;
  };
  const failed = (error: unknown) => {
    failures += 1;
    deps.change(deps.desk(), { dealError: error });
    if (isSignedOut(error)) deps.onSignedOut();
    else plan(waitAfter(failures + 1));
  };
  const take = async () => {
    const body = nextDeal(deps.desk(), [...new Set(deps.unsent().map((posting) => posting.item.id))]);
    const deal = await deps.api.deal(body.count, body.holding);
    if (!isOpen) return;
    const unsent = deps.unsent();
    const verdicts = unsent.filter((posting) => posting.verdict !== null).length;
    const before = deps.desk().held.length;
    const missing = deskSize - before;
    const desk = takeDeal(deps.desk(), deal, (id) => unsent.some((posting) => posting.item.id === id), verdicts);
    isExhausted = missing > 0 ? desk.held.length - before < missing : (desk.waiting ?? 0) <= desk.held.length;
    failures = 0;
    deps.change(desk, { dealError: null, checkedAt: deps.nowMs(), isDry: desk.held.length === 0 });
    if (!recalled) await recall();
  };
  const recall = async () => {
    const { items } = await deps.api.judged(recallCount);
    recalled = true;
    deps.change(
      recallVerdicts(
        deps.desk(),
        items.filter((item) => item.verdict.by.id === deps.personId),
      ),
    );
  };
  async function ask(): Promise<void> {
    if (isAsking || !isOpen || deps.nowMs() - lastSeenMs > idleMs) return;
    isAsking = true;
    if (newsDueMs !== null) lastNewsMs = deps.nowMs();
    newsDueMs = null;
    try {
      await take();
      plan(pauseBeforeDeal(deps.desk(), isExhausted, deps.nowMs()));
    } catch (error) {
      failed(error);
    } finally {
      isAsking = false;
    }
  }
  const wake = () => {
    lastSeenMs = deps.nowMs();
    deps.change(dropExpired(deps.desk(), deps.nowMs()));
    isExhausted = false;
    plan(0);
  };

  return {
    open() {
      isOpen = true;
      wake();
    },
    /** What lay on the desk goes back by itself when its lease ends. */
    close() {
      isOpen = false;
      plan(0);
      deps.change({ ...deps.desk(), held: [] });
    },
    wake,
    soon: () => {
      if (!isAsking && failures === 0) plan(pauseBeforeDeal(deps.desk(), isExhausted, deps.nowMs()));
    },
    /** Asks at once, whatever the last deal said: the desk has just become empty. */
    now: () => {
      isExhausted = false;
      if (!isAsking && failures === 0) plan(0);
    },
    /** The service told of a change: asks soon. That is no sign of life of the person's. */
    news() {
      if (newsDueMs !== null || failures > 0 || !isOpen) return;
      isExhausted = false;
      newsDueMs = Math.max(deps.nowMs() + newsPauseMs, lastNewsMs + newsRestMs);
      if (!isAsking) plan(longestRenewalMs);
    },
    noteActivity() {
      const wasIdle = deps.nowMs() - lastSeenMs > idleMs;
      lastSeenMs = deps.nowMs();
      if (wasIdle) wake();
    },
  };
}
