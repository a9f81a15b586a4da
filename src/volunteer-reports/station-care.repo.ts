/** Reads how the stations stand that somebody looks after. */
import { sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';

export type StationCareRepo = ReturnType<typeof createStationCareRepo>;

export function createStationCareRepo(db: Db) {
  return {
    /** When a bin was last photographed by the camera that counts it; null: never. */
    lastPhotoOf: (binId: number): number | null =>
      db.get<{ at: number | null }>(sql`
        SELECT max(captured_at) AS at FROM observation WHERE bin_id = ${binId} AND counting = 1 AND current = 1`)?.at ??
      null,
    /** Live violations of a month at a station, by bin. */
    violationsAt: (stationId: number, month: string) =>
      db.all<{ binId: number | null; violations: number }>(sql`
        SELECT bin_id AS binId, count(*) AS violations FROM violation
        WHERE month = ${month} AND station_id = ${stationId} AND voided_at IS NULL GROUP BY bin_id`),
    openEventsAt: (stationId: number): number =>
      db.get<{ events: number }>(sql`
        SELECT count(*) AS events FROM station_event WHERE station_id = ${stationId} AND done_at IS NULL`)?.events ?? 0,
  };
}
