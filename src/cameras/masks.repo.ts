/** Reads and writes the masks of cameras by revision. */
import { and, asc, eq, gte } from 'drizzle-orm';
import { personTable } from '../people/people.table.ts';
import type { Db } from '../platform/db/database.ts';
import { cameraTable, maskSetTable } from './cameras.table.ts';

export type MaskSet = typeof maskSetTable.$inferSelect;
export type MasksRepo = ReturnType<typeof createMasksRepo>;

export function createMasksRepo(db: Db) {
  return {
    /** The set in force; null for a camera that has never had masks. */
    inForce: (cameraId: number): MaskSet | null =>
      db
        .select({ maskSet: maskSetTable })
        .from(maskSetTable)
        .innerJoin(
          cameraTable,
          and(eq(cameraTable.id, maskSetTable.cameraId), eq(cameraTable.maskSetRevision, maskSetTable.revision)),
        )
        .where(eq(maskSetTable.cameraId, cameraId))
        .get()?.maskSet ?? null,
    /** All sets from a revision on, oldest first. */
    since: (cameraId: number, revision: number): MaskSet[] =>
      db
        .select()
        .from(maskSetTable)
        .where(and(eq(maskSetTable.cameraId, cameraId), gte(maskSetTable.revision, revision)))
        .orderBy(asc(maskSetTable.revision))
        .all(),
    /** All sets, oldest first, with who set them; null: made with the demonstration. */
    history: (cameraId: number): { maskSet: MaskSet; setBy: { id: number; name: string } | null }[] =>
      db
        .select({ maskSet: maskSetTable, setBy: { id: personTable.id, name: personTable.name } })
        .from(maskSetTable)
        .leftJoin(personTable, eq(personTable.id, maskSetTable.setBy))
        .where(eq(maskSetTable.cameraId, cameraId))
        .orderBy(asc(maskSetTable.revision))
        .all(),
    /** Adds the set and puts it in force. */
    insert(row: Omit<typeof maskSetTable.$inferInsert, 'id'>): void {
      db.insert(maskSetTable).values(row).run();
      db.update(cameraTable).set({ maskSetRevision: row.revision }).where(eq(cameraTable.id, row.cameraId)).run();
    },
  };
}
