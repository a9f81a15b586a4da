/** Finds what was judged. Which index is walked is said here, as the tables' sizes tell the planner nothing. */
import { asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { violationTable } from '../ledger/ledger.table.ts';
import { personTable } from '../people/people.table.ts';
import type { Db } from '../platform/db/database.ts';
import { verdictTable } from './findings.table.ts';
import { isHiddenFrom } from './standing-verdicts.repo.ts';

export type LookbackRepo = ReturnType<typeof createLookbackRepo>;

/** What is looked for; null and left out: any. `days` of the content, both included. */
export interface JudgedFilter {
  /** Who looks, and when: what waits for a second look of theirs is left out. */
  viewer: { id: number; now: number };
  estates: number[] | null;
  days: { from: string; to: string } | null;
  estate?: number | undefined;
  station?: number | undefined;
  source?: string | undefined;
  judgement?: string | undefined;
  actual?: string | undefined;
  expected?: string | undefined;
  reviewer?: number | undefined;
  scoreFrom?: number | undefined;
  scoreTo?: number | undefined;
}

/** A person's verdicts have an index; else the days bound the findings; else the newest verdicts come first anyway. */
function walked({ reviewer, days, station }: JudgedFilter): SQL {
  if (reviewer === undefined && days && station !== undefined) {
    return sql`finding INDEXED BY finding_station_day CROSS JOIN verdict ON verdict.finding_id = finding.id`;
  }
  if (reviewer === undefined && days) {
    return sql`finding INDEXED BY finding_day_station CROSS JOIN verdict ON verdict.finding_id = finding.id`;
  }
  const verdicts = reviewer === undefined ? sql`verdict` : sql`verdict INDEXED BY verdict_person`;
  return sql`${verdicts} CROSS JOIN finding ON finding.id = verdict.finding_id`;
}

function conditions(filter: JudgedFilter): SQL[] {
  const { estates, days, station, estate, source, judgement, actual, expected, reviewer, scoreFrom, scoreTo } = filter;
  const asked: [unknown, SQL][] = [
    [days, sql`finding.day >= ${days?.from} AND finding.day <= ${days?.to}`],
    [station, sql`finding.station_id = ${station}`],
    [estate, sql`station.estate_id = ${estate}`],
    [source, sql`finding.source = ${source}`],
    [judgement, sql`verdict.judgement = ${judgement}`],
    [actual, sql`verdict.actual = ${actual}`],
    [expected, sql`coalesce(episode.expected, volunteer_report.expected) = ${expected}`],
    [reviewer, sql`verdict.person_id = ${reviewer}`],
    [scoreFrom, sql`observation.score >= ${scoreFrom}`],
    [scoreTo, sql`observation.score <= ${scoreTo}`],
  ];
  const { viewer } = filter;
  const mine = [sql`NOT (${isHiddenFrom(viewer.id, viewer.now)})`];
  if (estates !== null) mine.push(sql`station.estate_id IN ${estates}`);
  return [...asked.flatMap(([value, one]) => (value === undefined || value === null ? [] : [one])), ...mine];
}

function from(filter: JudgedFilter, more: SQL[]): SQL {
  return sql`FROM ${walked(filter)} CROSS JOIN station ON station.id = finding.station_id
    LEFT JOIN observation ON observation.id = verdict.observation_id
    LEFT JOIN episode ON episode.id = finding.episode_id
    LEFT JOIN volunteer_report ON volunteer_report.capture_id = finding.report_capture_id
    WHERE ${sql.join([sql`verdict.undone_at IS NULL`, ...conditions(filter), ...more], sql` AND `)}`;
}

export function createLookbackRepo(db: Db) {
  const undoer = alias(personTable, 'undoer');
  return {
    /** Findings with a live verdict before this one (null: from the newest), the newest verdict first. */
    judged: (filter: JudgedFilter, before: number | null, limit: number) =>
      db.all<{ findingId: string; verdictId: number }>(sql`
        SELECT finding.id AS findingId, verdict.id AS verdictId
        ${from(filter, [sql`verdict.id < ${before ?? Number.MAX_SAFE_INTEGER}`])}
        ORDER BY verdict.id DESC LIMIT ${limit}`),
    count: (filter: JudgedFilter): number =>
      db.get<{ rows: number }>(
        sql`SELECT count(*) AS rows ${from(filter, [sql`verdict.id < ${Number.MAX_SAFE_INTEGER}`])}`,
      )?.rows ?? 0,
    /** Everybody who has given a verdict, by name. */
    reviewers: () =>
      db
        .select({ id: personTable.id, name: personTable.name })
        .from(personTable)
        .where(sql`EXISTS (SELECT 1 FROM verdict INDEXED BY verdict_person WHERE person_id = ${personTable.id})`)
        .orderBy(asc(personTable.name))
        .all(),
    /** All verdicts ever given on these findings, oldest first. */
    verdictsOn: (findingIds: string[]) =>
      db
        .select({
          verdict: verdictTable,
          by: { id: personTable.id, name: personTable.name },
          undoneBy: { id: undoer.id, name: undoer.name },
        })
        .from(verdictTable)
        .innerJoin(personTable, eq(personTable.id, verdictTable.personId))
        .leftJoin(undoer, eq(undoer.id, verdictTable.undoneBy))
        .where(inArray(verdictTable.findingId, findingIds))
        .orderBy(asc(verdictTable.id))
        .all(),
    /** Rows of the ledger that stand or stood on these verdicts, oldest first. */
    violationsOn: (verdictIds: number[]) =>
      db
        .select()
        .from(violationTable)
        .where(inArray(violationTable.verdictId, verdictIds))
        .orderBy(asc(violationTable.id))
        .all(),
  };
}
