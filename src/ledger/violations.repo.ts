/** Finds rows of the ledger by filter, with where each stands. A month's rows are read by their index and sorted: they are few. */
import { type SQL, sql } from 'drizzle-orm';
import type { attributionBases } from '../attributions/attributions.schemas.ts';
import { isContested, isHiddenFrom, isOfOwnHousehold } from '../findings/standing-verdicts.repo.ts';
import type { Category } from '../inference/categories.ts';
import type { Db } from '../platform/db/database.ts';
import type { ViolationFilter, violationStates } from './violations.schemas.ts';

export type ViolationsRepo = ReturnType<typeof createViolationsRepo>;

/** What is looked for, and by whom. */
export interface LedgerFilter extends Omit<ViolationFilter, 'month' | 'from' | 'to'> {
  /** Months, both included: they bound what is read. */
  months: { from: string; to: string };
  /** Moments of the content, from the first to before the second; null: all of the months. */
  time: { from: number; to: number } | null;
  /** Estates of who asks; null: all. */
  estates: number[] | null;
  viewer: {
    householdId: number | null;
    /** Of somebody who may be dealt a second look: what waits for one is left out. Null: nothing is dealt to them. */
    reviews: { id: number; now: number } | null;
  };
}

export interface LedgerRow {
  id: number;
  findingId: string;
  verdictId: number;
  episodeId: number | null;
  occurredAt: number;
  month: string;
  createdAt: number;
  estateId: number;
  estate: string;
  stationId: number;
  station: string;
  binId: number | null;
  bin: string | null;
  expected: Category;
  actual: Category | 'mixed';
  state: (typeof violationStates)[number];
  contested: number;
  householdId: number | null;
  unitId: number | null;
  /** Building, unit and room. */
  label: string | null;
  basis: (typeof attributionBases)[number] | null;
  signedAt: number | null;
  voidedAt: number | null;
  voidReason: string | null;
}

/** Live attribution on the row's own verdict, with the home and the appeal that is open on it. */
const joined = sql`JOIN finding ON finding.id = violation.finding_id
  JOIN station ON station.id = violation.station_id JOIN estate ON estate.id = station.estate_id
  LEFT JOIN bin ON bin.id = violation.bin_id
  LEFT JOIN attribution ON attribution.finding_id = violation.finding_id AND attribution.ended_at IS NULL
    AND attribution.verdict_id = violation.verdict_id AND attribution.basis IS NOT NULL
    AND violation.voided_at IS NULL
  LEFT JOIN household ON household.id = attribution.household_id
  LEFT JOIN unit ON unit.id = coalesce(attribution.unit_id, household.unit_id)
  LEFT JOIN building ON building.id = unit.building_id`;

const hasOpenAppeal = sql`EXISTS (SELECT 1 FROM notice JOIN appeal ON appeal.notice_id = notice.id
  WHERE notice.attribution_id = attribution.id AND NOT EXISTS (SELECT 1 FROM appeal_decision
    WHERE appeal_decision.appeal_id = appeal.id AND appeal_decision.undone_at IS NULL))`;

const state = sql`CASE WHEN violation.voided_at IS NOT NULL THEN 'voided' WHEN attribution.id IS NULL THEN 'unnamed'
  WHEN attribution.signed_at IS NULL THEN 'unsigned' WHEN ${hasOpenAppeal} THEN 'appealed' ELSE 'signed' END`;

const label = sql`(building.name || ' ' || unit.name || coalesce(' ' || household.room, ''))`;

/** Who looks sees neither what waits for their blind second look nor what is said of their own home. */
function visibleTo({ estates, viewer }: Pick<LedgerFilter, 'estates' | 'viewer'>): SQL[] {
  const { reviews, householdId } = viewer;
  return [
    ...(estates === null ? [] : [sql`station.estate_id IN ${estates}`]),
    ...(reviews === null ? [] : [sql`NOT (${isHiddenFrom(reviews.id, reviews.now)})`]),
    ...(householdId === null ? [] : [sql`NOT ${isOfOwnHousehold(householdId)}`]),
  ];
}

