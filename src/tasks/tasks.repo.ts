/** Reads and writes tasks, what they follow from, that they were done. */
import { eq, isNull, type SQL, sql } from 'drizzle-orm';
import { isContested } from '../findings/standing-verdicts.repo.ts';
import type { Category } from '../inference/categories.ts';
import type { Db } from '../platform/db/database.ts';
import type { CausedTask, StandingCase } from './tasks.rules.ts';
import type { TaskKind, TaskState, TasksQuery } from './tasks.schemas.ts';
import { taskCauseTable, taskCompletionTable, taskTable } from './tasks.table.ts';

export type TasksRepo = ReturnType<typeof createTasksRepo>;
type Withdrawal = NonNullable<typeof taskTable.$inferSelect.withdrawnBecause>;

/** With the names of all that it refers to. */
export interface TaskRow {
  id: number;
  kind: TaskKind;
  householdId: number | null;
  stationId: number | null;
  binId: number | null;
  quarter: string | null;
  personId: number | null;
  personName: string | null;
  assignedBy: number | null;
  createdAt: number;
  dueDay: string;
  doneAt: number | null;
  withdrawnAt: number | null;
  estateId: number;
  estate: string;
  name: string;
  /** The completion that stands. */
  completionId: number | null;
  completedBy: number | null;
  completedByName: string | null;
  completedAt: number | null;
  note: string | null;
  photo: string | null;
  /** Of the spot-check; null: none was drawn for it. */
  isDrawn: number | null;
  outcome: 'held' | 'failed' | null;
}

export interface CauseRow {
  taskId: number;
  violationId: number;
  occurredAt: number;
  expected: Category;
  actual: Category | 'mixed';
}

const tasks: SQL = sql`
  SELECT task.id AS id, task.kind AS kind, task.household_id AS householdId, task.station_id AS stationId, task.bin_id AS binId,
    task.quarter AS quarter, task.person_id AS personId, holder.name AS personName, task.assigned_by AS assignedBy,
    task.created_at AS createdAt, task.due_day AS dueDay, task.done_at AS doneAt, task.withdrawn_at AS withdrawnAt,
    estate.id AS estateId, estate.name AS estate,
    coalesce(building.name || ' ' || unit.name || ' ' || household.room, station.name || coalesce(' ' || bin.name, '')) AS name,
    completion.id AS completionId, completion.person_id AS completedBy, doer.name AS completedByName,
    completion.completed_at AS completedAt, completion.note AS note, completion.photo_sha256 AS photo,
    spot_check.draw < spot_check.share AS isDrawn, spot_check.outcome AS outcome
  FROM task
    LEFT JOIN household ON household.id = task.household_id LEFT JOIN unit ON unit.id = household.unit_id
    LEFT JOIN building ON building.id = unit.building_id
    LEFT JOIN station ON station.id = task.station_id LEFT JOIN bin ON bin.id = task.bin_id
    JOIN estate ON estate.id = coalesce(building.estate_id, station.estate_id)
    LEFT JOIN person AS holder ON holder.id = task.person_id
    LEFT JOIN task_completion AS completion ON completion.task_id = task.id AND completion.undone_at IS NULL
    LEFT JOIN person AS doer ON doer.id = completion.person_id
    LEFT JOIN spot_check ON spot_check.completion_id = completion.id`;

const isOpen = sql`task.done_at IS NULL AND task.withdrawn_at IS NULL`;

/** Visits and rectifications that are open, each by the index that holds only these. */
const openCaused = sql`
  SELECT id FROM task INDEXED BY task_open_visit WHERE household_id > 0 AND kind = 'visit' AND ${isOpen}
  UNION SELECT id FROM task INDEXED BY task_open_bin WHERE bin_id > 0 AND kind = 'rectification' AND bin_id IS NOT NULL AND ${isOpen}
  UNION SELECT id FROM task INDEXED BY task_open_station WHERE station_id > 0 AND kind = 'rectification' AND bin_id IS NULL AND ${isOpen}`;

function inState(state: TaskState, today: string): SQL {
  if (state === 'done') return sql`task.done_at IS NOT NULL`;
  if (state === 'withdrawn') return sql`task.withdrawn_at IS NOT NULL`;
  return state === 'open' ? sql`${isOpen} AND task.due_day >= ${today}` : sql`${isOpen} AND task.due_day < ${today}`;
}

