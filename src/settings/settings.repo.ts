/** Whether there is anything yet that depends on the community's time zone. */
import { cameraTable } from '../cameras/cameras.table.ts';
import { captureTable } from '../captures/captures.table.ts';
import type { Db } from '../platform/db/database.ts';

export type SettingsRepo = ReturnType<typeof createSettingsRepo>;

export function createSettingsRepo(db: Db) {
  return {
    /** Cameras have hours from their first on, photographs days. */
    hasRecords: (): boolean =>
      db.select({ id: cameraTable.id }).from(cameraTable).limit(1).get() !== undefined ||
      db.select({ id: captureTable.id }).from(captureTable).limit(1).get() !== undefined,
  };
}
