/** Reads a month's sample: what was judged of flags and audits, and how much there was to judge. */
import { sql } from 'drizzle-orm';
import { isOriginal, standingVerdictId } from '../findings/standing-verdicts.repo.ts';
import type { Category } from '../inference/categories.ts';
import { isHiddenFinding } from '../photo-hidings/photo-hidings.repo.ts';
import type { Db } from '../platform/db/database.ts';

/** An episode that was judged as a flag or an audit; one that was flagged after its draw counts as drawn. */
export interface JudgedEpisode {
  episodeId: number;
  /** Community day of the content. */
  day: string;
  source: 'flag' | 'audit';
  stationId: number;
  estateId: number;
  binId: number;
  /** Of the first frame, on the community's clock: 0 to 23. */
  hour: number;
  expected: Category;
  /** Of the audit draw; null for flags. */
  stratum: string | null;
  /** Of the audit draw; 1 for flags. */
  selection: number;
  judgement: 'misplaced' | 'fits' | 'unclear' | 'no_waste';
  actual: Category | 'mixed' | null;
  isDuplicate: boolean;
}

/** How many of a day were there to be judged; what a draw at the end of the month left is not among them. */
export interface DayCount {
  day: string;
  source: 'flag' | 'audit';
  findings: number;
  judged: number;
}

export type JudgedEpisodesRepo = ReturnType<typeof createJudgedEpisodesRepo>;

/** Flags of what had not been drawn before, and audits. */
const isSample = sql`finding.episode_id IS NOT NULL AND ${isOriginal}
  AND (finding.source = 'audit' OR finding.source = 'flag' AND episode.stratum IS NULL)`;

/** `hourOf` tells the hour on the community's clock. */
export function createJudgedEpisodesRepo(db: Db, hourOf: (at: number) => number) {
  return {
    /** Of the days from `fromDay` to before `toDay`. */
    judged: (fromDay: string, toDay: string): JudgedEpisode[] =>
      db
        .all<Omit<JudgedEpisode, 'isDuplicate' | 'hour'> & { isDuplicate: number; startedAt: number }>(sql`
          SELECT episode.id AS episodeId, finding.day AS day, finding.source AS source, episode.station_id AS stationId,
            station.estate_id AS estateId, episode.bin_id AS binId, episode.started_at AS startedAt, episode.expected AS expected, episode.stratum AS stratum,
            finding.selection_probability AS selection, verdict.judgement AS judgement, verdict.actual AS actual,
            episode.duplicate_of_id IS NOT NULL AS isDuplicate
          FROM finding JOIN episode ON episode.id = finding.episode_id JOIN station ON station.id = episode.station_id
            JOIN verdict ON verdict.id = ${standingVerdictId}
          WHERE finding.day >= ${fromDay} AND finding.day < ${toDay} AND ${isSample}
          ORDER BY episode.id`)
        .map(({ startedAt, ...row }) => ({ ...row, hour: hourOf(startedAt), isDuplicate: row.isDuplicate === 1 })),
    /** Days that have had their draw of audits. */
    drawnDays: (fromDay: string, toDay: string): string[] =>
      db
        .all<{ day: string }>(sql`
          SELECT day FROM audit_draw WHERE day >= ${fromDay} AND day < ${toDay} AND episodes > 0 OR day IN (
            SELECT finding.day FROM finding JOIN audit_draw ON audit_draw.day = finding.day
            WHERE finding.day >= ${fromDay} AND finding.day < ${toDay})
          ORDER BY day`)
        .map(({ day }) => day),
    counts: (fromDay: string, toDay: string): DayCount[] =>
      db.all<DayCount>(sql`
        SELECT finding.day AS day, finding.source AS source, count(*) AS findings, sum(finding.state = 'judged') AS judged
        FROM finding JOIN episode ON episode.id = finding.episode_id
        WHERE finding.day >= ${fromDay} AND finding.day < ${toDay} AND ${isSample} AND finding.state <> 'not_reviewed'
          AND NOT (finding.state = 'open' AND ${isHiddenFinding})
        GROUP BY finding.day, finding.source ORDER BY finding.day, finding.source`),
    /** Flags that a draw at the end of the month left. */
    notReviewed: (fromDay: string, toDay: string): number =>
      db.get<{ rows: number }>(sql`
        SELECT count(*) AS rows FROM finding WHERE day >= ${fromDay} AND day < ${toDay}
          AND source = 'flag' AND state = 'not_reviewed'`)?.rows ?? 0,
  };
}
