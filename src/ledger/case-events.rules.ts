/** What happened to a case as one list in the order of time, with as much as who asks may know. Pure. */
import type { CaseEvent, voidReasons } from './violations.schemas.ts';

/** What who asks may know beyond counts. */
export interface Knowing {
  /** Whose a case is said to be, how that is known, and what the household says. */
  homes: boolean;
  /** Who judged, signed and decided. */
  people: boolean;
  points: boolean;
}

/** An event with the number of the person; `place`: which comes first of those at the same moment. */
export type RawEvent = DistributiveOmit<CaseEvent, 'at' | 'by'> & { at: number; personId: number | null };
type DistributiveOmit<Type, Key extends keyof Type> = Type extends unknown ? Omit<Type, Key> : never;

/** As the ledger has it, by what the code wrote. */
const reasons: Record<string, (typeof voidReasons)[number]> = {
  'verdict undone': 'verdict_undone',
  'another verdict stands': 'other_verdict',
  'marked as a duplicate': 'duplicate',
  'no duplicate after all': 'no_duplicate',
  'appeal upheld': 'appeal_upheld',
  'decision on the appeal taken back': 'appeal_reopened',
};
export const voidReasonOf = (text: string | null): (typeof voidReasons)[number] => reasons[text ?? ''] ?? 'other';

/** Of things at the same moment: causes before what follows from them. */
const order = [
  'seen',
  'verdict',
  'verdict_undone',
  'appeal_decided',
  'appeal_reopened',
  'voided',
  'entered',
  'attributed',
  'signed',
  'attribution_ended',
  'notice_made',
  'notice_delivered',
  'notice_undelivered',
  'appeal_filed',
  'task',
  'points',
  'list',
] as const satisfies CaseEvent['kind'][];

/** Without what who asks may not know; points only for who may see them at all. */
function asKnown(event: RawEvent, { homes, points }: Knowing): RawEvent | null {
  if (event.kind === 'points') return points ? event : null;
  if (homes) return event;
  if (event.kind === 'attributed') return { ...event, label: null, detail: null };
  if (event.kind === 'attribution_ended' || event.kind === 'verdict' || event.kind === 'task')
    return { ...event, note: null };
  return event.kind === 'appeal_filed' ? { ...event, statement: null } : event;
}

export function timeLine(
  events: readonly RawEvent[],
  knowing: Knowing,
  nameOf: (personId: number) => string | undefined,
): CaseEvent[] {
  return events
    .flatMap((event) => asKnown(event, knowing) ?? [])
    .toSorted((a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind))
    .map(({ personId, at, ...event }) => {
      const name = personId === null || !knowing.people ? undefined : nameOf(personId);
      const by = personId === null || name === undefined ? null : { id: personId, name };
      return { at: new Date(at).toISOString(), by, ...event } as CaseEvent;
    });
}
