/** Tasks (任务): what somebody is to do by a day, what it follows from, that it was done, and what a spot-check found. Nothing is deleted. */
import { sql } from 'drizzle-orm';
import { check, index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { violationTable } from '../ledger/ledger.table.ts';
import { personTable } from '../people/people.table.ts';
import { binTable, householdTable, stationTable } from '../places/places.table.ts';
import { spotCheckOutcomes, taskKinds, withdrawals } from './tasks.schemas.ts';

export const taskTable = sqliteTable(
  'task',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: taskKinds }).notNull(),
    /** Of a visit or contact. */
    householdId: integer('household_id').references(() => householdTable.id),
    /** Of a rectification; without a bin it is about the whole station. */
    stationId: integer('station_id').references(() => stationTable.id),
    binId: integer('bin_id').references(() => binTable.id),
    /** Of a contact: 2026-Q4. */
    quarter: text(),
    /** Whose it is; null: nobody's field or post. */
    personId: integer('person_id').references(() => personTable.id),
    /** Given by a person; null: by field or post, and it goes along when that changes hands. */
    assignedBy: integer('assigned_by').references(() => personTable.id),
    createdAt: integer('created_at').notNull(),
    /** Day of the community's calendar until whose end it can be done in time, yyyy-mm-dd. */
    dueDay: text('due_day').notNull(),
    doneAt: integer('done_at'),
    withdrawnAt: integer('withdrawn_at'),
    withdrawnBecause: text('withdrawn_because', { enum: withdrawals }),
  },
  (t) => [
    uniqueIndex('task_open_visit')
      .on(t.householdId)
      .where(sql`${t.kind} = 'visit' AND ${t.doneAt} IS NULL AND ${t.withdrawnAt} IS NULL`),
    uniqueIndex('task_open_bin')
      .on(t.binId)
      .where(
        sql`${t.kind} = 'rectification' AND ${t.binId} IS NOT NULL AND ${t.doneAt} IS NULL AND ${t.withdrawnAt} IS NULL`,
      ),
    uniqueIndex('task_open_station')
      .on(t.stationId)
      .where(
        sql`${t.kind} = 'rectification' AND ${t.binId} IS NULL AND ${t.doneAt} IS NULL AND ${t.withdrawnAt} IS NULL`,
      ),
    uniqueIndex('task_contact').on(t.householdId, t.quarter).where(sql`${t.kind} = 'contact'`),
    index('task_person').on(t.personId, t.doneAt),
    index('task_due').on(t.dueDay),
    check('task_subject', sql`(${t.householdId} IS NULL) <> (${t.stationId} IS NULL)`),
    check('task_withdrawn_whole', sql`(${t.withdrawnAt} IS NULL) = (${t.withdrawnBecause} IS NULL)`),
    check('task_one_end', sql`${t.doneAt} IS NULL OR ${t.withdrawnAt} IS NULL`),
  ],
);

/** The violations that a task follows from; ended where one was voided or is somebody else's after all. */
export const taskCauseTable = sqliteTable(
  'task_cause',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    taskId: integer('task_id')
      .notNull()
      .references(() => taskTable.id),
    violationId: integer('violation_id')
      .notNull()
      .references(() => violationTable.id),
    addedAt: integer('added_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [
    uniqueIndex('task_cause_live').on(t.violationId).where(sql`${t.endedAt} IS NULL`),
    index('task_cause_task').on(t.taskId),
    index('task_cause_violation').on(t.violationId),
  ],
);

/** That a task was done: by whom, with a note or a photograph; taken back by its end. */
export const taskCompletionTable = sqliteTable(
  'task_completion',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    taskId: integer('task_id')
      .notNull()
      .references(() => taskTable.id),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    completedAt: integer('completed_at').notNull(),
    note: text().notNull(),
    /** Of the photograph in the store; null: none. Named as all columns are that name a stored photograph: backups go by it. */
    photoSha256: text('photo_sha256'),
    undoneAt: integer('undone_at'),
  },
  (t) => [
    uniqueIndex('task_completion_live').on(t.taskId).where(sql`${t.undoneAt} IS NULL`),
    index('task_completion_time').on(t.completedAt),
  ],
);

/** Completed visits that were drawn to be looked into by somebody else, and those that were not: each is drawn once. */
export const spotCheckTable = sqliteTable(
  'spot_check',
  {
    completionId: integer('completion_id')
      .primaryKey()
      .references(() => taskCompletionTable.id),
    /** 0 up to 1, from the community's seed; checked when it is below the share. */
    draw: real().notNull(),
    share: real().notNull(),
    seedMark: text('seed_mark').notNull(),
    drawnAt: integer('drawn_at').notNull(),
    checkedBy: integer('checked_by').references(() => personTable.id),
    checkedAt: integer('checked_at'),
    outcome: text({ enum: spotCheckOutcomes }),
    note: text(),
  },
  (t) => [
    index('spot_check_waiting').on(t.drawnAt).where(sql`${t.draw} < ${t.share} AND ${t.checkedAt} IS NULL`),
    check(
      'spot_check_whole',
      sql`(${t.checkedAt} IS NULL) = (${t.checkedBy} IS NULL) AND (${t.checkedAt} IS NULL) = (${t.outcome} IS NULL)`,
    ),
    check('spot_check_drawn', sql`${t.checkedAt} IS NULL OR ${t.draw} < ${t.share}`),
  ],
);
