/** Observations: what a model saw in one view of one capture, with the decision and everything it was based on. */
import { sql } from 'drizzle-orm';
import { blob, index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { viewRevisionTable } from '../cameras/cameras.table.ts';
import { captureTable } from '../captures/captures.table.ts';
import { episodeTable } from '../episodes/episodes.table.ts';
import { categories, decisions, unusableReasons } from '../inference/categories.ts';
import type { Quality } from '../inference/quality.ts';
import { modelTable } from '../models/models.table.ts';
import { binTable } from '../places/places.table.ts';

export const observationTable = sqliteTable(
  'observation',
  {
    id: integer().primaryKey(),
    captureId: integer('capture_id')
      .notNull()
      .references(() => captureTable.id),
    /** Null: the whole photograph (a volunteer's). */
    viewRevisionId: integer('view_revision_id').references(() => viewRevisionTable.id),
    modelId: integer('model_id')
      .notNull()
      .references(() => modelTable.id),
    /** One per capture and view revision; the others are shadows and never count. */
    current: integer({ mode: 'boolean' }).notNull(),
    binId: integer('bin_id').references(() => binTable.id),
    /** True when the view was the bin's counting view at intake: only these make episodes. */
    counting: integer({ mode: 'boolean' }).notNull(),
    /** The bin's expected category at intake. */
    expected: text({ enum: categories }),
    /** Copied from the capture: grouping walks observations in this order. */
    capturedAt: integer('captured_at').notNull(),
    /** Item probabilities, float32 little-endian, in the order of the model's labels. */
    probabilities: blob({ mode: 'buffer' }).notNull(),
    /** Rows of older versions lack what was not measured then. */
    quality: text({ mode: 'json' }).$type<Partial<Quality>>().notNull(),
    fingerprint: blob({ mode: 'buffer' }).notNull(),
    decision: text({ enum: decisions }).notNull(),
    /** Why the view can't be judged; null when it can (and in rows of older versions). */
    unusable: text({ enum: unusableReasons }),
    /** Probability of the main categories other than the expected one; null when unusable or without a bin. */
    score: real(),
    /** The flag threshold the decision was made with. */
    threshold: real().notNull(),
    /** Null until grouped, and for ever when it doesn't count. */
    episodeId: integer('episode_id').references(() => episodeTable.id),
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [
    // NULLs are distinct in an index: the whole photograph (no view) has its own.
    uniqueIndex('observation_view_model').on(t.captureId, t.viewRevisionId, t.modelId),
    uniqueIndex('observation_whole_model').on(t.captureId, t.modelId).where(sql`${t.viewRevisionId} IS NULL`),
    uniqueIndex('observation_current_view').on(t.captureId, t.viewRevisionId).where(sql`${t.current} = 1`),
    uniqueIndex('observation_current_whole')
      .on(t.captureId)
      .where(sql`${t.current} = 1 AND ${t.viewRevisionId} IS NULL`),
    index('observation_ungrouped')
      .on(t.binId, t.capturedAt)
      .where(sql`${t.episodeId} IS NULL AND ${t.counting} = 1 AND ${t.current} = 1`),
    index('observation_bin_time').on(t.binId, t.capturedAt).where(sql`${t.counting} = 1 AND ${t.current} = 1`),
    index('observation_episode').on(t.episodeId, t.capturedAt),
  ],
);
