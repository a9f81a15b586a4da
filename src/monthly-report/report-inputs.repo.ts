/** Reads what a report is computed from. Long reads: for the report's thread, never for the connection that intake writes with. */
import { sql } from 'drizzle-orm';
import { isContested, isOriginal, standingVerdictId } from '../findings/standing-verdicts.repo.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Db } from '../platform/db/database.ts';
import type { CaseNow, VoidedSince } from './corrections.rules.ts';
import type { BinRow, CameraHourRow, LookRow, ReportInputs, StationRow } from './report-inputs.ts';

/** Zones differ from UTC by quarters of hours, so a quarter lies within one hour of any clock. */
const quarterMs = 900_000;

/** Asks the calendar once for each quarter of an hour. */
function remember<Value>(of: (at: number) => Value): (at: number) => Value {
  const known = new Map<number, Value>();
  return (at) => {
    const quarter = Math.floor(at / quarterMs);
    const value = known.get(quarter) ?? of(at);
    known.set(quarter, value);
    return value;
  };
}

export function createReportInputsRepo(db: Db, calendar: Pick<Calendar, 'dayOf' | 'hourOf'>) {
  const dayOf = remember(calendar.dayOf);
  const hourOf = remember(calendar.hourOf);
  return {
    hourOf,
    stations: (): StationRow[] =>
      db
        .all<{ id: number; name: string; estateId: number; estateName: string }>(sql`
          SELECT station.id AS id, station.name AS name, estate.id AS estateId, estate.name AS estateName
          FROM station JOIN estate ON estate.id = station.estate_id ORDER BY estate.id, station.id`)
        .map(({ id, name, estateId, estateName }) => ({ id, name, estate: { id: estateId, name: estateName } })),
    bins: (): BinRow[] => db.all<BinRow>(sql`SELECT id, name, station_id AS stationId, expected FROM bin ORDER BY id`),
    cameras: (): ReportInputs['cameras'] =>
      db.all(sql`SELECT id, name, station_id AS stationId FROM camera ORDER BY id`),
    /** Episodes by station that began in the time. */
    episodes: (from: number, to: number): ReportInputs['episodes'] =>
      db.all(sql`
        SELECT station_id AS stationId, count(*) AS episodes, sum(flagged) AS flagged
        FROM episode WHERE started_at >= ${from} AND started_at < ${to} GROUP BY station_id ORDER BY station_id`),
    /** Live rows of the month's ledger, with the day on which each was made. */
    cases: (month: string): CaseNow[] =>
      db
        .all<
          Omit<CaseNow, 'isContested' | 'day' | 'on'> & { contested: number; occurredAt: number; createdAt: number }
        >(sql`
          SELECT violation.id AS violation, CASE WHEN violation.episode_id IS NULL
              THEN 'report:' || violation.report_capture_id ELSE 'episode:' || violation.episode_id END AS subject,
            violation.month AS month, violation.station_id AS stationId, violation.bin_id AS binId,
            violation.expected AS expected, violation.actual AS actual, violation.occurred_at AS occurredAt,
            violation.created_at AS createdAt, ${isContested} AS contested
          FROM violation JOIN finding ON finding.id = violation.finding_id
          WHERE violation.month = ${month} AND violation.voided_at IS NULL ORDER BY violation.id`)
        .map(({ contested, occurredAt, createdAt, ...row }) => ({
          ...row,
          day: dayOf(occurredAt),
          isContested: contested === 1,
          on: dayOf(createdAt),
        })),
    voided: (month: string): VoidedSince[] =>
      db
        .all<{ violation: number; at: number }>(sql`
          SELECT id AS violation, voided_at AS at FROM violation
          WHERE month = ${month} AND voided_at IS NOT NULL ORDER BY id`)
        .map(({ violation, at }) => ({ violation, on: dayOf(at) })),
    /** Second looks at what was seen on the days. */
    looks: (fromDay: string, toDay: string): LookRow[] =>
      db
        .all<Omit<LookRow, 'isOverruled'> & { overruled: number }>(sql`
          SELECT second_look.state AS state, agreement, one.judgement AS first, other.judgement AS second,
            second_look.state = 'decided' AND standing_verdict_id IS NOT one.id AS overruled
          FROM finding JOIN second_look ON second_look.finding_id = finding.id
            LEFT JOIN verdict AS one ON one.finding_id = second_look.finding_id AND one.undone_at IS NULL
            LEFT JOIN verdict AS other ON other.finding_id = second_look.second_id AND other.undone_at IS NULL
          WHERE finding.day >= ${fromDay} AND finding.day < ${toDay} AND second_look.state <> 'withdrawn'
          ORDER BY second_look.id`)
        .map(({ overruled, ...row }) => ({ ...row, isOverruled: overruled === 1 })),
    /** Hours of cameras that begin in the time. */
    hours: (from: number, to: number): CameraHourRow[] =>
      db
        .all<Omit<CameraHourRow, 'day' | 'hour'> & { hourAt: number }>(sql`
          SELECT camera_id AS cameraId, camera.station_id AS stationId, hour_at AS hourAt, expected, received, unusable
          FROM camera_hour JOIN camera ON camera.id = camera_hour.camera_id
          WHERE hour_at >= ${from} AND hour_at < ${to} ORDER BY camera_id, hour_at`)
        .map(({ hourAt, ...row }) => ({ ...row, day: dayOf(hourAt), hour: hourOf(hourAt) })),
    /** Volunteers' reports taken in the time, with what the state of each is made of. */
    reports: (from: number, to: number) =>
      db.all<{
        captureState: 'received' | 'queued' | 'classified' | 'unreadable' | 'failed';
        isEvent: number;
        isDone: number;
        findingState: 'open' | 'judged' | 'not_reviewed' | null;
        judgement: string | null;
        contested: number;
        episodeId: number | null;
      }>(sql`
        SELECT capture.state AS captureState, station_event.id IS NOT NULL AS isEvent,
          station_event.done_at IS NOT NULL AS isDone, finding.state AS findingState, verdict.judgement AS judgement,
          ${isContested} AS contested, volunteer_report.episode_id AS episodeId
        FROM volunteer_report JOIN capture ON capture.id = volunteer_report.capture_id
          LEFT JOIN station_event ON station_event.report_id = volunteer_report.id
          LEFT JOIN finding ON finding.report_capture_id = volunteer_report.capture_id AND ${isOriginal}
          LEFT JOIN verdict ON verdict.id = ${standingVerdictId}
        WHERE volunteer_report.captured_at >= ${from} AND volunteer_report.captured_at < ${to}`),
  };
}
