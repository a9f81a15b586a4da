/** Reads and writes cameras, their views by revision, and their hours. */
import { and, eq, gt, gte, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Category } from '../inference/categories.ts';
import { binTable, estateTable, stationTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import { cameraHourTable, cameraTable, viewRevisionTable, viewTable } from './cameras.table.ts';

export type Camera = typeof cameraTable.$inferSelect;
export type Polygon = [number, number][];
export type CamerasRepo = ReturnType<typeof createCamerasRepo>;

/** What recording needs to know of a view revision. */
export interface ViewBinding {
  viewRevisionId: number;
  cameraId: number;
  binId: number;
  stationId: number;
  expected: Category;
  counting: boolean;
}

export function createCamerasRepo(db: Db) {
  const inForce = (cameraId: number, setRevision: number) =>
    and(
      eq(viewTable.cameraId, cameraId),
      lte(viewRevisionTable.fromSetRevision, setRevision),
      or(isNull(viewRevisionTable.untilSetRevision), gt(viewRevisionTable.untilSetRevision, setRevision)),
    );
  return {
    findByKeyHash: (keyHash: string): Camera | null =>
      db
        .select()
        .from(cameraTable)
        .where(and(eq(cameraTable.keyHash, keyHash), isNull(cameraTable.retiredAt)))
        .get() ?? null,
    find: (id: number): Camera | null => db.select().from(cameraTable).where(eq(cameraTable.id, id)).get() ?? null,
    list: () =>
      db
        .select({
          camera: cameraTable,
          station: {
            id: stationTable.id,
            name: stationTable.name,
            estateId: stationTable.estateId,
            openingHours: stationTable.openingHours,
          },
          estate: { id: estateTable.id, name: estateTable.name },
        })
        .from(cameraTable)
        .innerJoin(stationTable, eq(stationTable.id, cameraTable.stationId))
        .innerJoin(estateTable, eq(estateTable.id, stationTable.estateId))
        .where(isNull(cameraTable.retiredAt))
        .orderBy(estateTable.id, stationTable.id, cameraTable.id)
        .all(),
    update: (id: number, set: { name?: string; intervalS?: number; retiredAt?: number }): void =>
      void db.update(cameraTable).set(set).where(eq(cameraTable.id, id)).run(),
    insert: (row: Omit<typeof cameraTable.$inferInsert, 'id'>): number =>
      db.insert(cameraTable).values(row).returning().get().id,
    setKey: (id: number, keyHash: string | null): void =>
      void db.update(cameraTable).set({ keyHash }).where(eq(cameraTable.id, id)).run(),
    setViewSetRevision: (id: number, viewSetRevision: number): void =>
      void db.update(cameraTable).set({ viewSetRevision }).where(eq(cameraTable.id, id)).run(),
    markSeen: (id: number, lastSeenAt: number): void =>
      void db.update(cameraTable).set({ lastSeenAt }).where(eq(cameraTable.id, id)).run(),

    /** The views of a camera in one of its view set revisions. */
    viewSet: (cameraId: number, setRevision: number) =>
      db
        .select({
          viewId: viewTable.id,
          viewRevisionId: viewRevisionTable.id,
          binId: viewTable.binId,
          counting: viewTable.counting,
          polygon: viewRevisionTable.polygon,
        })
        .from(viewRevisionTable)
        .innerJoin(viewTable, eq(viewTable.id, viewRevisionTable.viewId))
        .where(inForce(cameraId, setRevision))
        .orderBy(viewRevisionTable.id)
        .all(),
    viewBinding: (viewRevisionId: number): ViewBinding | null =>
      db
        .select({
          viewRevisionId: viewRevisionTable.id,
          cameraId: viewTable.cameraId,
          binId: viewTable.binId,
          stationId: binTable.stationId,
          expected: binTable.expected,
          counting: viewTable.counting,
        })
        .from(viewRevisionTable)
        .innerJoin(viewTable, eq(viewTable.id, viewRevisionTable.viewId))
        .innerJoin(binTable, eq(binTable.id, viewTable.binId))
        .where(eq(viewRevisionTable.id, viewRevisionId))
        .get() ?? null,
    /** The camera whose view counts for a bin now; null when none does. */
    countingCameraOf: (binId: number): number | null =>
      db
        .select({ cameraId: viewTable.cameraId })
        .from(viewTable)
        .where(and(eq(viewTable.binId, binId), eq(viewTable.counting, true), isNull(viewTable.retiredAt)))
        .get()?.cameraId ?? null,
    insertView: (row: { cameraId: number; binId: number; counting: boolean }): number =>
      db.insert(viewTable).values(row).returning().get().id,
    insertViewRevision: (row: Omit<typeof viewRevisionTable.$inferInsert, 'id'>): number =>
      db.insert(viewRevisionTable).values(row).returning().get().id,
    endViewRevision: (id: number, untilSetRevision: number): void =>
      void db.update(viewRevisionTable).set({ untilSetRevision }).where(eq(viewRevisionTable.id, id)).run(),
    retireView: (id: number, retiredAt: number): void =>
      void db.update(viewTable).set({ retiredAt }).where(eq(viewTable.id, id)).run(),
    lastRevisionOf: (viewId: number): number =>
      db
        .select({ last: sql<number>`coalesce(max(${viewRevisionTable.revision}), 0)` })
        .from(viewRevisionTable)
        .where(eq(viewRevisionTable.viewId, viewId))
        .get()?.last ?? 0,

    /** Adds to an hour's counters, making its row when needed. */
    addToHour(
      cameraId: number,
      hourAt: number,
      add: { expected?: number; received?: number; unusable?: number },
    ): void {
      const { expected = 0, received = 0, unusable = 0 } = add;
      db.insert(cameraHourTable)
        .values({ cameraId, hourAt, expected, received, unusable })
        .onConflictDoUpdate({
          target: [cameraHourTable.cameraId, cameraHourTable.hourAt],
          set: {
            expected: sql`${cameraHourTable.expected} + ${expected}`,
            received: sql`${cameraHourTable.received} + ${received}`,
            unusable: sql`${cameraHourTable.unusable} + ${unusable}`,
          },
        })
        .run();
    },
    /** Cameras whose hours are not written down up to `until`. */
    withHoursToWrite: (until: number) =>
      db
        .select({
          id: cameraTable.id,
          intervalS: cameraTable.intervalS,
          hoursWrittenUntil: cameraTable.hoursWrittenUntil,
          openingHours: stationTable.openingHours,
        })
        .from(cameraTable)
        .innerJoin(stationTable, eq(stationTable.id, cameraTable.stationId))
        .where(and(isNull(cameraTable.retiredAt), lt(cameraTable.hoursWrittenUntil, until)))
        .all(),
    /** The hours of all cameras from a moment on. */
    hoursSince: (from: number) => db.select().from(cameraHourTable).where(gte(cameraHourTable.hourAt, from)).all(),
    setHoursWrittenUntil: (id: number, hoursWrittenUntil: number): void =>
      void db.update(cameraTable).set({ hoursWrittenUntil }).where(eq(cameraTable.id, id)).run(),
  };
}
