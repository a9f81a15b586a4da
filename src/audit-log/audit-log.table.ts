/** Who did what when. Triggers (in the migration) refuse to change or delete a row. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';

export const auditEntryTable = sqliteTable(
  'audit_entry',
  {
    id: integer().primaryKey(),
    at: integer().notNull(),
    /** Null: nobody was signed in. */
    personId: integer('person_id').references(() => personTable.id),
    /** As the address declares it, such as camera_added. */
    action: text().notNull(),
    /** Sort of thing, such as cameras; with its id where it concerns one. */
    object: text().notNull(),
    objectId: text('object_id'),
    /** What was sent, without secrets, shortened; null: nothing, or not for others to read. */
    details: text({ mode: 'json' }).$type<Record<string, unknown>>(),
  },
  (t) => [
    index('audit_entry_at').on(t.at),
    index('audit_entry_person').on(t.personId, t.id),
    index('audit_entry_action').on(t.action, t.id),
    index('audit_entry_object').on(t.object, t.objectId, t.id),
  ],
);
