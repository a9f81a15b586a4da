/** Findings (疑点), what staff review, and every verdict ever given on them. */
import { sql } from 'drizzle-orm';
import { check, index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { captureTable } from '../captures/captures.table.ts';
import { episodeTable } from '../episodes/episodes.table.ts';
import { type Category, categories } from '../inference/categories.ts';
import { observationTable } from '../observations/observations.table.ts';
import { personTable } from '../people/people.table.ts';
import { stationTable } from '../places/places.table.ts';
import { findingSources, judgements } from './findings.schemas.ts';

export const findingTable = sqliteTable(
  'finding',
  {
    /** Random, so that it tells nothing of when or why the finding was made. */
    id: text().primaryKey(),
    /** Second and third looks ask again about another finding (second-looks.table.ts). */
    source: text({ enum: [...findingSources, 'second_look', 'third_look'] }).notNull(),
    /** Exactly one of episode and report (a volunteer's capture). */
    episodeId: integer('episode_id').references(() => episodeTable.id),
    reportCaptureId: integer('report_capture_id').references(() => captureTable.id),
    /** The picture shown: the episode's best frame; fixed as long as somebody has it before them or has judged it. */
    observationId: integer('observation_id').references(() => observationTable.id),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    state: text({ enum: ['open', 'judged', 'not_reviewed'] }).notNull(),
    /** Compare-and-set: counts up with every verdict and undo. */
    version: integer().notNull(),
    /** Community day of the content, yyyy-mm-dd: days are dealt one after the other. */
    day: text().notNull(),
    /** Seeded place within the day. */
    dealOrder: integer('deal_order').notNull(),
    /** Probability with which it came to be dealt: 1 for flags; the draw's for audits; null for reports, which are no sample. */
    selectionProbability: real('selection_probability'),
    /** Who has it on the desk now, and until when. */
    leasedTo: integer('leased_to').references(() => personTable.id),
    leasedUntil: integer('leased_until'),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('finding_episode_source').on(t.episodeId, t.source).where(sql`${t.episodeId} IS NOT NULL`),
    index('finding_report').on(t.reportCaptureId).where(sql`${t.reportCaptureId} IS NOT NULL`),
    index('finding_open').on(t.day, t.dealOrder).where(sql`${t.state} = 'open'`),
    index('finding_day_station').on(t.day, t.stationId),
    index('finding_station_day').on(t.stationId, t.day),
    check('finding_one_subject', sql`(${t.episodeId} IS NULL) <> (${t.reportCaptureId} IS NULL)`),
  ],
);

/** Verdicts are never edited: an undo marks the row, a new verdict is a new row. */
export const verdictTable = sqliteTable(
  'verdict',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    findingId: text('finding_id')
      .notNull()
      .references(() => findingTable.id),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    judgement: text({ enum: judgements }).notNull(),
    actual: text({ enum: [...categories, 'mixed'] }),
    /** Other categories seen besides `actual`. */
    further: text({ mode: 'json' }).$type<Category[]>(),
    /** Label of the item in the scheme. */
    item: text(),
    note: text(),
    /** The frame it was given on. */
    observationId: integer('observation_id').references(() => observationTable.id),
    /** The finding's version that the person saw. */
    onVersion: integer('on_version').notNull(),
    /** True when the person had seen the prediction before (a verdict after an undo): not blind. */
    afterReveal: integer('after_reveal', { mode: 'boolean' }).notNull(),
    givenAt: integer('given_at').notNull(),
    undoneAt: integer('undone_at'),
    undoneBy: integer('undone_by').references(() => personTable.id),
  },
  (t) => [
    uniqueIndex('verdict_live').on(t.findingId).where(sql`${t.undoneAt} IS NULL`),
    index('verdict_finding').on(t.findingId),
    index('verdict_person').on(t.personId),
    check('verdict_actual', sql`(${t.judgement} = 'misplaced') = (${t.actual} IS NOT NULL)`),
  ],
);
