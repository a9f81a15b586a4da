/** Reads what a meeting should know: what waits too long, and cases with a picture that may be shown. */
import { sql } from 'drizzle-orm';
import { isContested } from '../findings/standing-verdicts.repo.ts';
import { isHiddenCapture } from '../photo-hidings/photo-hidings.repo.ts';
import type { Db } from '../platform/db/database.ts';

export interface Waiting {
  count: number;
  since: number | null;
}

/** A confirmed case whose picture may be shown, with the hour in which it was seen. */
export interface ShownCase {
  findingId: string;
  stationId: number;
  occurredAt: number;
}

export type MeetingPackRepo = ReturnType<typeof createMeetingPackRepo>;

export function createMeetingPackRepo(db: Db) {
  const one = (query: ReturnType<typeof sql>): Waiting => db.get<Waiting>(query) ?? { count: 0, since: null };
  return {
    /** Flags of before `at` without a verdict. */
    flags: (at: number): Waiting =>
      one(sql`SELECT count(*) AS count, min(finding.created_at) AS since FROM finding
        WHERE finding.state = 'open' AND finding.source = 'flag' AND finding.created_at < ${at}`),
    /** Cases in which two people differ since before `at`. */
    contested: (at: number): Waiting =>
      one(sql`SELECT count(*) AS count, min(violation.created_at) AS since FROM violation
        JOIN finding ON finding.id = violation.finding_id
        WHERE violation.voided_at IS NULL AND violation.created_at < ${at} AND ${isContested}`),
    /** Attributions of before `at` that nobody has signed. */
    signatures: (at: number): Waiting =>
      one(sql`SELECT count(*) AS count, min(attributed_at) AS since FROM attribution
        WHERE signed_at IS NULL AND ended_at IS NULL AND basis IS NOT NULL AND attributed_at < ${at}`),
    /** Notices of before `at`, still of a live attribution, that nobody has handed over. */
    notices: (at: number): Waiting =>
      one(sql`SELECT count(*) AS count, min(notice.created_at) AS since FROM notice
        JOIN attribution ON attribution.id = notice.attribution_id AND attribution.ended_at IS NULL
        WHERE notice.created_at < ${at} AND NOT EXISTS (SELECT 1 FROM notice_delivery
          WHERE notice_delivery.notice_id = notice.id AND notice_delivery.undone_at IS NULL)`),
    /** Appeals that should have been decided before `at`. */
    appeals: (at: number): Waiting =>
      one(sql`SELECT count(*) AS count, min(due_at) AS since FROM appeal
        WHERE due_at < ${at} AND NOT EXISTS (SELECT 1 FROM appeal_decision
          WHERE appeal_decision.appeal_id = appeal.id AND appeal_decision.undone_at IS NULL)`),
    /** Live, uncontested cases of the time with a picture that nobody has hidden; the latest first. */
    shown: (month: string, from: number, to: number): ShownCase[] =>
      db.all(sql`
        SELECT violation.finding_id AS findingId, violation.station_id AS stationId, violation.occurred_at AS occurredAt
        FROM violation JOIN finding ON finding.id = violation.finding_id
          LEFT JOIN observation ON observation.id = finding.observation_id
          JOIN capture ON capture.id = coalesce(observation.capture_id, finding.report_capture_id)
        WHERE violation.month = ${month} AND violation.occurred_at >= ${from} AND violation.occurred_at < ${to}
          AND violation.voided_at IS NULL AND NOT ${isContested} AND NOT ${isHiddenCapture}
        ORDER BY violation.occurred_at DESC, violation.id`),
  };
}
