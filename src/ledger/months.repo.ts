/** Counts a month's rows by station. */
import { sql } from 'drizzle-orm';
import { isContested, isOriginal, standingVerdictId } from '../findings/standing-verdicts.repo.ts';
import { isHiddenFinding } from '../photo-hidings/photo-hidings.repo.ts';
import type { Db } from '../platform/db/database.ts';

export type MonthsRepo = ReturnType<typeof createMonthsRepo>;

export function createMonthsRepo(db: Db) {
  return {
    /** Photographs by station, taken from `from` up to before `to`. */
    photos: (from: number, to: number) =>
      db.all<{ stationId: number; photos: number; unreadable: number; reported: number }>(sql`
        SELECT station_id AS stationId, count(*) AS photos, sum(state = 'unreadable') AS unreadable,
          sum(person_id IS NOT NULL) AS reported
        FROM capture WHERE captured_at >= ${from} AND captured_at < ${to} GROUP BY station_id`),
    /** Episodes by station that began in the time. */
    episodes: (from: number, to: number) =>
      db.all<{ stationId: number; episodes: number; flagged: number }>(sql`
        SELECT station_id AS stationId, count(*) AS episodes, sum(flagged) AS flagged
        FROM episode WHERE started_at >= ${from} AND started_at < ${to} GROUP BY station_id`),
    /** Findings by station whose content is of the days, by state and verdict. */
    findings: (fromDay: string, toDay: string) =>
      db.all<{
        stationId: number;
        open: number;
        misplaced: number;
        fits: number;
        unclear: number;
        noWaste: number;
      }>(sql`
        SELECT finding.station_id AS stationId, sum(finding.state = 'open' AND NOT ${isHiddenFinding}) AS open,
          sum(verdict.judgement IS 'misplaced') AS misplaced, sum(verdict.judgement IS 'fits') AS fits,
          sum(verdict.judgement IS 'unclear') AS unclear, sum(verdict.judgement IS 'no_waste') AS noWaste
        FROM finding LEFT JOIN verdict ON verdict.id = ${standingVerdictId}
        WHERE ${isOriginal} AND finding.day >= ${fromDay} AND finding.day < ${toDay} GROUP BY finding.station_id`),
    /** Live violations of the month by station. */
    violations: (month: string) =>
      db.all<{ stationId: number; violations: number; contested: number }>(sql`
        SELECT violation.station_id AS stationId, count(*) AS violations, sum(${isContested}) AS contested
        FROM violation JOIN finding ON finding.id = violation.finding_id
        WHERE month = ${month} AND voided_at IS NULL GROUP BY violation.station_id`),
    /** Camera hours by station, of those that begin from `from` up to before `to`. */
    hours: (from: number, to: number) =>
      db.all<{ stationId: number; expected: number; received: number; unusable: number; lost: number }>(sql`
        SELECT camera.station_id AS stationId, sum(expected) AS expected, sum(received) AS received,
          sum(unusable) AS unusable, sum(min(expected, max(0, expected - received + unusable))) AS lost
        FROM camera_hour JOIN camera ON camera.id = camera_hour.camera_id
        WHERE hour_at >= ${from} AND hour_at < ${to} GROUP BY camera.station_id`),
    earliestPhoto: (): number | null =>
      db.get<{ at: number | null }>(sql`SELECT min(captured_at) AS at FROM capture`)?.at ?? null,
  };
}
