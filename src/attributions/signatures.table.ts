/** Signatures under attributions, given and refused, and those taken back: a row for each, never edited but for the undo. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';
import { signatureDecisions } from './attributions.schemas.ts';
import { attributionTable } from './attributions.table.ts';

/** The attribution's own columns hold what stands at present; this is how it came to that. */
export const signatureTable = sqliteTable(
  'signature',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    attributionId: integer('attribution_id')
      .notNull()
      .references(() => attributionTable.id),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    decision: text({ enum: signatureDecisions }).notNull(),
    /** Why it was refused. */
    reason: text(),
    givenAt: integer('given_at').notNull(),
    undoneAt: integer('undone_at'),
  },
  (t) => [
    uniqueIndex('signature_standing').on(t.attributionId).where(sql`${t.undoneAt} IS NULL`),
    index('signature_attribution').on(t.attributionId),
    index('signature_person').on(t.personId),
    check('signature_reason', sql`(${t.decision} = 'refused') = (${t.reason} IS NOT NULL)`),
  ],
);
