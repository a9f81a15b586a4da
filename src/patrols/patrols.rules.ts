/** On which days a patrol post is due and whose it is, which of them a check-in belongs to, and which were missed. Pure. */

export interface Post {
  id: number;
  personId: number;
  stationId: number;
  weekday: number | null;
  fromDay: string;
  lastDay: string | null;
  fromMinute: number;
  toMinute: number;
  recordedAt: number;
  isCancelled: boolean;
}

/** In the order in which they were recorded. */
export interface Change {
  postId: number;
  day: string;
  kind: 'swapped' | 'called_off' | 'restored';
  personId: number | null;
}

/** A post on one day. */
export interface Shift {
  postId: number;
  day: string;
  stationId: number;
  /** Who is to come: the post's person, or who stands in. */
  personId: number;
  isSwapped: boolean;
  isCalledOff: boolean;
  startAt: number;
  endAt: number;
}

export type ShiftState = 'called_off' | 'attended' | 'missed' | 'to_come';

/** Checking in this long before the beginning counts. */
export const earlyMs = 30 * 60_000;
/** A patrol without a post ends by itself after this. */
export const unplannedMs = 2 * 3_600_000;

/** 1 Monday to 7 Sunday of a day, yyyy-mm-dd. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

const isDue = (post: Post, day: string): boolean =>
  !post.isCancelled &&
  post.fromDay <= day &&
  (post.lastDay === null || day <= post.lastDay) &&
  (post.weekday === null || post.weekday === weekdayOf(day));

/**
 * Posts of the days given, by time. `momentOf` makes moments of local minutes. One entered after its hours were over was never
 * asked of anybody and is left out.
 */
export function shiftsOf(
  posts: readonly Post[],
  changes: readonly Change[],
  days: readonly string[],
  momentOf: (day: string, minute: number) => number,
): Shift[] {
  const latest = new Map(changes.map((change) => [`${change.postId} ${change.day}`, change]));
  return days
    .flatMap((day) =>
      posts
        .filter((post) => isDue(post, day))
        .map((post): Shift & { recordedAt: number } => {
          const change = latest.get(`${post.id} ${day}`);
          const isSwapped = change?.kind === 'swapped' && change.personId !== null;
          return {
            ...{ postId: post.id, day, stationId: post.stationId, isSwapped, recordedAt: post.recordedAt },
            personId: isSwapped ? (change.personId as number) : post.personId,
            isCalledOff: change?.kind === 'called_off',
            startAt: momentOf(day, post.fromMinute),
            endAt: momentOf(day, post.toMinute),
          };
        }),
    )
    .filter(({ endAt, recordedAt }) => endAt > recordedAt)
    .map(({ recordedAt: _, ...shift }) => shift)
    .toSorted((one, other) => one.startAt - other.startAt || one.postId - other.postId);
}

/** The one shift that a check-in belongs to: the person's own at the station, now or soon, the first of several; null: none. */
export function shiftFor(
  shifts: readonly Shift[],
  { personId, stationId, at }: { personId: number; stationId: number; at: number },
): Shift | null {
  const open = shifts.filter(
    (shift) =>
      !shift.isCalledOff &&
      shift.personId === personId &&
      shift.stationId === stationId &&
      at >= shift.startAt - earlyMs &&
      at < shift.endAt,
  );
  return open.toSorted((one, other) => one.startAt - other.startAt || one.postId - other.postId)[0] ?? null;
}

/** `attended`: there is a check-in for it. */
export function stateOf(shift: Shift, isAttended: boolean, now: number): ShiftState {
  if (isAttended) return 'attended';
  if (shift.isCalledOff) return 'called_off';
  return now >= shift.endAt ? 'missed' : 'to_come';
}

/** When a patrol was over, or null while it goes on. */
export function endOf(patrol: { dueEndAt: number; endedAt: number | null }, now: number): number | null {
  return patrol.endedAt ?? (now >= patrol.dueEndAt ? patrol.dueEndAt : null);
}

export interface Figures {
  /** Shifts that were due and over, or attended; those called off are apart. */
  due: number;
  attended: number;
  missed: number;
  calledOff: number;
  toCome: number;
  unplanned: number;
  minutes: number;
  people: number;
  stations: number;
  nothingFound: number;
  found: number;
  reports: number;
}

interface Done {
  personId: number;
  stationId: number;
  postId: number | null;
  startedAt: number;
  dueEndAt: number;
  endedAt: number | null;
  outcome: 'nothing_found' | 'found' | null;
  reports: number;
}

/** Sums of shifts with their states and of patrols; a report sent on a patrol means that something was found. */
export function figuresOf(states: readonly ShiftState[], patrols: readonly Done[], now: number): Figures {
  const count = (wanted: ShiftState): number => states.filter((state) => state === wanted).length;
  const hasFound = ({ outcome, reports }: Done): boolean => outcome === 'found' || reports > 0;
  const lengthMs = (patrol: Done): number => (endOf(patrol, now) ?? Math.max(now, patrol.startedAt)) - patrol.startedAt;
  return {
    due: count('attended') + count('missed'),
    attended: count('attended'),
    missed: count('missed'),
    calledOff: count('called_off'),
    toCome: count('to_come'),
    unplanned: patrols.filter(({ postId }) => postId === null).length,
    minutes: Math.round(patrols.reduce((sum, patrol) => sum + lengthMs(patrol), 0) / 60_000),
    people: new Set(patrols.map(({ personId }) => personId)).size,
    stations: new Set(patrols.map(({ stationId }) => stationId)).size,
    nothingFound: patrols.filter((patrol) => patrol.outcome === 'nothing_found' && !hasFound(patrol)).length,
    found: patrols.filter(hasFound).length,
    reports: patrols.reduce((sum, { reports }) => sum + reports, 0),
  };
}
