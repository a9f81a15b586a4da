/** Reads and writes verdicts given on several findings at once. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { bulkRejectionTable, bulkVerdictTable } from './bulk-rejections.table.ts';
import { findingTable, verdictTable } from './findings.table.ts';

export type BulkRejection = typeof bulkRejectionTable.$inferSelect;
export type BulkRejectionsRepo = ReturnType<typeof createBulkRejectionsRepo>;

export function createBulkRejectionsRepo(db: Db) {
  return {
    find: (id: number): BulkRejection | null =>
      db.select().from(bulkRejectionTable).where(eq(bulkRejectionTable.id, id)).get() ?? null,
    insert(row: Omit<typeof bulkRejectionTable.$inferInsert, 'id'>, verdictIds: number[]): number {
      const { id } = db.insert(bulkRejectionTable).values(row).returning({ id: bulkRejectionTable.id }).get();
      for (const verdictId of verdictIds) db.insert(bulkVerdictTable).values({ bulkId: id, verdictId }).run();
      return id;
    },
    markUndone: (id: number, undoneAt: number): void =>
      void db.update(bulkRejectionTable).set({ undoneAt }).where(eq(bulkRejectionTable.id, id)).run(),
    /** Findings of it whose verdict still stands, with the version that an undo must name. */
    standing: (bulkId: number): { id: string; version: number }[] =>
      db
        .select({ id: findingTable.id, version: findingTable.version })
        .from(bulkVerdictTable)
        .innerJoin(verdictTable, eq(verdictTable.id, bulkVerdictTable.verdictId))
        .innerJoin(findingTable, eq(findingTable.id, verdictTable.findingId))
        .where(and(eq(bulkVerdictTable.bulkId, bulkId), isNull(verdictTable.undoneAt)))
        .orderBy(asc(verdictTable.id))
        .all(),
  };
}
