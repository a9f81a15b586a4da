/**
 * Red and black lists (红黑榜) of a month, from inputs alone: the same inputs always make the same list. Places are ranked by rate, with
 * its interval and enough evidence; homes are listed by counts, under a code that at least five homes fit. Pure.
 */
import { leastDays, type Participation, type RedHouseholds, rankRed, redHouseholds } from './red-households.rules.ts';

/** Fewest homes that a masked code must fit. */
export const leastHomes = 5;
/** Cases from which a household is listed: one slip puts nobody on a wall. */
const leastCases = 2;

export interface Figure {
  judged: number;
  /** Null: too few to estimate. */
  estimate: { rate: number; low: number; high: number } | null;
}

interface Place extends Figure {
  id: number;
  name: string;
  /** Where it is; null for estates. */
  within: string | null;
  /** The rate of the month before; null: not estimated. */
  before: number | null;
}

/** A case that may have consequences: confirmed, signed, past its term or appealed in vain. */
interface ListedCase {
  findingId: string;
  /** Null: it is only known of which unit. */
  householdId: number | null;
  unitId: number;
}

/** All that a list is made from; frozen with it. */
export interface ListInputs {
  month: string;
  community: Figure;
  estates: Place[];
  stations: Place[];
  bins: Place[];
  cases: ListedCase[];
  /** Missing: nobody recorded any in that month. */
  participation?: Participation;
}

/** Homes and units as they are when the list is made. */
export interface HomeRow {
  householdId: number;
  code: string;
  unitId: number;
  unit: string;
  building: string;
  estate: string;
}

/** `red`: the whole interval lies below the community's rate; `black`: above; `between`: it can't be told apart from it. */
type Standing = 'red' | 'black' | 'between';

interface RankedPlace {
  name: string;
  within: string | null;
  /** Equal for those whose rates print the same; null: too few to estimate. */
  rank: number | null;
  isTied: boolean;
  standing: Standing | null;
  judged: number;
  estimate: Figure['estimate'];
  /** Against the month before; null: one of the two was not estimated. */
  change: number | null;
}

interface CountRow {
  /** Of a building or unit its name; of a household its masked code. */
  name: string;
  within: string | null;
  cases: number;
  rank: number;
  isTied: boolean;
}

export interface MonthList {
  month: string;
  community: Figure;
  estates: RankedPlace[];
  stations: RankedPlace[];
  bins: RankedPlace[];
  buildings: CountRow[];
  units: CountRow[];
  households: CountRow[];
  /** Households with fewer cases than are listed. */
  unlisted: number;
  /** Null: there are no records of participation; missing from lists made before there could be any. */
  redHouseholds?: RedHouseholds | null;
}

/** As printed: to a tenth of a percent. What prints the same is a tie. */
const printed = (rate: number): number => Math.round(rate * 1_000);

function standingOf(estimate: NonNullable<Figure['estimate']>, community: Figure): Standing {
  const rate = community.estimate?.rate;
  if (rate === undefined) return 'between';
  return estimate.high < rate ? 'red' : estimate.low > rate ? 'black' : 'between';
}

function rankPlaces(places: readonly Place[], community: Figure): RankedPlace[] {
  const estimated = places.flatMap(({ estimate, id }) => (estimate ? [{ id, rate: printed(estimate.rate) }] : []));
  const ranked = places.map(({ id, name, within, judged, estimate, before }): RankedPlace & { id: number } => {
    const rate = estimate && printed(estimate.rate);
    return {
      id,
      name,
      within,
      judged,
      estimate,
      rank: rate === null ? null : 1 + estimated.filter((one) => one.rate < rate).length,
      isTied: rate !== null && estimated.some((one) => one.id !== id && one.rate === rate),
      standing: estimate && standingOf(estimate, community),
      change: estimate === null || before === null ? null : estimate.rate - before,
    };
  });
  return ranked
    .toSorted((a, b) => (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER) || a.id - b.id)
    .map(({ id: _, ...place }) => place);
}

function rankCounts(
  rows: readonly { name: string; within: string | null; cases: number; order: number }[],
): CountRow[] {
  return rows
    .toSorted((a, b) => b.cases - a.cases || a.order - b.order)
    .map(({ name, within, cases }) => ({
      name,
      within,
      cases,
      rank: 1 + rows.filter((one) => one.cases > cases).length,
      isTied: rows.filter((one) => one.cases === cases).length > 1,
    }));
}

