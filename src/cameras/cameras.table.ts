/** Cameras with their keys, the views drawn on their pictures, and the hours in which they were expected to send. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';
import { binTable, stationTable } from '../places/places.table.ts';

export const cameraTable = sqliteTable(
  'camera',
  {
    id: integer().primaryKey(),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    name: text().notNull(),
    /** SHA-256 of the key; null once revoked. */
    keyHash: text('key_hash'),
    /** Seconds between two photographs within opening hours. */
    intervalS: integer('interval_s').notNull(),
    /** Counts up with every change of the views; a capture keeps the one in force when it arrived. */
    viewSetRevision: integer('view_set_revision').notNull(),
    /** Counts up with every change of the masks, apart from the views; 0: it has never had any. */
    maskSetRevision: integer('mask_set_revision').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    /** Hours before this moment have their expectation written down. */
    hoursWrittenUntil: integer('hours_written_until').notNull(),
    lastSeenAt: integer('last_seen_at'),
    retiredAt: integer('retired_at'),
  },
  (t) => [uniqueIndex('camera_key').on(t.keyHash), index('camera_station').on(t.stationId)],
);

export const viewTable = sqliteTable(
  'view',
  {
    id: integer().primaryKey(),
    cameraId: integer('camera_id')
      .notNull()
      .references(() => cameraTable.id),
    binId: integer('bin_id')
      .notNull()
      .references(() => binTable.id),
    /** A bin has one counting view; its others are evidence only. */
    counting: integer({ mode: 'boolean' }).notNull(),
    retiredAt: integer('retired_at'),
  },
  (t) => [
    index('view_camera').on(t.cameraId),
    uniqueIndex('view_counting_bin').on(t.binId).where(sql`${t.counting} = 1 AND ${t.retiredAt} IS NULL`),
  ],
);

/** The polygon of a view over a range of the camera's view set revisions; never edited, only ended by a later one. */
export const viewRevisionTable = sqliteTable(
  'view_revision',
  {
    id: integer().primaryKey(),
    viewId: integer('view_id')
      .notNull()
      .references(() => viewTable.id),
    revision: integer().notNull(),
    /** [[x, y], …] in fractions of the upright picture. */
    polygon: text({ mode: 'json' }).$type<[number, number][]>().notNull(),
    fromSetRevision: integer('from_set_revision').notNull(),
    /** First set revision in which it no longer holds; null: still in force. */
    untilSetRevision: integer('until_set_revision'),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [uniqueIndex('view_revision_view').on(t.viewId, t.revision)],
);

/** What is painted over on a camera's pictures from one revision to the next; never edited, only followed by a later one. */
export const maskSetTable = sqliteTable(
  'mask_set',
  {
    id: integer().primaryKey(),
    cameraId: integer('camera_id')
      .notNull()
      .references(() => cameraTable.id),
    revision: integer().notNull(),
    /** Polygons of [x, y] in fractions of the upright picture; none: nothing is masked from then on. */
    polygons: text({ mode: 'json' }).$type<[number, number][][]>().notNull(),
    createdAt: integer('created_at').notNull(),
    /** Null: made with the demonstration. */
    setBy: integer('set_by').references(() => personTable.id),
  },
  (t) => [uniqueIndex('mask_set_camera').on(t.cameraId, t.revision)],
);

/** A camera's hour: what was expected within opening hours, what came, what of it could not be used. */
export const cameraHourTable = sqliteTable(
  'camera_hour',
  {
    cameraId: integer('camera_id')
      .notNull()
      .references(() => cameraTable.id),
    /** Start of the hour on the community's clock, as UTC ms. */
    hourAt: integer('hour_at').notNull(),
    expected: integer().notNull().default(0),
    received: integer().notNull().default(0),
    unusable: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.cameraId, t.hourAt] }), index('camera_hour_at').on(t.hourAt)],
);
