/** Photographs that nobody is shown any more: why, by whom, and who lifted that. A row is never deleted. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { captureTable } from '../captures/captures.table.ts';
import { findingTable } from '../findings/findings.table.ts';
import { personTable } from '../people/people.table.ts';
import { hidingReasons } from './photo-hidings.schemas.ts';

export const photoHidingTable = sqliteTable(
  'photo_hiding',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    captureId: integer('capture_id')
      .notNull()
      .references(() => captureTable.id),
    /** Of the stored picture: the same picture is hidden whoever sent it. */
    sha256: text().notNull(),
    /** The finding before the person who hid it. */
    findingId: text('finding_id')
      .notNull()
      .references(() => findingTable.id),
    reason: text({ enum: hidingReasons }).notNull(),
    note: text(),
    hiddenBy: integer('hidden_by')
      .notNull()
      .references(() => personTable.id),
    hiddenAt: integer('hidden_at').notNull(),
    liftedBy: integer('lifted_by').references(() => personTable.id),
    liftedAt: integer('lifted_at'),
    liftedNote: text('lifted_note'),
  },
  (t) => [
    uniqueIndex('photo_hiding_live').on(t.sha256).where(sql`${t.liftedAt} IS NULL`),
    index('photo_hiding_capture').on(t.captureId),
    check('photo_hiding_lifted_whole', sql`(${t.liftedAt} IS NULL) = (${t.liftedBy} IS NULL)`),
  ],
);
