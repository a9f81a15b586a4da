/** The drop folder: whose each folder is, how names are read, and what could not be taken in. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { cameraTable } from '../cameras/cameras.table.ts';

/** A camera's folder below the drop folder: that of its FTP user is its identity. */
export const dropSourceTable = sqliteTable(
  'drop_source',
  {
    cameraId: integer('camera_id')
      .primaryKey()
      .references(() => cameraTable.id),
    folder: text().notNull(),
    /** Of a recorder that writes several cameras into one folder; 0: whatever lies there. */
    channel: integer().notNull(),
  },
  (t) => [uniqueIndex('drop_source_folder').on(t.folder, t.channel)],
);

/** One row: how the community's recorders name their files. */
export const dropSettingTable = sqliteTable('drop_setting', {
  id: integer().primaryKey(),
  patterns: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** Whether files are moved to the folder of done ones instead of being deleted. */
  keepsDone: integer('keeps_done', { mode: 'boolean' }).notNull(),
});

/** Files that were put aside; the latest are kept. */
export const dropRejectionTable = sqliteTable(
  'drop_rejection',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    path: text().notNull(),
    reason: text().notNull(),
    rejectedAt: integer('rejected_at').notNull(),
  },
  (t) => [index('drop_rejection_at').on(t.rejectedAt)],
);
