/** Reads and writes appeals and decisions on them. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { appealDecisionTable, appealTable } from './appeals.table.ts';

export type AppealsRepo = ReturnType<typeof createAppealsRepo>;
export type Appeal = typeof appealTable.$inferSelect;
export type StandingDecision = typeof appealDecisionTable.$inferSelect;

export function createAppealsRepo(db: Db) {
  return {
    find: (id: number): Appeal | null => db.select().from(appealTable).where(eq(appealTable.id, id)).get() ?? null,
    ofNotice: (noticeId: number): Appeal | null =>
      db.select().from(appealTable).where(eq(appealTable.noticeId, noticeId)).get() ?? null,
    /** The decision that stands. */
    decisionOn: (appealId: number): StandingDecision | null =>
      db
        .select()
        .from(appealDecisionTable)
        .where(and(eq(appealDecisionTable.appealId, appealId), isNull(appealDecisionTable.undoneAt)))
        .get() ?? null,
    /** Appeals with their decision, those undecided first, the soonest due before the others; then the newest decided. */
    list: (limit: number): { id: number; noticeId: number }[] =>
      db.all<{ id: number; noticeId: number }>(sql`
        SELECT appeal.id AS id, appeal.notice_id AS noticeId FROM appeal
          LEFT JOIN appeal_decision ON appeal_decision.appeal_id = appeal.id AND appeal_decision.undone_at IS NULL
        ORDER BY appeal_decision.id IS NOT NULL, CASE WHEN appeal_decision.id IS NULL THEN appeal.due_at END,
          appeal_decision.id DESC LIMIT ${limit}`),
    insert: (row: Omit<typeof appealTable.$inferInsert, 'id'>): void => void db.insert(appealTable).values(row).run(),
    insertDecision: (row: Omit<typeof appealDecisionTable.$inferInsert, 'id'>): void =>
      void db.insert(appealDecisionTable).values(row).run(),
    undoDecision: (id: number, undoneAt: number): void =>
      void db.update(appealDecisionTable).set({ undoneAt }).where(eq(appealDecisionTable.id, id)).run(),
  };
}
