/** What a camera's latest pictures were like: its reference, where it stands, how long they have been unusable; notices. */
import { sql } from 'drizzle-orm';
import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { UnusableStretch } from './camera-notices.rules.ts';
import { noticeKinds, noticeReasons } from './camera-notices.schemas.ts';
import type { Standing } from './camera-place.rules.ts';
import { cameraTable } from './cameras.table.ts';

/** What a camera sees when nothing moves, for one revision of its view set. */
export const cameraReferenceTable = sqliteTable('camera_reference', {
  cameraId: integer('camera_id')
    .primaryKey()
    .references(() => cameraTable.id),
  viewSetRevision: integer('view_set_revision').notNull(),
  /** Signatures gathered so far, one after the other; empty once the reference is set. */
  samples: blob({ mode: 'buffer' }).notNull(),
  /** When the picture of the last of them was taken. */
  sampledAt: integer('sampled_at').notNull(),
  /** The reference (inference/frame-match.ts) and when it was set; null while signatures are being gathered. */
  edges: blob({ mode: 'buffer' }),
  steady: blob({ mode: 'buffer' }),
  setAt: integer('set_at'),
});

export const cameraWatchTable = sqliteTable('camera_watch', {
  cameraId: integer('camera_id')
    .primaryKey()
    .references(() => cameraTable.id),
  /** When the latest picture taken in was taken: older ones that come late change nothing. */
  latestAt: integer('latest_at').notNull(),
  standing: text({ mode: 'json' }).$type<Standing>().notNull(),
  /** Null while pictures can be used. */
  stretch: text({ mode: 'json' }).$type<UnusableStretch>(),
});

/** Something about a camera that people must see to; told once, and once when it is over. */
export const cameraNoticeTable = sqliteTable(
  'camera_notice',
  {
    id: integer().primaryKey(),
    cameraId: integer('camera_id')
      .notNull()
      .references(() => cameraTable.id),
    kind: text({ enum: noticeKinds }).notNull(),
    reason: text({ enum: noticeReasons }).notNull(),
    since: integer().notNull(),
    /** Null while it goes on. */
    until: integer(),
    /** Pictures that could not be used, or did not come. */
    count: integer().notNull(),
    raisedAt: integer('raised_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [
    uniqueIndex('camera_notice_open').on(t.cameraId, t.kind).where(sql`${t.until} IS NULL`),
    index('camera_notice_since').on(t.since),
  ],
);
