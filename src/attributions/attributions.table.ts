/** Whose a confirmed misplacement is, and how that is known: a row for each answer, who gave it and who signed it. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { findingTable, verdictTable } from '../findings/findings.table.ts';
import { personTable } from '../people/people.table.ts';
import { householdTable, unitTable } from '../places/places.table.ts';
import { attributionBases, attributionEnds } from './attributions.schemas.ts';

/** Never edited but for the signature and the end; a live row is one without an end. */
export const attributionTable = sqliteTable(
  'attribution',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    findingId: text('finding_id')
      .notNull()
      .references(() => findingTable.id),
    /** The verdict `misplaced` it rests on. */
    verdictId: integer('verdict_id')
      .notNull()
      .references(() => verdictTable.id),
    /** At most one of the two; neither: it is not known whose it is. */
    householdId: integer('household_id').references(() => householdTable.id),
    unitId: integer('unit_id').references(() => unitTable.id),
    /** Null exactly when it is not known whose. */
    basis: text({ enum: attributionBases }),
    detail: text(),
    attributedBy: integer('attributed_by')
      .notNull()
      .references(() => personTable.id),
    attributedAt: integer('attributed_at').notNull(),
    /** Null: no consequences yet. */
    signedBy: integer('signed_by').references(() => personTable.id),
    signedAt: integer('signed_at'),
    endedBy: integer('ended_by').references(() => personTable.id),
    endedAt: integer('ended_at'),
    endedBecause: text('ended_because', { enum: attributionEnds }),
    /** In the words of the person who refused to sign. */
    endedNote: text('ended_note'),
  },
  (t) => [
    uniqueIndex('attribution_live').on(t.findingId).where(sql`${t.endedAt} IS NULL`),
    index('attribution_unsigned')
      .on(t.attributedAt)
      .where(sql`${t.signedAt} IS NULL AND ${t.endedAt} IS NULL AND ${t.basis} IS NOT NULL`),
    index('attribution_finding').on(t.findingId),
    index('attribution_household').on(t.householdId).where(sql`${t.householdId} IS NOT NULL`),
    check('attribution_one_target', sql`(${t.householdId} IS NULL) OR (${t.unitId} IS NULL)`),
    check('attribution_basis', sql`(${t.basis} IS NULL) = (${t.householdId} IS NULL AND ${t.unitId} IS NULL)`),
    check('attribution_signed_whole', sql`(${t.signedAt} IS NULL) = (${t.signedBy} IS NULL)`),
    check('attribution_ended_whole', sql`(${t.endedAt} IS NULL) = (${t.endedBecause} IS NULL)`),
  ],
);
