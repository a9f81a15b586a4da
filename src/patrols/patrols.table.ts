/** Patrols (流动监督岗): who is to stand where and when, changes of single days, and who was there. Nothing is deleted. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';
import { stationTable } from '../places/places.table.ts';

/** One person's hours at one station, each week on a weekday or on every day of the period. */
export const patrolPostTable = sqliteTable(
  'patrol_post',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    /** 1 Monday to 7 Sunday; null: every day of the period, which may be a single one. */
    weekday: integer(),
    /** Days of the community's calendar, yyyy-mm-dd; both belong to the period. Null: until further notice. */
    fromDay: text('from_day').notNull(),
    lastDay: text('last_day'),
    /** Minutes since local midnight. */
    fromMinute: integer('from_minute').notNull(),
    toMinute: integer('to_minute').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: integer('recorded_by')
      .notNull()
      .references(() => personTable.id),
    endedAt: integer('ended_at'),
    endedBy: integer('ended_by').references(() => personTable.id),
    /** Entered by mistake: as if it had never been. */
    cancelledAt: integer('cancelled_at'),
    cancelledBy: integer('cancelled_by').references(() => personTable.id),
  },
  (t) => [
    index('patrol_post_person').on(t.personId),
    index('patrol_post_station').on(t.stationId),
    check('patrol_post_weekday', sql`${t.weekday} IS NULL OR ${t.weekday} BETWEEN 1 AND 7`),
    check('patrol_post_days', sql`${t.lastDay} IS NULL OR ${t.lastDay} >= ${t.fromDay}`),
    check('patrol_post_hours', sql`${t.fromMinute} >= 0 AND ${t.fromMinute} < ${t.toMinute} AND ${t.toMinute} <= 1440`),
  ],
);

const patrolChangeKinds = ['swapped', 'called_off', 'restored'] as const;

/** A change of a post's single day; the latest counts. */
export const patrolChangeTable = sqliteTable(
  'patrol_change',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    postId: integer('post_id')
      .notNull()
      .references(() => patrolPostTable.id),
    day: text().notNull(),
    kind: text({ enum: patrolChangeKinds }).notNull(),
    /** Who stands in. */
    personId: integer('person_id').references(() => personTable.id),
    reason: text(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: integer('recorded_by')
      .notNull()
      .references(() => personTable.id),
  },
  (t) => [
    index('patrol_change_post').on(t.postId, t.day),
    check('patrol_change_kind', sql`${t.kind} IN ('swapped','called_off','restored')`),
    check('patrol_change_person', sql`(${t.kind} = 'swapped') = (${t.personId} IS NOT NULL)`),
  ],
);

const patrolOutcomes = ['nothing_found', 'found'] as const;

/** Somebody was at a station, by its code. Reports sent from there meanwhile belong to it by person, station and time. */
export const patrolTable = sqliteTable(
  'patrol',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    /** Null: without a post. */
    postId: integer('post_id').references(() => patrolPostTable.id),
    day: text().notNull(),
    startedAt: integer('started_at').notNull(),
    /** When it ends by itself: the post's end, or some time after an unplanned beginning. */
    dueEndAt: integer('due_end_at').notNull(),
    /** Signed off before that. */
    endedAt: integer('ended_at'),
    outcome: text({ enum: patrolOutcomes }),
    note: text(),
  },
  (t) => [
    uniqueIndex('patrol_once').on(t.postId, t.day).where(sql`${t.postId} IS NOT NULL`),
    index('patrol_day').on(t.day),
    index('patrol_person').on(t.personId, t.day),
    check(
      'patrol_times',
      sql`${t.startedAt} <= ${t.dueEndAt} AND (${t.endedAt} IS NULL OR ${t.endedAt} BETWEEN ${t.startedAt} AND ${t.dueEndAt})`,
    ),
    check('patrol_outcome', sql`${t.outcome} IS NULL OR ${t.outcome} IN ('nothing_found','found')`),
  ],
);
