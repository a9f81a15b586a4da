/** Episodes (投放片段): the unit of every rate. Each has a row, flagged or not. */
import { blob, index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { viewRevisionTable } from '../cameras/cameras.table.ts';
import { categories } from '../inference/categories.ts';
import { modelTable } from '../models/models.table.ts';
import { binTable, stationTable } from '../places/places.table.ts';

export const episodeTable = sqliteTable(
  'episode',
  {
    id: integer().primaryKey(),
    binId: integer('bin_id')
      .notNull()
      .references(() => binTable.id),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    viewRevisionId: integer('view_revision_id')
      .notNull()
      .references(() => viewRevisionTable.id),
    modelId: integer('model_id')
      .notNull()
      .references(() => modelTable.id),
    expected: text({ enum: categories }).notNull(),
    /** captured_at of the first and the last frame. */
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at').notNull(),
    frames: integer().notNull(),
    usableFrames: integer('usable_frames').notNull(),
    /** Fingerprints of the first and the last frame, which the next one is compared with. */
    firstFingerprint: blob('first_fingerprint', { mode: 'buffer' }).notNull(),
    lastFingerprint: blob('last_fingerprint', { mode: 'buffer' }).notNull(),
    /** The highest-scoring usable frame, its score and the threshold it was held against; null while none is usable. */
    bestObservationId: integer('best_observation_id'),
    score: real(),
    threshold: real().notNull(),
    flagged: integer({ mode: 'boolean' }).notNull(),
    /** Of the audit draw: the stratum and the probability this episode had of being drawn; null until the draw. */
    stratum: text(),
    selectionProbability: real('selection_probability'),
    /** Set when a person says that it shows the same as an earlier one. */
    duplicateOfId: integer('duplicate_of_id'),
    /** Split off after the day's draw: it belongs to no draw, as the number to draw from is frozen, and is not dealt. */
    outsideDraw: integer('outside_draw', { mode: 'boolean' }).notNull().default(false),
  },
  (t) => [
    index('episode_bin_end').on(t.binId, t.endedAt),
    index('episode_station_start').on(t.stationId, t.startedAt),
    // Covers the counts of a month by station.
    index('episode_start').on(t.startedAt, t.stationId, t.flagged),
  ],
);
