/** Editions of a month's red and black lists: each frozen with its inputs; a correction is another edition. */
import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';
import type { ListInputs, MonthList } from './lists.rules.ts';

export const listEditionTable = sqliteTable(
  'list_edition',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    month: text().notNull(),
    /** From 1 within the month. */
    number: integer().notNull(),
    inputs: text({ mode: 'json' }).$type<ListInputs>().notNull(),
    /** SHA-256 of the inputs. */
    inputsHash: text('inputs_hash').notNull(),
    content: text({ mode: 'json' }).$type<MonthList>().notNull(),
    /** Of a correction: why. */
    reason: text(),
    madeAt: integer('made_at').notNull(),
    /** Null: made by itself, since a case on the published edition is void. */
    madeBy: integer('made_by').references(() => personTable.id),
    signedAt: integer('signed_at'),
    signedBy: integer('signed_by').references(() => personTable.id),
    publishedAt: integer('published_at'),
    publishedBy: integer('published_by').references(() => personTable.id),
  },
  (t) => [
    uniqueIndex('list_edition_month').on(t.month, t.number),
    check(
      'list_edition_published_signed',
      sql`${t.publishedAt} IS NULL OR ${t.signedAt} IS NOT NULL OR ${t.madeBy} IS NULL`,
    ),
  ],
);
