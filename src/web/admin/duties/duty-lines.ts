/** Fields and posts as lines of a list: which are shown, in what order, and where each lies on the time line. Pure. */
import type { DutyView } from '../../../duties/duties.schemas.ts';

export type Phase = 'cancelled' | 'past' | 'to_come' | 'present';

export function phaseOf({ cancelled, fromDay, lastDay }: DutyView, today: string): Phase {
  if (cancelled) return 'cancelled';
  if (fromDay > today) return 'to_come';
  return lastDay !== null && lastDay < today ? 'past' : 'present';
}

const collator = new Intl.Collator('zh-CN', { numeric: true });
const placeOf = ({ target }: DutyView): string => `${target.estate.name} ${target.name}`;

/** By place, within a place the latest first: so succession stands together. */
export function linesOf(duties: readonly DutyView[], search: string, withEnded: boolean, today: string): DutyView[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return duties
    .filter((duty) => withEnded || ['present', 'to_come'].includes(phaseOf(duty, today)))
    .filter((duty) => words.every((word) => `${duty.person.name} ${placeOf(duty)}`.toLowerCase().includes(word)))
    .toSorted((one, other) => collator.compare(placeOf(one), placeOf(other)) || (one.fromDay < other.fromDay ? 1 : -1));
}

const dayMs = 86_400_000;
const dayNumber = (day: string): number => Date.parse(day) / dayMs;
/** Days beyond today that an open end runs on. */
const ahead = 60;

export interface Axis {
  from: number;
  to: number;
  today: number;
}

export function axisOf(duties: readonly DutyView[], today: string): Axis {
  const now = dayNumber(today);
  const from = Math.min(now - ahead, ...duties.map(({ fromDay }) => dayNumber(fromDay)));
  const to = Math.max(now + ahead, ...duties.map(({ fromDay, lastDay }) => dayNumber(lastDay ?? fromDay) + 1));
  return { from, to, today: now };
}

/** Left end and width in percent of the axis; both days belong to it. */
export function barOf({ fromDay, lastDay }: Pick<DutyView, 'fromDay' | 'lastDay'>, { from, to }: Axis) {
  const end = lastDay === null ? to : Math.min(to, dayNumber(lastDay) + 1);
  const share = (days: number): number => (100 * days) / (to - from);
  return { left: share(dayNumber(fromDay) - from), width: share(end - dayNumber(fromDay)) };
}

/** Who stands in the way of a new one, as the service sees it: fields have one member at a time, posts differ by person. */
export function inTheWay(
  duties: readonly DutyView[],
  wanted: { personId: number; target: { kind: string; id: number }; fromDay: string; lastDay: string | null },
): DutyView | undefined {
  return duties.find(
    ({ kind, cancelled, target, person, fromDay, lastDay }) =>
      !cancelled &&
      target.kind === wanted.target.kind &&
      target.id === wanted.target.id &&
      (kind === 'field' || person.id === wanted.personId) &&
      (wanted.lastDay === null || fromDay <= wanted.lastDay) &&
      (lastDay === null || wanted.fromDay <= lastDay),
  );
}
