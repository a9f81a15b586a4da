/** What visits mean for points: done, overdue, or found not to have been made; and which visit a case of a field asked for. */
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { SpotChecksRepo } from '../tasks/spot-checks.repo.ts';
import type { TasksRepo } from '../tasks/tasks.repo.ts';
import type { Cause } from './points.rules.ts';

type VisitCause = Cause & { findingId: string | null };

export function createVisitCauses(deps: {
  visits: Pick<TasksRepo, 'visits'>;
  spotChecks: Pick<SpotChecksRepo, 'failed'>;
  calendar: Pick<Calendar, 'dayOf' | 'dayAfter'>;
  clock: Clock;
}) {
  const { visits, spotChecks, calendar, clock } = deps;
  return {
    /** By the finding of the case that it follows from. */
    byFinding: (): Map<string, { doneAt: number | null }> =>
      new Map(visits.visits().map(({ findingId, doneAt }) => [findingId, { doneAt }])),

    /** Of these members. A visit that follows from no case any more gives and takes nothing. */
    of(members: ReadonlySet<number>): VisitCause[] {
      const causes: VisitCause[] = [];
      const seen = new Set<number>();
      const ends = new Map<string, number>();
      const endOf = (day: string): number => {
        const end = ends.get(day) ?? calendar.dayAfter(day);
        ends.set(day, end);
        return end;
      };
      for (const { id, householdId, personId, dueDay, doneAt, doneBy, findingId } of visits.visits()) {
        // One row for each case; the task counts once, with the first of them as its evidence.
        if (seen.has(id)) continue;
        seen.add(id);
        const common = { householdId, visit: null, findingId };
        if (doneBy !== null && doneAt !== null && members.has(doneBy)) {
          const day = calendar.dayOf(doneAt);
          causes.push({ ...common, key: `visit_done:${id}`, memberId: doneBy, kind: 'visit_done', at: doneAt, day });
        }
        const missedAt = endOf(dueDay);
        const isMissed = (doneAt ?? clock()) >= missedAt;
        if (personId !== null && members.has(personId) && isMissed) {
          const day = calendar.dayOf(missedAt);
          causes.push({
            ...common,
            key: `visit_overdue:${id}`,
            memberId: personId,
            kind: 'visit_overdue',
            at: missedAt,
            day,
          });
        }
      }
      for (const { completionId, personId, householdId, checkedAt } of spotChecks.failed()) {
        if (!members.has(personId)) continue;
        const day = calendar.dayOf(checkedAt);
        causes.push({
          ...{ key: `spot_check_failed:${completionId}`, memberId: personId, kind: 'spot_check_failed' as const },
          ...{ at: checkedAt, day, householdId, visit: null, findingId: null },
        });
      }
      return causes;
    },
  };
}
