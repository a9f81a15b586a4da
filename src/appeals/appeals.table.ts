/** Appeals (申诉) against notices, and what was decided on each. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { noticeTable } from '../notices/notices.table.ts';
import { personTable } from '../people/people.table.ts';
import { appealDecisions, appealGrounds } from './appeals.schemas.ts';

export const appealTable = sqliteTable(
  'appeal',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    noticeId: integer('notice_id')
      .notNull()
      .references(() => noticeTable.id),
    ground: text({ enum: appealGrounds }).notNull(),
    /** In the household's own words. */
    statement: text(),
    /** Null: with the notice's code, by somebody without an account. */
    filedBy: integer('filed_by').references(() => personTable.id),
    filedAt: integer('filed_at').notNull(),
    /** Until when it is to be decided. */
    dueAt: integer('due_at').notNull(),
  },
  (t) => [uniqueIndex('appeal_notice').on(t.noticeId), index('appeal_due').on(t.dueAt)],
);

/** Decisions, and those taken back; never edited but for that. */
export const appealDecisionTable = sqliteTable(
  'appeal_decision',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    appealId: integer('appeal_id')
      .notNull()
      .references(() => appealTable.id),
    decision: text({ enum: appealDecisions }).notNull(),
    reason: text().notNull(),
    decidedBy: integer('decided_by')
      .notNull()
      .references(() => personTable.id),
    decidedAt: integer('decided_at').notNull(),
    undoneAt: integer('undone_at'),
  },
  (t) => [
    uniqueIndex('appeal_decision_standing').on(t.appealId).where(sql`${t.undoneAt} IS NULL`),
    index('appeal_decision_appeal').on(t.appealId),
    check('appeal_decision_reason', sql`${t.reason} <> ''`),
  ],
);
