/** Sums of training sessions, and which attendances a corrected list adds and takes away. Pure. */

export interface CountedSession {
  group: string;
  isCancelled: boolean;
  people: readonly number[];
  others: number;
}

export interface TrainingFigures {
  sessions: number;
  /** Times somebody took part: one person in two sessions counts twice. */
  attendances: number;
  /** Different people with accounts. */
  people: number;
  byGroup: { group: string; sessions: number; attendances: number }[];
}

/** Cancelled sessions count for nothing; groups in the order given, those without a session left out. */
export function trainingFigures(sessions: readonly CountedSession[], groups: readonly string[]): TrainingFigures {
  const held = sessions.filter(({ isCancelled }) => !isCancelled);
  const attendances = (of: readonly CountedSession[]): number =>
    of.reduce((sum, { people, others }) => sum + people.length + others, 0);
  return {
    sessions: held.length,
    attendances: attendances(held),
    people: new Set(held.flatMap(({ people }) => people)).size,
    byGroup: groups.flatMap((group) => {
      const of = held.filter((session) => session.group === group);
      return of.length === 0 ? [] : [{ group, sessions: of.length, attendances: attendances(of) }];
    }),
  };
}

/** From those who are down to those who should be. */
export function attendanceChange(current: readonly number[], wanted: readonly number[]) {
  const [are, should] = [new Set(current), new Set(wanted)];
  return { added: [...should].filter((id) => !are.has(id)), removed: [...are].filter((id) => !should.has(id)) };
}
