/** Reads and writes what is known of cameras' health. */
import { and, asc, eq, gte, lt } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { cameraHealthTable } from './camera-health.table.ts';
import { cameraHourTable } from './cameras.table.ts';

export type CameraHealth = typeof cameraHealthTable.$inferSelect;
export type CameraHealthRepo = ReturnType<typeof createCameraHealthRepo>;

export function createCameraHealthRepo(db: Db) {
  return {
    find: (cameraId: number): CameraHealth | null =>
      db.select().from(cameraHealthTable).where(eq(cameraHealthTable.cameraId, cameraId)).get() ?? null,
    /** Changes what is given and leaves the rest, making the row when needed. */
    put: (cameraId: number, set: Partial<Omit<CameraHealth, 'cameraId'>>): void =>
      void db
        .insert(cameraHealthTable)
        .values({ cameraId, ...set })
        .onConflictDoUpdate({ target: cameraHealthTable.cameraId, set })
        .run(),
    /** The hours of a camera from a moment up to before another, oldest first. */
    hours: (cameraId: number, from: number, until: number) =>
      db
        .select()
        .from(cameraHourTable)
        .where(
          and(
            eq(cameraHourTable.cameraId, cameraId),
            gte(cameraHourTable.hourAt, from),
            lt(cameraHourTable.hourAt, until),
          ),
        )
        .orderBy(asc(cameraHourTable.hourAt))
        .all(),
  };
}
