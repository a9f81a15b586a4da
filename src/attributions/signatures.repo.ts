/** Reads and writes signatures under attributions. */
import { desc, eq } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { signatureTable } from './signatures.table.ts';

export type Signature = typeof signatureTable.$inferSelect;
export type SignaturesRepo = ReturnType<typeof createSignaturesRepo>;

export function createSignaturesRepo(db: Db) {
  return {
    find: (id: number): Signature | null =>
      db.select().from(signatureTable).where(eq(signatureTable.id, id)).get() ?? null,
    /** A person's own, newest first. */
    ofPerson: (personId: number, limit: number): Signature[] =>
      db
        .select()
        .from(signatureTable)
        .where(eq(signatureTable.personId, personId))
        .orderBy(desc(signatureTable.id))
        .limit(limit)
        .all(),
    insert: (row: Omit<typeof signatureTable.$inferInsert, 'id'>): Signature =>
      db.insert(signatureTable).values(row).returning().get(),
    undo: (id: number, undoneAt: number): void =>
      void db.update(signatureTable).set({ undoneAt }).where(eq(signatureTable.id, id)).run(),
  };
}