function countBy<Key>(cases: readonly ListedCase[], keyOf: (one: ListedCase) => Key | null): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const one of cases) {
    const key = keyOf(one);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/**
 * The longest beginning of the code that at least five of the homes it may be fit, the rest as dots. `fitting` are the codes of
 * all homes that a reader can't rule out by what else the list says.
 */
export function maskCode(code: string, fitting: readonly string[]): string {
  let shown = 0;
  while (
    shown < code.length &&
    fitting.filter((one) => one.startsWith(code.slice(0, shown + 1))).length >= leastHomes
  ) {
    shown += 1;
  }
  return code.slice(0, shown) + '•'.repeat(code.length - shown);
}

/**
 * Homes by count. The units' counts stand on the same list, so that a home with n cases can only be in a unit with at least n:
 * the homes of those units are who the code has to fit. Where they are fewer than five, no household is listed.
 */
function listHouseholds(cases: readonly ListedCase[], homes: readonly HomeRow[], ofUnit: ReadonlyMap<number, number>) {
  const counts = countBy(cases, ({ householdId }) => householdId);
  const listed = homes.filter(({ householdId }) => (counts.get(householdId) ?? 0) >= leastCases);
  const rows = listed.flatMap((home) => {
    const count = counts.get(home.householdId) ?? 0;
    const fitting = homes.filter(({ unitId }) => (ofUnit.get(unitId) ?? 0) >= count).map(({ code }) => code);
    if (fitting.length < leastHomes) return [];
    return [{ name: maskCode(home.code, fitting), within: null, cases: count, order: 0 }];
  });
  const sorted = rows.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { households: rankCounts(sorted), unlisted: counts.size - rows.length };
}

/** Who is on the red list; nobody where fewer than five homes would hide them. */
export function listedRed(inputs: ListInputs, homes: readonly HomeRow[]): { home: HomeRow; days: number }[] {
  if (!inputs.participation || homes.length < leastHomes) return [];
  const blamed = new Set(inputs.cases.flatMap(({ householdId }) => (householdId === null ? [] : [householdId])));
  const homeOf = new Map(homes.map((home) => [home.householdId, home]));
  return redHouseholds(inputs.participation, blamed).flatMap(({ householdId, days }) => {
    const home = homeOf.get(householdId);
    return home ? [{ home, days }] : [];
  });
}

/** Any home may be on it, whatever else the list says: all of them are who a code has to fit. */
function listRed(inputs: ListInputs, homes: readonly HomeRow[]): RedHouseholds | null {
  if (!inputs.participation) return null;
  const codes = homes.map(({ code }) => code);
  const rows = listedRed(inputs, homes).map(({ home, days }) => ({ name: maskCode(home.code, codes), days }));
  return { leastDays, rows: rankRed(rows) };
}

/** The list of a month. */
export function makeList(inputs: ListInputs, homes: readonly HomeRow[]): MonthList {
  const { month, community, cases } = inputs;
  const units = new Map(homes.map((home) => [home.unitId, home]));
  const ofUnit = countBy(cases, ({ unitId }) => unitId);
  const unitRows = [...ofUnit].map(([id, count]) => {
    const home = units.get(id);
    return {
      name: `${home?.building ?? ''} ${home?.unit ?? ''}`.trim(),
      within: home?.estate ?? null,
      cases: count,
      order: id,
    };
  });
  const buildings = Map.groupBy(unitRows, ({ order, within }) => `${within} ${units.get(order)?.building ?? ''}`);
  const buildingRows = [...buildings.values()].map((ofOne) => ({
    name: units.get(ofOne[0]?.order ?? 0)?.building ?? '',
    within: ofOne[0]?.within ?? null,
    cases: ofOne.reduce((sum, one) => sum + one.cases, 0),
    order: Math.min(...ofOne.map(({ order }) => order)),
  }));
  return {
    month,
    community,
    estates: rankPlaces(inputs.estates, community),
    stations: rankPlaces(inputs.stations, community),
    bins: rankPlaces(inputs.bins, community),
    buildings: rankCounts(buildingRows),
    units: rankCounts(unitRows),
    ...listHouseholds(cases, homes, ofUnit),
    redHouseholds: listRed(inputs, homes),
  };
}

/** The inputs without the cases that no longer hold; null: all hold. What is void leaves a published list at once. */
export function withoutVoid(inputs: ListInputs, holding: ReadonlySet<string>): ListInputs | null {
  const cases = inputs.cases.filter(({ findingId }) => holding.has(findingId));
  return cases.length === inputs.cases.length ? null : { ...inputs, cases };
}

export type EditionState = 'draft' | 'signed' | 'published' | 'corrected';

/** Where an edition stands; `corrected`: a later one was published in its place. */
export function editionState(
  edition: { number: number; signedAt: number | null; publishedAt: number | null },
  latestPublished: number | null,
): EditionState {
  if (edition.publishedAt !== null) {
    return latestPublished !== null && latestPublished > edition.number ? 'corrected' : 'published';
  }
  return edition.signedAt === null ? 'draft' : 'signed';
}
