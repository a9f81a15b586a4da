/** Cameras that are asked for their picture: where, how, and how it has gone of late. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { authModes, presets, pullFaults } from '../camera-client/camera-client.ts';
import { cameraTable } from '../cameras/cameras.table.ts';

export const cameraPullTable = sqliteTable('camera_pull', {
  cameraId: integer('camera_id')
    .primaryKey()
    .references(() => cameraTable.id),
  enabled: integer({ mode: 'boolean' }).notNull(),
  preset: text({ enum: presets }).notNull(),
  scheme: text({ enum: ['http', 'https'] }).notNull(),
  /** The one host that is ever called for this camera. */
  host: text().notNull(),
  port: integer().notNull(),
  channel: integer().notNull(),
  path: text().notNull(),
  auth: text({ enum: authModes }).notNull(),
  username: text().notNull(),
  /** Sealed with the key in the data folder, for this camera alone; null: none. */
  sealedPassword: text('sealed_password'),
  anyCertificate: integer('any_certificate', { mode: 'boolean' }).notNull(),
  changedAt: integer('changed_at').notNull(),
  lastTriedAt: integer('last_tried_at'),
  lastOkAt: integer('last_ok_at'),
  /** In a row, since the last picture. */
  failures: integer().notNull().default(0),
  failingSince: integer('failing_since'),
  fault: text({ enum: pullFaults }),
  faultDetail: text('fault_detail'),
});
