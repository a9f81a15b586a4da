/** Days on which a household took part in sorting: seen by its bag's number, by a volunteer at the station, or by the bins' own cards. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';
import { householdTable } from '../places/places.table.ts';

export const participationSources = ['bag_scan', 'tick', 'card'] as const;

/** Never deleted: a wrong row is voided. */
export const participationTable = sqliteTable(
  'participation',
  {
    id: integer().primaryKey(),
    householdId: integer('household_id')
      .notNull()
      .references(() => householdTable.id),
    /** Of the community's calendar, yyyy-mm-dd. */
    day: text().notNull(),
    source: text({ enum: participationSources }).notNull(),
    /** How often it was on that day; more than one only from cards. */
    times: integer().notNull(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: integer('recorded_by')
      .notNull()
      .references(() => personTable.id),
    voidedAt: integer('voided_at'),
    voidedBy: integer('voided_by').references(() => personTable.id),
  },
  (t) => [
    uniqueIndex('participation_once').on(t.householdId, t.day, t.source).where(sql`${t.voidedAt} IS NULL`),
    index('participation_day').on(t.day),
    index('participation_recorded').on(t.recordedBy, t.day),
    check('participation_source', sql`${t.source} IN ('bag_scan','tick','card')`),
    check('participation_times', sql`${t.times} > 0`),
    check('participation_voided_whole', sql`(${t.voidedAt} IS NULL) = (${t.voidedBy} IS NULL)`),
  ],
);
