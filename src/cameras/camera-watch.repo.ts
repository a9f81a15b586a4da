/** Reads and writes cameras' references, where they stand, and notices about them. */
import { and, desc, eq, gte, inArray, isNull, or } from 'drizzle-orm';
import { estateTable, stationTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import { cameraNoticeTable, cameraReferenceTable, cameraWatchTable } from './camera-watch.table.ts';
import { cameraTable } from './cameras.table.ts';

export type CameraReference = typeof cameraReferenceTable.$inferSelect;
export type CameraWatch = typeof cameraWatchTable.$inferSelect;
export type CameraNotice = typeof cameraNoticeTable.$inferSelect;
export type CameraWatchRepo = ReturnType<typeof createCameraWatchRepo>;

export function createCameraWatchRepo(db: Db) {
  const endedIn = (since: number | 'ever' | 'none') => {
    if (since === 'ever') return undefined;
    const open = isNull(cameraNoticeTable.until);
    return since === 'none' ? open : or(open, gte(cameraNoticeTable.endedAt, since));
  };
  return {
    reference: (cameraId: number): CameraReference | null =>
      db.select().from(cameraReferenceTable).where(eq(cameraReferenceTable.cameraId, cameraId)).get() ?? null,
    putReference: (row: CameraReference): void =>
      void db
        .insert(cameraReferenceTable)
        .values(row)
        .onConflictDoUpdate({ target: cameraReferenceTable.cameraId, set: row })
        .run(),
    removeReference: (cameraId: number): void =>
      void db.delete(cameraReferenceTable).where(eq(cameraReferenceTable.cameraId, cameraId)).run(),

    watch: (cameraId: number): CameraWatch | null =>
      db.select().from(cameraWatchTable).where(eq(cameraWatchTable.cameraId, cameraId)).get() ?? null,
    putWatch: (row: CameraWatch): void =>
      void db
        .insert(cameraWatchTable)
        .values(row)
        .onConflictDoUpdate({ target: cameraWatchTable.cameraId, set: row })
        .run(),

    openNotice: (cameraId: number, kind: CameraNotice['kind']): CameraNotice | null =>
      db
        .select()
        .from(cameraNoticeTable)
        .where(
          and(
            eq(cameraNoticeTable.cameraId, cameraId),
            eq(cameraNoticeTable.kind, kind),
            isNull(cameraNoticeTable.until),
          ),
        )
        .get() ?? null,
    insertNotice: (row: Omit<typeof cameraNoticeTable.$inferInsert, 'id'>): void =>
      void db.insert(cameraNoticeTable).values(row).run(),
    updateNotice: (id: number, set: Partial<Pick<CameraNotice, 'reason' | 'count' | 'until' | 'endedAt'>>): void =>
      void db.update(cameraNoticeTable).set(set).where(eq(cameraNoticeTable.id, id)).run(),
    /** Notices of these estates (null: of all), open ones and those that ended since a moment, ever or not at all; the latest first. */
    notices: (estates: readonly number[] | null, only: { endedSince: number | 'ever' | 'none'; limit: number }) =>
      db
        .select({
          notice: cameraNoticeTable,
          camera: { id: cameraTable.id, name: cameraTable.name },
          station: { id: stationTable.id, name: stationTable.name },
          estate: { id: estateTable.id, name: estateTable.name },
        })
        .from(cameraNoticeTable)
        .innerJoin(cameraTable, eq(cameraTable.id, cameraNoticeTable.cameraId))
        .innerJoin(stationTable, eq(stationTable.id, cameraTable.stationId))
        .innerJoin(estateTable, eq(estateTable.id, stationTable.estateId))
        .where(
          and(
            isNull(cameraTable.retiredAt),
            endedIn(only.endedSince),
            estates ? inArray(estateTable.id, [...estates]) : undefined,
          ),
        )
        .orderBy(desc(cameraNoticeTable.since))
        .limit(only.limit)
        .all(),
  };
}
