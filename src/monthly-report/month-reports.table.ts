/** Months that have a draft or are closed (月结), what people wrote into their reports, and the draws that left flags unjudged. */
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';

export const monthReportTable = sqliteTable('month_report', {
  /** yyyy-mm. */
  month: text().primaryKey(),
  /** When the draft was made and announced, and the hash of the inputs it was made from. */
  draftedAt: integer('drafted_at').notNull(),
  draftHash: text('draft_hash').notNull(),
  /** Null as long as it is not closed; so is all that follows. */
  closedAt: integer('closed_at'),
  closedBy: integer('closed_by').references(() => personTable.id),
  inputsHash: text('inputs_hash'),
  /** The inputs frozen, and the report's data made from them: JSON, gzip. */
  inputs: blob({ mode: 'buffer' }),
  report: blob({ mode: 'buffer' }),
});

/** Never edited: the latest row of a sentence holds. */
export const sentenceEditTable = sqliteTable(
  'report_sentence_edit',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    month: text().notNull(),
    place: text({ enum: ['rate', 'causes', 'basis'] }).notNull(),
    /** Null: the generated one again. */
    text: text(),
    personId: integer('person_id')
      .notNull()
      .references(() => personTable.id),
    editedAt: integer('edited_at').notNull(),
  },
  (t) => [index('report_sentence_edit_month').on(t.month, t.place)],
);

/** At the end of a month: which of the flags that nobody had come to are judged all the same; the others are left. */
export const restDrawTable = sqliteTable(
  'rest_draw',
  {
    month: text().notNull(),
    /** From 1; with the month it names the draw: with the community's seed it gives the same choice again. */
    number: integer().notNull(),
    drawnAt: integer('drawn_at').notNull(),
    drawnBy: integer('drawn_by')
      .notNull()
      .references(() => personTable.id),
    /** Flags that were left, and those drawn from them. */
    flags: integer().notNull(),
    chosen: integer().notNull(),
    /** How many of each stratum there were, and how many were drawn. */
    strata: text({ mode: 'json' }).$type<{ stratum: string; size: number; audits: number }[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.month, t.number] })],
);
