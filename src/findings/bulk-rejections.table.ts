/** Verdicts that one person gave on several findings of one bin at once, and took back at once. */
import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';
import { binTable } from '../places/places.table.ts';
import { rejections } from './bulk-rejections.schemas.ts';
import { findingTable, verdictTable } from './findings.table.ts';

export const bulkRejectionTable = sqliteTable(
  'bulk_rejection',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    binId: integer('bin_id')
      .notNull()
      .references(() => binTable.id),
    /** The finding judged singly before, which the others are like. */
    likeFindingId: text('like_finding_id')
      .notNull()
      .references(() => findingTable.id),
    judgement: text({ enum: rejections }).notNull(),
    /** Findings asked for, and those of them that were left to come singly. */
    asked: integer().notNull(),
    left: integer('left_over').notNull(),
    givenAt: integer('given_at').notNull(),
    undoneAt: integer('undone_at'),
  },
  (t) => [index('bulk_rejection_person').on(t.personId), check('bulk_rejection_left', sql`${t.left} <= ${t.asked}`)],
);

export const bulkVerdictTable = sqliteTable(
  'bulk_verdict',
  {
    bulkId: integer('bulk_id')
      .notNull()
      .references(() => bulkRejectionTable.id),
    verdictId: integer('verdict_id')
      .notNull()
      .references(() => verdictTable.id),
  },
  (t) => [primaryKey({ columns: [t.bulkId, t.verdictId] }), uniqueIndex('bulk_verdict_verdict').on(t.verdictId)],
);
