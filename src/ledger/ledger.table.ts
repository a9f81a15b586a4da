/** The ledger of violations (违规台账): one row for each episode or report judged misplaced; voided, never deleted. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { captureTable } from '../captures/captures.table.ts';
import { episodeTable } from '../episodes/episodes.table.ts';
import { findingTable, verdictTable } from '../findings/findings.table.ts';
import { categories } from '../inference/categories.ts';
import { personTable } from '../people/people.table.ts';
import { binTable, stationTable } from '../places/places.table.ts';

export const violationTable = sqliteTable(
  'violation',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    findingId: text('finding_id')
      .notNull()
      .references(() => findingTable.id),
    verdictId: integer('verdict_id')
      .notNull()
      .references(() => verdictTable.id),
    episodeId: integer('episode_id').references(() => episodeTable.id),
    reportCaptureId: integer('report_capture_id').references(() => captureTable.id),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    binId: integer('bin_id').references(() => binTable.id),
    /** When the misplaced content was first photographed; the month is that of this moment in the community's zone. */
    occurredAt: integer('occurred_at').notNull(),
    month: text().notNull(),
    expected: text({ enum: categories }).notNull(),
    actual: text({ enum: [...categories, 'mixed'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    voidedAt: integer('voided_at'),
    voidedBy: integer('voided_by').references(() => personTable.id),
    voidReason: text('void_reason'),
  },
  (t) => [
    // A verdict that others overruled and that stands again after all gets another row.
    uniqueIndex('violation_live_verdict').on(t.verdictId).where(sql`${t.voidedAt} IS NULL`),
    index('violation_verdict').on(t.verdictId),
    uniqueIndex('violation_live_episode')
      .on(t.episodeId)
      .where(sql`${t.voidedAt} IS NULL AND ${t.episodeId} IS NOT NULL`),
    uniqueIndex('violation_live_report')
      .on(t.reportCaptureId)
      .where(sql`${t.voidedAt} IS NULL AND ${t.reportCaptureId} IS NOT NULL`),
    index('violation_month_station').on(t.month, t.stationId),
    check('violation_other_category', sql`${t.actual} <> ${t.expected}`),
    check('violation_one_subject', sql`(${t.episodeId} IS NULL) <> (${t.reportCaptureId} IS NULL)`),
  ],
);
