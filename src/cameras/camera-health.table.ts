/** What is known of a camera beside its pictures' content: when it was last heard, its clock, its resolution, its gateway. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { contactKinds } from './camera-health.schemas.ts';
import { cameraTable } from './cameras.table.ts';

/** What a program that keeps photographs through an outage says of what it holds for this camera. */
export interface AgentReport {
  /** Photographs that wait on the gateway. */
  waiting: number;
  /** Photographs that it had to give up since it began, for want of room, and the span of time they were of. */
  dropped: number;
  droppedFrom: number | null;
  droppedUntil: number | null;
  /** Photographs that the service refused, put aside on the gateway. */
  refused: number;
  at: number;
}

export const cameraHealthTable = sqliteTable('camera_health', {
  cameraId: integer('camera_id')
    .primaryKey()
    .references(() => cameraTable.id),
  /** The last time that anything came which only this camera or its gateway can have sent. */
  lastContactAt: integer('last_contact_at'),
  lastContactKind: text('last_contact_kind', { enum: contactKinds }),
  /** Milliseconds by which its clock is ahead of the service's: that of photographs sent as they were taken, smoothed. */
  clockDriftMs: integer('clock_drift_ms'),
  clockDriftAt: integer('clock_drift_at'),
  /** Of its latest photograph as stored, and of those before they changed. */
  width: integer(),
  height: integer(),
  sizeSince: integer('size_since'),
  formerWidth: integer('former_width'),
  formerHeight: integer('former_height'),
  agent: text({ mode: 'json' }).$type<AgentReport>(),
});
