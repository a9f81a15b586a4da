/** Second looks: verdicts drawn to be given again by somebody else, who does not know that they are. */
import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { findingTable, verdictTable } from './findings.table.ts';
import { agreements, lookStates } from './second-looks.rules.ts';

/** The second and the third are findings too, so that they are dealt, judged and undone like all others. */
export const secondLookTable = sqliteTable(
  'second_look',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The finding whose verdict was drawn. */
    findingId: text('finding_id')
      .notNull()
      .references(() => findingTable.id),
    secondId: text('second_id')
      .notNull()
      .references(() => findingTable.id),
    /** Made when the two differ. */
    thirdId: text('third_id').references(() => findingTable.id),
    /** Share that was drawn, what was drawn (0 up to 1, below the share), and which seed with. */
    probability: real().notNull(),
    draw: real().notNull(),
    seedMark: text('seed_mark').notNull(),
    drawnAt: integer('drawn_at').notNull(),
    state: text({ enum: lookStates }).notNull(),
    /** Of the first two; null until both have judged. */
    agreement: text({ enum: agreements }),
    /** Which verdict counts, once a third has decided. */
    standingVerdictId: integer('standing_verdict_id').references(() => verdictTable.id),
  },
  (t) => [
    uniqueIndex('second_look_finding').on(t.findingId),
    uniqueIndex('second_look_second').on(t.secondId),
    uniqueIndex('second_look_third').on(t.thirdId).where(sql`${t.thirdId} IS NOT NULL`),
    index('second_look_standing').on(t.standingVerdictId).where(sql`${t.standingVerdictId} IS NOT NULL`),
    index('second_look_drawn').on(t.drawnAt),
  ],
);
