/** Training (培训): sessions by group and who took part; cancelled, never deleted. */
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
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
