/** Captures: one row for each stored photograph. The row is the truth; the job in the queue is a hint. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { cameraTable } from '../cameras/cameras.table.ts';
import { personTable } from '../people/people.table.ts';
import { stationTable } from '../places/places.table.ts';

/** Of a masked camera's photograph: its original waits in the spool; the masked picture is kept; neither is left. */
export const maskings = ['waiting', 'masked', 'erased'] as const;
export const captureStates = ['received', 'queued', 'classified', 'unreadable', 'failed'] as const;

export const captureTable = sqliteTable(
  'capture',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** Exactly one of camera and person: the source. */
    cameraId: integer('camera_id').references(() => cameraTable.id),
    personId: integer('person_id').references(() => personTable.id),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    /** Of the bytes received; with the source it is the capture's identity. See keptPhoto for the picture that is stored. */
    sha256: text().notNull(),
    bytes: integer().notNull(),
    mime: text({ enum: ['image/jpeg', 'image/png', 'image/webp'] }).notNull(),
    /** Upright pixels, known once classified. */
    width: integer(),
    height: integer(),
    /** The camera's views in force at intake; null for a volunteer's photograph. */
    viewSetRevision: integer('view_set_revision'),
    capturedAt: integer('captured_at').notNull(),
    /** Minutes east of UTC as the device said; null when it gave no time. */
    capturedOffsetMin: integer('captured_offset_min'),
    clockSuspect: integer('clock_suspect', { mode: 'boolean' }).notNull(),
    receivedAt: integer('received_at').notNull(),
    /** Kept back while there was no network, or sent once more after it: its time is old and yet to be believed. */
    late: integer({ mode: 'boolean' }).notNull().default(false),
    note: text(),
    state: text({ enum: captureStates }).notNull(),
    /** Why it is unreadable or failed. */
    stateReason: text('state_reason'),
    /** Times it was put into the queue. */
    attempts: integer().notNull().default(0),
    /** When the sweep looks at it again; null once it has ended. */
    dueAt: integer('due_at'),
    endedAt: integer('ended_at'),
    /** The camera's masks in force at intake; null when it had none: the bytes received are kept, and the rest is null. */
    maskSetRevision: integer('mask_set_revision'),
    masking: text({ enum: maskings }),
    /** The masked picture: kept when masked; while the original waits, the one that is about to be. */
    maskedSha256: text('masked_sha256'),
    /** It shows nothing that any mask from `maskSetRevision` up to this one covers. */
    maskedThroughRevision: integer('masked_through_revision'),
  },
  (t) => [
    uniqueIndex('capture_camera_photo').on(t.cameraId, t.sha256).where(sql`${t.cameraId} IS NOT NULL`),
    uniqueIndex('capture_person_photo').on(t.personId, t.sha256).where(sql`${t.personId} IS NOT NULL`),
    index('capture_camera_time').on(t.cameraId, t.capturedAt).where(sql`${t.cameraId} IS NOT NULL`),
    index('capture_due').on(t.dueAt).where(sql`${t.dueAt} IS NOT NULL`),
    index('capture_ended').on(t.endedAt, t.state).where(sql`${t.endedAt} IS NOT NULL`),
    index('capture_not_classified').on(t.endedAt).where(sql`${t.state} IN ('unreadable', 'failed')`),
    index('capture_pending_camera').on(t.cameraId, t.capturedAt).where(sql`${t.dueAt} IS NOT NULL`),
    index('capture_original_waiting').on(t.receivedAt).where(sql`${t.masking} = 'waiting'`),
    index('capture_masked_photo').on(t.maskedSha256).where(sql`${t.maskedSha256} IS NOT NULL`),
    index('capture_station_time').on(t.stationId, t.capturedAt),
    index('capture_time').on(t.capturedAt),
    check('capture_one_source', sql`(${t.cameraId} IS NULL) <> (${t.personId} IS NULL)`),
  ],
);
