/** Reads and writes how cameras are asked for their picture. */
import { and, eq, isNull } from 'drizzle-orm';
import { cameraTable } from '../cameras/cameras.table.ts';
import { stationTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import { cameraPullTable } from './pulls.table.ts';

export type CameraPull = typeof cameraPullTable.$inferSelect;
export type PullsRepo = ReturnType<typeof createPullsRepo>;

export function createPullsRepo(db: Db) {
  return {
    find: (cameraId: number): CameraPull | null =>
      db.select().from(cameraPullTable).where(eq(cameraPullTable.cameraId, cameraId)).get() ?? null,
    put: (row: typeof cameraPullTable.$inferInsert): void =>
      void db
        .insert(cameraPullTable)
        .values(row)
        .onConflictDoUpdate({ target: cameraPullTable.cameraId, set: row })
        .run(),
    update: (cameraId: number, set: Partial<Omit<CameraPull, 'cameraId'>>): void =>
      void db.update(cameraPullTable).set(set).where(eq(cameraPullTable.cameraId, cameraId)).run(),
    remove: (cameraId: number): void =>
      void db.delete(cameraPullTable).where(eq(cameraPullTable.cameraId, cameraId)).run(),
    /** Those in service that are to be asked, with what says when. */
    enabled: () =>
      db
        .select({ pull: cameraPullTable, camera: cameraTable, openingHours: stationTable.openingHours })
        .from(cameraPullTable)
        .innerJoin(cameraTable, eq(cameraTable.id, cameraPullTable.cameraId))
        .innerJoin(stationTable, eq(stationTable.id, cameraTable.stationId))
        .where(and(eq(cameraPullTable.enabled, true), isNull(cameraTable.retiredAt)))
        .all(),
  };
}
