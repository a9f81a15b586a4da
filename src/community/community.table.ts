/** The community itself: one row. A district is many communities, one database each. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const communityTable = sqliteTable('community', {
  id: integer().primaryKey(),
  name: text().notNull(),
  timeZone: text('time_zone').notNull(),
  /** File of src/inference/schemes. */
  scheme: text().notNull(),
  /** Seed of the orders and draws made here; kept, so that each can be made again. */
  seed: text().notNull(),
  createdAt: integer('created_at').notNull(),
  /** What the office has set; null: as the environment says (LEASE_MINUTES and so on). */
  leaseMinutes: integer('lease_minutes'),
  sessionHours: integer('session_hours'),
  unusableGraceMinutes: integer('unusable_grace_minutes'),
  spoolHours: integer('spool_hours'),
});
