/** Reads and writes the draws of completed visits, and what was found when somebody looked into them. */
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { spotCheckTable } from './tasks.table.ts';

export type SpotChecksRepo = ReturnType<typeof createSpotChecksRepo>;
export interface SpotCheckRow {
  completionId: number;
  taskId: number;
  estateId: number;
  /** Who made the visit, and the home. */
  visitorId: number;
  householdId: number;
  draw: number;
  share: number;
  seedMark: string;
  drawnAt: number;
  checkedBy: number | null;
  checkedByName: string | null;
  checkedAt: number | null;
  outcome: 'held' | 'failed' | null;
  note: string | null;
}

const checks = sql`
  SELECT spot_check.completion_id AS completionId, task.id AS taskId, building.estate_id AS estateId,
    completion.person_id AS visitorId, task.household_id AS householdId, spot_check.draw AS draw, spot_check.share AS share,
    spot_check.seed_mark AS seedMark, spot_check.drawn_at AS drawnAt, spot_check.checked_by AS checkedBy,
    checker.name AS checkedByName, spot_check.checked_at AS checkedAt, spot_check.outcome AS outcome, spot_check.note AS note
  FROM spot_check JOIN task_completion AS completion ON completion.id = spot_check.completion_id
    JOIN task ON task.id = completion.task_id JOIN household ON household.id = task.household_id
    JOIN unit ON unit.id = household.unit_id JOIN building ON building.id = unit.building_id
    LEFT JOIN person AS checker ON checker.id = spot_check.checked_by`;

export function createSpotChecksRepo(db: Db) {
  return {
    /** Visits and contacts done before, that stand and were not drawn for yet. */
    undrawn: (before: number): number[] =>
      db
        .all<{ id: number }>(sql`
          SELECT completion.id AS id FROM task_completion AS completion JOIN task ON task.id = completion.task_id
          WHERE task.kind <> 'rectification' AND completion.undone_at IS NULL AND completion.completed_at < ${before}
            AND NOT EXISTS (SELECT 1 FROM spot_check WHERE completion_id = completion.id) ORDER BY completion.id`)
        .map(({ id }) => id),
    insert: (row: typeof spotCheckTable.$inferInsert): void => void db.insert(spotCheckTable).values(row).run(),
    find: (completionId: number): SpotCheckRow | null =>
      db.all<SpotCheckRow>(
        sql`${checks} WHERE spot_check.completion_id = ${completionId} AND spot_check.draw < spot_check.share`,
      )[0] ?? null,
    /** Those that wait, the oldest first, then those checked since. */
    list: (estates: readonly number[] | null, since: number): SpotCheckRow[] => {
      const visible = estates === null ? sql`` : sql`AND building.estate_id IN ${estates}`;
      return [
        ...db.all<SpotCheckRow>(sql`${checks} WHERE spot_check.draw < spot_check.share AND spot_check.checked_at IS NULL
          AND completion.undone_at IS NULL ${visible} ORDER BY spot_check.drawn_at, spot_check.completion_id LIMIT 200`),
        ...db.all<SpotCheckRow>(sql`${checks} WHERE spot_check.draw < spot_check.share AND spot_check.checked_at >= ${since} ${visible}
          ORDER BY spot_check.checked_at DESC LIMIT 100`),
      ];
    },
    set: (
      completionId: number,
      result: Pick<typeof spotCheckTable.$inferInsert, 'checkedBy' | 'checkedAt' | 'outcome' | 'note'>,
    ): void => void db.update(spotCheckTable).set(result).where(eq(spotCheckTable.completionId, completionId)).run(),
    /** Of visits that were found not to have been made: what points are taken for. */
    failed: () =>
      db.all<{ completionId: number; personId: number; householdId: number; checkedAt: number }>(sql`
        SELECT spot_check.completion_id AS completionId, completion.person_id AS personId, task.household_id AS householdId,
          spot_check.checked_at AS checkedAt
        FROM spot_check JOIN task_completion AS completion ON completion.id = spot_check.completion_id
          AND completion.undone_at IS NULL
          JOIN task ON task.id = completion.task_id
        WHERE spot_check.outcome = 'failed' AND task.withdrawn_at IS NULL
          AND (task.kind = 'contact' OR EXISTS (SELECT 1 FROM task_cause WHERE task_id = task.id AND ended_at IS NULL))`),
    figures: (from: number, to: number) =>
      db.get<{ considered: number; drawn: number; checked: number; failed: number }>(sql`
        SELECT count(*) AS considered, coalesce(sum(draw < share), 0) AS drawn, coalesce(sum(checked_at IS NOT NULL), 0) AS checked,
          coalesce(sum(outcome = 'failed'), 0) AS failed
        FROM spot_check JOIN task_completion AS completion ON completion.id = spot_check.completion_id
        WHERE completion.completed_at >= ${from} AND completion.completed_at < ${to}`),
  };
}