export function createTasksRepo(db: Db) {
  const some = (rest: SQL): TaskRow[] => db.all<TaskRow>(sql`${tasks} ${rest}`);
  return {
    find: (id: number): TaskRow | null => some(sql`WHERE task.id = ${id}`)[0] ?? null,
    /** Cases since a month, and all that tasks follow from at present. An answer of whose it is that waits for its signature waits. */
    standingCases: (fromMonth: string, settledBefore: number): StandingCase[] =>
      db.all<StandingCase>(sql`
        SELECT violation.id AS violationId, violation.station_id AS stationId, violation.bin_id AS binId,
          attribution.household_id AS householdId
        FROM (SELECT id FROM violation INDEXED BY violation_month_station WHERE month >= ${fromMonth}
            UNION SELECT violation_id FROM task_cause WHERE ended_at IS NULL) AS due
          CROSS JOIN violation ON violation.id = due.id JOIN finding ON finding.id = violation.finding_id
          LEFT JOIN attribution ON attribution.finding_id = violation.finding_id AND attribution.ended_at IS NULL
            AND attribution.verdict_id = violation.verdict_id
        WHERE violation.voided_at IS NULL AND NOT ${isContested}
          AND (CASE WHEN attribution.basis IS NULL THEN violation.created_at < ${settledBefore} ELSE attribution.signed_at IS NOT NULL END)`),
    /** That are open, or follow from something. */
    causedTasks(): CausedTask[] {
      const rows = db.all<Omit<CausedTask, 'isOpen' | 'violationIds'> & { isOpen: number }>(sql`
        SELECT id, kind, household_id AS householdId, station_id AS stationId, bin_id AS binId, ${isOpen} AS isOpen FROM task
        WHERE id IN (${openCaused}
          UNION SELECT task_id FROM task_cause INDEXED BY task_cause_live WHERE violation_id > 0 AND ended_at IS NULL)`);
      const causes = Map.groupBy(
        db.select().from(taskCauseTable).where(isNull(taskCauseTable.endedAt)).all(),
        ({ taskId }) => taskId,
      );
      return rows.map((row) => ({
        ...row,
        isOpen: row.isOpen === 1,
        violationIds: (causes.get(row.id) ?? []).map(({ violationId }) => violationId),
      }));
    },
    insert: (row: Omit<typeof taskTable.$inferInsert, 'id'>): number =>
      db.insert(taskTable).values(row).returning({ id: taskTable.id }).get().id,
    addCause: (taskId: number, violationId: number, addedAt: number): void =>
      void db.insert(taskCauseTable).values({ taskId, violationId, addedAt }).run(),
    endCause: (taskId: number, violationId: number, at: number): void =>
      void db.run(sql`UPDATE task_cause SET ended_at = ${at}
        WHERE task_id = ${taskId} AND violation_id = ${violationId} AND ended_at IS NULL`),
    withdraw: (id: number, withdrawnBecause: Withdrawal, withdrawnAt: number): void =>
      void db.update(taskTable).set({ withdrawnAt, withdrawnBecause }).where(eq(taskTable.id, id)).run(),
    /** Of a plan that holds again. */
    reopen: (id: number): void =>
      void db.update(taskTable).set({ withdrawnAt: null, withdrawnBecause: null }).where(eq(taskTable.id, id)).run(),
    assign: (id: number, personId: number | null, assignedBy: number | null): void =>
      void db.update(taskTable).set({ personId, assignedBy }).where(eq(taskTable.id, id)).run(),
    /** Open ones that go along with field or post. */
    unassignedOpen: () =>
      db.all<{
        id: number;
        householdId: number | null;
        stationId: number | null;
        binId: number | null;
        personId: number | null;
      }>(
        sql`SELECT id, household_id AS householdId, station_id AS stationId, bin_id AS binId, person_id AS personId FROM task
          WHERE id IN (${openCaused}) AND assigned_by IS NULL`,
      ),
    contacts: (quarter: string) =>
      db.all<{
        id: number;
        householdId: number;
        personId: number | null;
        isOpen: number;
        isWithdrawn: number;
        assignedBy: number | null;
      }>(
        sql`SELECT id, household_id AS householdId, person_id AS personId, ${isOpen} AS isOpen, withdrawn_at IS NOT NULL AS isWithdrawn,
          assigned_by AS assignedBy FROM task WHERE kind = 'contact' AND quarter = ${quarter}`,
      ),
    /** Open by due day, then done since. */
    ownOf: (personId: number, since: number): TaskRow[] => [
      ...some(sql`WHERE task.person_id = ${personId} AND ${isOpen} ORDER BY task.due_day, task.id LIMIT 300`),
      ...some(sql`WHERE completion.person_id = ${personId} AND completion.completed_at >= ${since}
        ORDER BY completion.completed_at DESC LIMIT 50`),
    ],
    list(
      estates: readonly number[] | null,
      of: TasksQuery & { today: string; before: number; limit: number },
    ): TaskRow[] {
      const parts = [sql`task.id < ${of.before}`];
      if (of.state) parts.push(inState(of.state, of.today));
      if (of.kind) parts.push(sql`task.kind = ${of.kind}`);
      if (of.personId) parts.push(sql`task.person_id = ${of.personId}`);
      if (estates !== null) parts.push(sql`estate.id IN ${estates}`);
      return some(sql`WHERE ${sql.join(parts, sql` AND `)} ORDER BY task.id DESC LIMIT ${of.limit}`);
    },
    counts: (estates: readonly number[] | null, today: string) =>
      db.get<{ open: number; overdue: number; unassigned: number }>(sql`
        SELECT count(*) AS open, coalesce(sum(task.due_day < ${today}), 0) AS overdue,
          coalesce(sum(task.person_id IS NULL), 0) AS unassigned
        FROM task LEFT JOIN household ON household.id = task.household_id LEFT JOIN unit ON unit.id = household.unit_id
          LEFT JOIN building ON building.id = unit.building_id LEFT JOIN station ON station.id = task.station_id
        WHERE ${isOpen} ${estates === null ? sql`` : sql`AND coalesce(building.estate_id, station.estate_id) IN ${estates}`}`),
    causesOf: (ids: readonly number[]): CauseRow[] =>
      ids.length === 0
        ? []
        : db.all<CauseRow>(sql`
            SELECT task_cause.task_id AS taskId, violation.id AS violationId, violation.occurred_at AS occurredAt,
              violation.expected AS expected, violation.actual AS actual
            FROM task_cause JOIN violation ON violation.id = task_cause.violation_id
            WHERE task_cause.task_id IN ${ids} AND task_cause.ended_at IS NULL ORDER BY violation.occurred_at DESC`),
    complete(row: Omit<typeof taskCompletionTable.$inferInsert, 'id' | 'undoneAt'>): void {
      db.insert(taskCompletionTable).values(row).run();
      db.update(taskTable).set({ doneAt: row.completedAt }).where(eq(taskTable.id, row.taskId)).run();
    },
    undo(taskId: number, completionId: number, undoneAt: number): void {
      db.update(taskCompletionTable).set({ undoneAt }).where(eq(taskCompletionTable.id, completionId)).run();
      db.update(taskTable).set({ doneAt: null }).where(eq(taskTable.id, taskId)).run();
    },
    /** An open task of the same home or bin, which another would double. */
    hasOpenTwin: ({ id, kind, householdId, stationId, binId }: TaskRow): boolean =>
      db.get<{ one: number } | undefined>(sql`
        SELECT 1 AS one FROM task WHERE id <> ${id} AND kind = ${kind} AND kind <> 'contact' AND ${isOpen}
          AND household_id IS ${householdId} AND station_id IS ${stationId} AND bin_id IS ${binId}`) !== undefined,
    /** Of visits that still follow from a case: what points are given or taken for. */
    visits: () =>
      db.all<{
        id: number;
        householdId: number;
        personId: number | null;
        dueDay: string;
        doneAt: number | null;
        completionId: number | null;
        doneBy: number | null;
        findingId: string;
      }>(sql`
        SELECT task.id AS id, task.household_id AS householdId, task.person_id AS personId, task.due_day AS dueDay,
          task.done_at AS doneAt, completion.id AS completionId, completion.person_id AS doneBy, violation.finding_id AS findingId
        FROM task_cause CROSS JOIN task ON task.id = task_cause.task_id
          JOIN violation ON violation.id = task_cause.violation_id
          LEFT JOIN task_completion AS completion ON completion.task_id = task.id AND completion.undone_at IS NULL
        WHERE task_cause.ended_at IS NULL AND task.kind = 'visit' AND task.withdrawn_at IS NULL ORDER BY task.id, violation.id`),
    /** Of those due in these days, by kind. */
    figures: (from: string, to: string, today: string) =>
      db.all<{ kind: TaskKind; due: number; done: number; overdue: number }>(sql`
        SELECT kind, count(*) AS due, sum(done_at IS NOT NULL) AS done,
          sum(done_at IS NULL AND due_day < ${today}) AS overdue
        FROM task WHERE withdrawn_at IS NULL AND due_day >= ${from} AND due_day <= ${to} GROUP BY kind ORDER BY kind`),
  };
}
