/** Training (培训): sessions by group and who took part; cancelled, never deleted. */
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { categories } from '../inference/categories.ts';
import { violationTable } from '../ledger/ledger.table.ts';
import { personTable } from '../people/people.table.ts';
import { estateTable } from '../places/places.table.ts';

const trainingGroups = ['members', 'volunteers', 'bin_chiefs', 'property_staff', 'children', 'residents'] as const;

export const trainingSessionTable = sqliteTable(
  'training_session',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** Null: for the whole community. */
    estateId: integer('estate_id').references(() => estateTable.id),
    group: text({ enum: trainingGroups }).notNull(),
    topic: text().notNull(),
    /** Of the community's calendar, yyyy-mm-dd. */
    day: text().notNull(),
    place: text().notNull(),
    trainer: text().notNull(),
    /** Those who took part and have no account: a number, no names. */
    others: integer().notNull(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: integer('recorded_by')
      .notNull()
      .references(() => personTable.id),
    changedAt: integer('changed_at'),
    changedBy: integer('changed_by').references(() => personTable.id),
    cancelledAt: integer('cancelled_at'),
    cancelledBy: integer('cancelled_by').references(() => personTable.id),
  },
  (t) => [
    index('training_session_day').on(t.day),
    check(
      'training_session_group',
      sql`${t.group} IN ('members','volunteers','bin_chiefs','property_staff','children','residents')`,
    ),
    check('training_session_others', sql`${t.others} >= 0`),
    check('training_session_cancelled_whole', sql`(${t.cancelledAt} IS NULL) = (${t.cancelledBy} IS NULL)`),
  ],
);

export const trainingAttendanceTable = sqliteTable(
  'training_attendance',
  {
    sessionId: integer('session_id')
      .notNull()
      .references(() => trainingSessionTable.id),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    recordedAt: integer('recorded_at').notNull(),
    /** Put down by mistake. */
    removedAt: integer('removed_at'),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.personId] }), index('training_attendance_person').on(t.personId)],
);

/** A quiz of confirmed pictures, for everybody who has its code. */
export const trainingQuizTable = sqliteTable(
  'training_quiz',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    code: text().notNull(),
    title: text().notNull(),
    /** Whose pictures; null: of the whole community. */
    estateId: integer('estate_id').references(() => estateTable.id),
    /** Which pictures were drawn follows from it and from those there were. */
    seed: text().notNull(),
    createdAt: integer('created_at').notNull(),
    createdBy: integer('created_by')
      .notNull()
      .references(() => personTable.id),
    /** No more answers are taken. */
    closedAt: integer('closed_at'),
  },
  (t) => [uniqueIndex('training_quiz_code').on(t.code)],
);

export const trainingQuestionTable = sqliteTable(
  'training_question',
  {
    quizId: integer('quiz_id')
      .notNull()
      .references(() => trainingQuizTable.id),
    position: integer().notNull(),
    violationId: integer('violation_id')
      .notNull()
      .references(() => violationTable.id),
    category: text({ enum: categories }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.quizId, t.position] }), index('training_question_violation').on(t.violationId)],
);

/** Nothing of who answered but the group: an attempt is a number that the page made up. */
export const trainingAnswerTable = sqliteTable(
  'training_answer',
  {
    quizId: integer('quiz_id')
      .notNull()
      .references(() => trainingQuizTable.id),
    attempt: text().notNull(),
    position: integer().notNull(),
    group: text({ enum: trainingGroups }).notNull(),
    chosen: text({ enum: categories }).notNull(),
    answeredAt: integer('answered_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.quizId, t.attempt, t.position] }),
    check(
      'training_answer_group',
      sql`${t.group} IN ('members','volunteers','bin_chiefs','property_staff','children','residents')`,
    ),
  ],
);
