/** Whose a home or a bin is on a day, and which periods can't stand beside each other. Pure. */

/** Days are yyyy-mm-dd of the community's calendar; both belong to the period; no last day: until further notice. */
export interface Period {
  fromDay: string;
  lastDay: string | null;
}

export type TargetKind = 'household' | 'unit' | 'building' | 'bin' | 'station';
export interface Target {
  kind: TargetKind;
  id: number;
}

/** A field or post as far as the rules care. */
export interface Duty extends Period {
  id: number;
  personId: number;
  target: Target;
  isCancelled: boolean;
}

export interface Home {
  householdId: number;
  unitId: number;
  buildingId: number;
}

export function isOnDay({ fromDay, lastDay }: Period, day: string): boolean {
  return fromDay <= day && (lastDay === null || day <= lastDay);
}

export function doOverlap(one: Period, other: Period): boolean {
  return (
    (other.lastDay === null || one.fromDay <= other.lastDay) && (one.lastDay === null || other.fromDay <= one.lastDay)
  );
}

const isTarget = (target: Target, kind: TargetKind, id: number): boolean => target.kind === kind && target.id === id;

/** Finds the field that a home belongs to on a day: household before unit before building; null: nobody's. For many homes: made once. */
export function fieldFinder<Field extends Duty>(fields: readonly Field[]): (home: Home, day: string) => Field | null {
  const ofTarget = Map.groupBy(
    fields.filter(({ isCancelled }) => !isCancelled),
    ({ target }) => `${target.kind} ${target.id}`,
  );
  return ({ householdId, unitId, buildingId }, day) => {
    for (const key of [`household ${householdId}`, `unit ${unitId}`, `building ${buildingId}`]) {
      const found = ofTarget.get(key)?.find((field) => isOnDay(field, day));
      if (found) return found;
    }
    return null;
  };
}

/** The same for one home. */
export function fieldOf<Field extends Duty>(fields: readonly Field[], home: Home, day: string): Field | null {
  return fieldFinder(fields)(home, day);
}

/** The homes that are a member's on a day, in the order given. */
export function homesOf<One extends Home>(
  fields: readonly Duty[],
  homes: readonly One[],
  personId: number,
  day: string,
): One[] {
  const find = fieldFinder(fields);
  return homes.filter((home) => find(home, day)?.personId === personId);
}

/** The chiefs of a bin on a day: those named for it, else those of its station; who came first, first. */
export function chiefsOf<Post extends Duty>(
  posts: readonly Post[],
  bin: { id: number; stationId: number },
  day: string,
): Post[] {
  const valid = posts
    .filter((post) => !post.isCancelled && isOnDay(post, day))
    .toSorted((one, other) => (one.fromDay < other.fromDay ? -1 : one.fromDay > other.fromDay ? 1 : one.id - other.id));
  const ofBin = valid.filter(({ target }) => isTarget(target, 'bin', bin.id));
  return ofBin.length > 0 ? ofBin : valid.filter(({ target }) => isTarget(target, 'station', bin.stationId));
}

/**
 * What stands in the way of a period: for a home, unit or building anybody's for the same on the same day; for a bin or station
 * the same person's. `except`: the period itself, when it is changed.
 */
export function clashOf<One extends Duty>(
  duties: readonly One[],
  wanted: Period & { personId: number; target: Target },
  except: number | null = null,
): One | null {
  const isShared = wanted.target.kind === 'bin' || wanted.target.kind === 'station';
  return (
    duties.find(
      (duty) =>
        duty.id !== except &&
        !duty.isCancelled &&
        isTarget(duty.target, wanted.target.kind, wanted.target.id) &&
        (!isShared || duty.personId === wanted.personId) &&
        doOverlap(duty, wanted),
    ) ?? null
  );
}
