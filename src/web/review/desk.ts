/** The review desk as a value: what lies on it, what was judged, what the person must be told. Pure. */
import type { Deal, JudgedFinding, ReviewItem } from '../../findings/findings.schemas.ts';
import type { Delivery, Posting, Verdict } from './outbox.ts';

/** A verdict of mine, newest first in the history. */
export interface HistoryEntry {
  /** The outbox's number; null when it was given before this page was opened. */
  number: number | null;
  item: ReviewItem;
  verdict: Verdict;
  /** The service's answer; null until it has come. */
  judged: JudgedFinding | null;
  /** The service refused to undo it. */
  fixed: boolean;
}

/** Something that went otherwise than the person meant. */
export interface Notice {
  number: number;
  kind: 'verdict' | 'undo';
  item: ReviewItem;
  error: unknown;
  finding: ReviewItem | JudgedFinding | null;
}

export interface Desk {
  /** Whose desk it is. */
  personId: number;
  /** Items dealt to me; the first one is being judged. */
  held: ReviewItem[];
  history: HistoryEntry[];
  /** Verdicts of mine that I took back and have not replaced, the latest first. */
  undone: { item: ReviewItem; verdict: Verdict }[];
  notices: Notice[];
  /** Open items I may get, those on the desk included; null until known. */
  waiting: number | null;
}

export function emptyDesk(personId: number): Desk {
  return { personId, held: [], history: [], undone: [], notices: [], waiting: null };
}

const historyLength = 50;

function isStale(desk: Desk, item: ReviewItem): boolean {
  return desk.history.some((entry) => entry.item.id === item.id && (entry.judged?.version ?? 0) >= item.version);
}

/** Takes in a deal. `unsent` tells which items have a verdict on its way: those are judged already. */
export function takeDeal(desk: Desk, deal: Deal, unsent: (id: string) => boolean, unsentVerdicts: number): Desk {
  const dealt = new Map(deal.items.map((item) => [item.id, item]));
  const held = desk.held.map((item) => {
    const renewed = dealt.get(item.id);
    // The address of the picture stays, or it would load again before the person's eyes.
    return renewed ? { ...renewed, photo: { ...renewed.photo, url: item.photo.url } } : item;
  });
  const gone = new Set(deal.gone);
  const known = new Set(held.map((item) => item.id));
  const fresh = deal.items.filter((item) => !known.has(item.id) && !unsent(item.id) && !isStale(desk, item));
  const freshIds = new Set(fresh.map((item) => item.id));
  return {
    ...desk,
    held: [...held.filter(({ id }) => !gone.has(id)), ...fresh],
    history: desk.history.filter((entry) => !freshIds.has(entry.item.id)),
    waiting: Math.max(held.length + fresh.length, deal.waiting - unsentVerdicts),
  };
}

/** Moves the item on the table to the history. */
export function judge(desk: Desk, verdict: Verdict, number: number): Desk {
  const [item, ...held] = desk.held;
  if (!item) return desk;
  const entry: HistoryEntry = { number, item, verdict, judged: null, fixed: false };
  const others = desk.history.filter((other) => other.item.id !== item.id);
  const waiting = desk.waiting === null ? null : Math.max(held.length, desk.waiting - 1);
  return { ...desk, held, history: [entry, ...others].slice(0, historyLength), undone: [], waiting };
}

/** The verdict that an undo would take back now. */
export function undoable(desk: Desk): HistoryEntry | null {
  return desk.history.find((entry) => !entry.fixed) ?? null;
}

/** The judged item with the version that an undo must name. */
export function latestItemOf(entry: HistoryEntry): ReviewItem {
  return { ...entry.item, version: entry.judged?.version ?? entry.item.version };
}

/** Puts a judged item back on the table. */
export function takeBack(desk: Desk, entry: HistoryEntry): Desk {
  const held = [entry.item, ...desk.held.filter((item) => item.id !== entry.item.id)];
  const waiting = desk.waiting === null ? null : desk.waiting + 1;
  const undone = [{ item: entry.item, verdict: entry.verdict }, ...desk.undone];
  return { ...desk, held, history: desk.history.filter((other) => other !== entry), undone, waiting };
}

/** Saved, and misplaced: then it can be said whose it is. */
export function isMisplaced({ judged }: HistoryEntry): boolean {
  return judged?.verdict.judgement === 'misplaced';
}

