/** What volunteers report: a photograph of what lies in a bin, or of waste beside the bins, which is a station event. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { captureTable } from '../captures/captures.table.ts';
import { episodeTable } from '../episodes/episodes.table.ts';
import { categories } from '../inference/categories.ts';
import { personTable } from '../people/people.table.ts';
import { binTable, stationTable } from '../places/places.table.ts';

export const volunteerReportTable = sqliteTable(
  'volunteer_report',
  {
    /** Made by the phone, so that sending again can't make a second one. */
    id: text().primaryKey(),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    captureId: integer('capture_id')
      .notNull()
      .references(() => captureTable.id),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    /** Null: beside the bins. */
    binId: integer('bin_id').references(() => binTable.id),
    /** The bin's expected category at intake. */
    expected: text({ enum: categories }),
    /** What the volunteer believes it to be; null: did not say. */
    suspected: text({ enum: categories }),
    note: text(),
    /** Copied from the capture: reports of a bin are looked up by it. */
    capturedAt: integer('captured_at').notNull(),
    createdAt: integer('created_at').notNull(),
    /** The episode in which a camera saw the same; null as long as none is known. */
    episodeId: integer('episode_id').references(() => episodeTable.id),
  },
  (t) => [
    uniqueIndex('volunteer_report_capture').on(t.captureId),
    index('volunteer_report_time').on(t.capturedAt),
    index('volunteer_report_person').on(t.personId, t.captureId),
    index('volunteer_report_bin_time').on(t.binId, t.capturedAt).where(sql`${t.binId} IS NOT NULL`),
    index('volunteer_report_episode').on(t.episodeId).where(sql`${t.episodeId} IS NOT NULL`),
    check('volunteer_report_expected', sql`(${t.binId} IS NULL) = (${t.expected} IS NULL)`),
  ],
);

/** Waste beside the bins, to be put right by the station's bin chief. */
export const stationEventTable = sqliteTable(
  'station_event',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    reportId: text('report_id')
      .notNull()
      .references(() => volunteerReportTable.id),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    occurredAt: integer('occurred_at').notNull(),
    /** Null while it is still to be put right. */
    doneAt: integer('done_at'),
    doneBy: integer('done_by').references(() => personTable.id),
  },
  (t) => [
    uniqueIndex('station_event_report').on(t.reportId),
    index('station_event_open').on(t.stationId, t.occurredAt).where(sql`${t.doneAt} IS NULL`),
    index('station_event_station').on(t.stationId, t.occurredAt),
  ],
);
