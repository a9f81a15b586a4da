/** Remembers which model versions have been used. */
import { and, desc, eq, ne } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { modelTable } from './models.table.ts';

export type Model = typeof modelTable.$inferSelect;
export type ModelsRepo = ReturnType<typeof createModelsRepo>;

export function createModelsRepo(db: Db) {
  return {
    find: (id: number): Model | null => db.select().from(modelTable).where(eq(modelTable.id, id)).get() ?? null,
    findVersion: (name: string, version: string): Model | null =>
      db
        .select()
        .from(modelTable)
        .where(and(eq(modelTable.name, name), eq(modelTable.version, version)))
        .get() ?? null,
    /** All versions but that one, the latest first. */
    others: (id: number): Model[] =>
      db.select().from(modelTable).where(ne(modelTable.id, id)).orderBy(desc(modelTable.firstUsedAt)).all(),
    insert: (row: Omit<typeof modelTable.$inferInsert, 'id'>): Model =>
      db.insert(modelTable).values(row).returning().get(),
  };
}