/** The verdict that a redo would give again: the one undone last whose item still lies on the desk. */
export function redoable(desk: Desk): { item: ReviewItem; verdict: Verdict } | null {
  const next = desk.undone[0];
  const item = desk.held.find(({ id }) => id === next?.item.id);
  return next && item ? { item, verdict: next.verdict } : null;
}

/** Brings the item to the top and judges it as before; the rest of what was undone can still be given again. */
export function giveAgain(desk: Desk, { item, verdict }: { item: ReviewItem; verdict: Verdict }, number: number): Desk {
  const held = [item, ...desk.held.filter(({ id }) => id !== item.id)];
  return { ...judge({ ...desk, held }, verdict, number), undone: desk.undone.slice(1) };
}

function openItemOf(finding: JudgedFinding): ReviewItem {
  const { verdict, reveal, ...rest } = finding;
  return { ...rest, state: 'open', leasedUntil: null };
}

function entryOf(finding: JudgedFinding): HistoryEntry {
  const { judgement, actual, further, item, note } = finding.verdict;
  const details = { further, item: item?.label ?? null, note };
  const verdict = { judgement, actual, details };
  return { number: null, item: openItemOf(finding), verdict, judged: finding, fixed: false };
}

/** Adds verdicts of mine from before this page was opened, newest first, behind those of now. */
export function recall(desk: Desk, findings: JudgedFinding[]): Desk {
  const known = new Set([...desk.history.map((entry) => entry.item.id), ...desk.held.map((item) => item.id)]);
  const earlier = findings.filter((finding) => !known.has(finding.id)).map(entryOf);
  return { ...desk, history: [...desk.history, ...earlier].slice(0, historyLength) };
}

function refuse(desk: Desk, posting: Posting, delivery: Delivery & { kind: 'refused' }): Desk {
  const { id } = posting.item;
  const { error, finding } = delivery;
  const kind = posting.verdict === null ? 'undo' : 'verdict';
  const notice: Notice = { number: posting.number, kind, item: posting.item, error, finding };
  const history = desk.history.filter((entry) => entry.item.id !== id);
  // A verdict of mine (this one that may not be undone, or one given in another window) stands.
  if (finding?.state === 'judged' && finding.verdict.by.id === desk.personId) {
    history.unshift({ ...entryOf(finding), fixed: kind === 'undo' });
  }
  const held = desk.held.filter((item) => item.id !== id);
  return { ...desk, held, history, notices: [notice, ...desk.notices].slice(0, 3) };
}

/** Takes in what became of a posting. `more`: another posting of the same item is still to go. */
export function settle(desk: Desk, posting: Posting, delivery: Delivery, more: boolean): Desk {
  if (delivery.kind === 'refused') return refuse(desk, posting, delivery);
  if (delivery.kind === 'judged') {
    const judged = delivery.finding;
    const history = desk.history.map((entry) => (entry.number === posting.number ? { ...entry, judged } : entry));
    return { ...desk, history };
  }
  if (more) return desk;
  const { item } = delivery;
  if (!desk.held.some((held) => held.id === item.id)) return { ...desk, held: [item, ...desk.held] };
  const held = desk.held.map((old) =>
    old.id === item.id ? { ...item, photo: { ...item.photo, url: old.photo.url } } : old,
  );
  return { ...desk, held };
}

/** Takes an item from the desk that nobody is to judge any more. */
export function putAway(desk: Desk, id: string): Desk {
  const held = desk.held.filter((item) => item.id !== id);
  const waiting = desk.waiting === null ? null : Math.max(held.length, desk.waiting - 1);
  return { ...desk, held, waiting };
}

export function dismiss(desk: Desk, number: number): Desk {
  return { ...desk, notices: desk.notices.filter((notice) => notice.number !== number) };
}

/** Gives up items whose lease has run out (somebody else may have them), such as after the computer slept. */
export function dropExpired(desk: Desk, nowMs: number): Desk {
  const held = desk.held.filter((item) => item.leasedUntil === null || Date.parse(item.leasedUntil) > nowMs);
  return held.length === desk.held.length ? desk : { ...desk, held };
}

/** Replaces the picture's address of an item whose picture failed to load. */
export function refreshPhoto(desk: Desk, item: ReviewItem): Desk {
  return { ...desk, held: desk.held.map((old) => (old.id === item.id ? item : old)) };
}
