/** Reads and writes the codes of stickers. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { placeCodeTable } from './stickers.table.ts';

export type PlaceCode = typeof placeCodeTable.$inferSelect;
export type StickersRepo = ReturnType<typeof createStickersRepo>;

export function createStickersRepo(db: Db) {
  return {
    find: (code: string): PlaceCode | null =>
      db.select().from(placeCodeTable).where(eq(placeCodeTable.code, code)).get() ?? null,
    all: (): PlaceCode[] => db.select().from(placeCodeTable).orderBy(asc(placeCodeTable.createdAt)).all(),
    /** The code in force for a bin, or for a station as a whole. */
    inForce: (stationId: number, binId: number | null): PlaceCode | null =>
      db
        .select()
        .from(placeCodeTable)
        .where(
          and(
            isNull(placeCodeTable.retiredAt),
            binId === null
              ? and(eq(placeCodeTable.stationId, stationId), isNull(placeCodeTable.binId))
              : eq(placeCodeTable.binId, binId),
          ),
        )
        .get() ?? null,
    /** False when the code is taken. */
    insert: (row: typeof placeCodeTable.$inferInsert): boolean =>
      db.insert(placeCodeTable).values(row).onConflictDoNothing({ target: placeCodeTable.code }).run().changes > 0,
    retire: (code: string, retiredAt: number): void =>
      void db.update(placeCodeTable).set({ retiredAt }).where(eq(placeCodeTable.code, code)).run(),
  };
}