function conditions(filter: LedgerFilter): SQL[] {
  const { time, estate, station, bin, expected, actual, state: wanted, home, months } = filter;
  const asked: [unknown, SQL][] = [
    [time, sql`violation.occurred_at >= ${time?.from} AND violation.occurred_at < ${time?.to}`],
    [estate, sql`station.estate_id = ${estate}`],
    [station, sql`violation.station_id = ${station}`],
    [bin, sql`violation.bin_id = ${bin}`],
    [expected, sql`violation.expected = ${expected}`],
    [actual, sql`violation.actual = ${actual}`],
    [wanted, sql`${state} = ${wanted}`],
    [home, sql`instr(replace(${label}, ' ', ''), ${home?.replaceAll(/\s/g, '')}) > 0`],
  ];
  return [
    sql`violation.month >= ${months.from} AND violation.month <= ${months.to}`,
    ...asked.flatMap(([value, one]) => (value === undefined || value === null ? [] : [one])),
    ...visibleTo(filter),
  ];
}

const from = (where: SQL[]): SQL =>
  sql`FROM violation INDEXED BY violation_month_station ${joined} WHERE ${sql.join(where, sql` AND `)}`;

const columns = sql`SELECT violation.id AS id, violation.finding_id AS findingId, violation.verdict_id AS verdictId,
  violation.episode_id AS episodeId, violation.occurred_at AS occurredAt, violation.month AS month,
  violation.created_at AS createdAt, estate.id AS estateId, estate.name AS estate, station.id AS stationId,
  station.name AS station, bin.id AS binId, bin.name AS bin, violation.expected AS expected, violation.actual AS actual,
  ${state} AS state, ${isContested} AS contested, attribution.household_id AS householdId,
  attribution.unit_id AS unitId, ${label} AS label, attribution.basis AS basis, attribution.signed_at AS signedAt,
  violation.voided_at AS voidedAt, violation.void_reason AS voidReason`;

export function createViolationsRepo(db: Db) {
  return {
    /** Rows after this one (null: from the first), the latest content first. */
    page: (filter: LedgerFilter, after: { at: number; id: number } | null, limit: number): LedgerRow[] => {
      const rest = after && sql`(violation.occurred_at, violation.id) < (${after.at}, ${after.id})`;
      return db.all<LedgerRow>(sql`${columns} ${from([...conditions(filter), ...(rest ? [rest] : [])])}
        ORDER BY violation.occurred_at DESC, violation.id DESC LIMIT ${limit}`);
    },
    count: (filter: LedgerFilter): { total: number; live: number } =>
      db.get<{ total: number; live: number }>(
        sql`SELECT count(*) AS total, coalesce(sum(violation.voided_at IS NULL), 0) AS live ${from(conditions(filter))}`,
      ) ?? { total: 0, live: 0 },
    find: (id: number, who: Pick<LedgerFilter, 'estates' | 'viewer'>): LedgerRow | null =>
      db.get<LedgerRow>(
        sql`${columns} FROM violation ${joined} WHERE ${sql.join([sql`violation.id = ${id}`, ...visibleTo(who)], sql` AND `)}`,
      ) ?? null,
    /** Months that have rows, latest first. */
    months: (): string[] =>
      db
        .all<{ month: string }>(sql`
          WITH RECURSIVE one (month) AS (
            SELECT max(month) FROM violation
            UNION ALL SELECT (SELECT max(month) FROM violation WHERE violation.month < one.month) FROM one
              WHERE one.month IS NOT NULL)
          SELECT month FROM one WHERE month IS NOT NULL`)
        .map(({ month }) => month),
    choices: (estates: number[] | null) =>
      db.all<{
        estateId: number;
        estate: string;
        stationId: number;
        station: string;
        binId: number | null;
        bin: string | null;
      }>(
        sql`SELECT estate.id AS estateId, estate.name AS estate, station.id AS stationId, station.name AS station,
            bin.id AS binId, bin.name AS bin
          FROM station JOIN estate ON estate.id = station.estate_id LEFT JOIN bin ON bin.station_id = station.id
          ${estates === null ? sql`` : sql`WHERE estate.id IN ${estates}`} ORDER BY estate.id, station.id, bin.id`,
      ),
  };
}
