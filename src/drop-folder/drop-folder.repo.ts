/** Reads and writes the drop folder's settings, whose each folder is, and what was put aside. */
import { and, asc, desc, eq, isNull, lte } from 'drizzle-orm';
import { cameraTable } from '../cameras/cameras.table.ts';
import type { Db } from '../platform/db/database.ts';
import { dropRejectionTable, dropSettingTable, dropSourceTable } from './drop-folder.table.ts';

export type DropFolderRepo = ReturnType<typeof createDropFolderRepo>;
const keptRejections = 200;

export function createDropFolderRepo(db: Db) {
  const inService = (where: ReturnType<typeof and>) =>
    db
      .select({ source: dropSourceTable, camera: cameraTable })
      .from(dropSourceTable)
      .innerJoin(cameraTable, eq(cameraTable.id, dropSourceTable.cameraId))
      .where(and(isNull(cameraTable.retiredAt), where))
      .orderBy(asc(dropSourceTable.folder), asc(dropSourceTable.channel));
  return {
    setting: () => db.select().from(dropSettingTable).where(eq(dropSettingTable.id, 1)).get() ?? null,
    putSetting: (set: { patterns: string[]; keepsDone: boolean }): void =>
      void db
        .insert(dropSettingTable)
        .values({ id: 1, ...set })
        .onConflictDoUpdate({ target: dropSettingTable.id, set })
        .run(),
    sources: () => inService(undefined).all(),
    sourcesOf: (folder: string) => inService(eq(dropSourceTable.folder, folder)).all(),
    source: (cameraId: number) =>
      db.select().from(dropSourceTable).where(eq(dropSourceTable.cameraId, cameraId)).get() ?? null,
    putSource: (row: typeof dropSourceTable.$inferInsert): void =>
      void db
        .insert(dropSourceTable)
        .values(row)
        .onConflictDoUpdate({ target: dropSourceTable.cameraId, set: row })
        .run(),
    removeSource: (cameraId: number): void =>
      void db.delete(dropSourceTable).where(eq(dropSourceTable.cameraId, cameraId)).run(),
    rejections: (limit: number) =>
      db.select().from(dropRejectionTable).orderBy(desc(dropRejectionTable.id)).limit(limit).all(),
    /** Notes one and forgets the oldest beyond what is kept. */
    reject(path: string, reason: string, rejectedAt: number): void {
      const { id } = db.insert(dropRejectionTable).values({ path, reason, rejectedAt }).returning().get();
      db.delete(dropRejectionTable)
        .where(lte(dropRejectionTable.id, id - keptRejections))
        .run();
    },
  };
}
