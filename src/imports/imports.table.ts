/** Spreadsheets that were read for an import: their rows until they are taken over, afterwards what came of it. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';
import { importKinds } from './imports.schemas.ts';

export const importTable = sqliteTable(
  'import',
  {
    id: text().primaryKey(),
    kind: text({ enum: importKinds }).notNull(),
    fileName: text('file_name').notNull(),
    /** Of the bytes that were sent. */
    sha256: text().notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    readAt: integer('read_at').notNull(),
    /** Cells as text, with the row's number in the sheet; null once it is taken over or was left too long. */
    rows: text({ mode: 'json' }).$type<{ number: number; cells: Record<string, string> }[]>(),
    committedAt: integer('committed_at'),
    /** How many rows were new, changed and as they had been; null until it is taken over. */
    outcome: text({ mode: 'json' }).$type<{ added: number; changed: number; unchanged: number }>(),
  },
  (t) => [index('import_read').on(t.readAt)],
);
