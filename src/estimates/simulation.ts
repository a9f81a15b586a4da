/** Months with a known truth, drawn and judged as real ones are, to see how often the interval covers it. */
import { allocate } from './draw.rules.ts';
import { estimateRatio, type Judged } from './ratio.rules.ts';
import { bandCount, collapseStrata, spreadOfBand, stratumOf } from './strata.rules.ts';

/** A kind of month. Chances are per episode, by day (0 to 29) and station group. */
export interface MonthKind {
  name: string;
  days: number;
  groups: number;
  /** Mean number of episodes. */
  episodes(day: number, group: number): number;
  /** True rate of misplacement. */
  rate(day: number, group: number): number;
  /** Chance that the model flags what is misplaced, and what is right. */
  recall(day: number): number;
  falseFlags(day: number): number;
  /** Share that nobody could judge. */
  unjudgeable: number;
  /** Audits a day. */
  budget: number;
  /** Share of flags judged by the end of the month. */
  finished: number;
  /** Share of the others that a further draw says are judged; the rest is left. */
  drawn: number;
}

const plain: MonthKind = {
  name: 'plain',
  days: 30,
  groups: 5,
  episodes: () => 60,
  rate: () => 0.07,
  recall: () => 0.75,
  falseFlags: () => 0.01,
  unjudgeable: 0.08,
  budget: 30,
  finished: 1,
  drawn: 0,
};

export const monthKinds: readonly MonthKind[] = [
  plain,
  { ...plain, name: 'rare', rate: () => 0.02 },
  { ...plain, name: 'common', rate: () => 0.3 },
  {
    ...plain,
    name: 'uneven days',
    episodes: (day) => (day % 7 > 4 ? 150 : 30),
    rate: (day) => (day % 7 > 4 ? 0.12 : 0.05),
  },
  {
    ...plain,
    name: 'uneven stations',
    episodes: (_, group) => 20 + 40 * group,
    rate: (_, group) => 0.02 + 0.03 * group,
  },
  { ...plain, name: 'drifting model', recall: (day) => 0.9 - day / 50, falseFlags: (day) => 0.005 + day / 1500 },
  { ...plain, name: 'unfinished queue', finished: 0, drawn: 0.4, falseFlags: () => 0.04 },
  { ...plain, name: 'rest drawn', finished: 0.5, drawn: 0.3, falseFlags: () => 0.04 },
];

type Random = () => number;

/** Mulberry32: small, seeded, good enough for drawing. */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Episode {
  misplaced: boolean;
  judgeable: boolean;
  flagged: boolean;
  stratum: string;
}

/** The score follows the truth loosely: what is misplaced and not flagged is more often in a higher band. */
function bandAtRandom(misplaced: boolean, random: Random): number {
  const [low, middle] = misplaced ? [0.2, 0.5] : [0.8, 0.95];
  const place = random();
  return place < low ? 0 : place < middle ? 1 : bandCount - 1;
}

function makeDay(kind: MonthKind, day: number, random: Random): Episode[] {
  const episodes: Episode[] = [];
  for (let group = 0; group < kind.groups; group += 1) {
    const count = Math.round(kind.episodes(day, group) * (0.8 + 0.4 * random()));
    for (let index = 0; index < count; index += 1) {
      const judgeable = random() >= kind.unjudgeable;
      const misplaced = judgeable && random() < kind.rate(day, group);
      const flagged = random() < (misplaced ? kind.recall(day) : kind.falseFlags(day));
      const stratum = flagged ? `flag/${group}` : stratumOf(String(group), bandAtRandom(misplaced, random));
      episodes.push({ misplaced, judgeable, flagged, stratum });
    }
  }
  return episodes;
}

/** `count` of them, each set of that size alike likely. */
function sample<T>(items: T[], count: number, random: Random): T[] {
  for (let index = 0; index < count; index += 1) {
    const other = index + Math.floor(random() * (items.length - index));
    [items[index], items[other]] = [items[other] as T, items[index] as T];
  }
  return items.slice(0, count);
}

const toJudged =
  (selection: number) =>
  (episode: Episode): Judged => ({ ...episode, selection });
const spreadOf = (stratum: string): number => spreadOfBand(Number(stratum[0]));

function judgeDay(kind: MonthKind, episodes: Episode[], random: Random): Judged[] {
  const byStratum = Map.groupBy(
    episodes.filter(({ flagged }) => !flagged),
    ({ stratum }) => stratum,
  );
  const sizes = [...byStratum].map(([stratum, { length: size }]) => ({ stratum, size, spread: spreadOf(stratum) }));
  const audits = allocate(sizes, kind.budget);
  return [...byStratum].flatMap(([stratum, members]) => {
    const count = audits.get(stratum) ?? 0;
    return sample(members, count, random).map(toJudged(count / members.length));
  });
}

/** At the end: those that were judged count in full, and a draw from the others stands for these. */
function judgeFlags(kind: MonthKind, flags: Episode[], random: Random): Judged[] {
  if (kind.finished >= 1) return flags.map(toJudged(1));
  const judged = Math.round(flags.length * kind.finished);
  const rest = flags.slice(judged);
  const count = Math.max(2, Math.round(rest.length * kind.drawn));
  return [
    ...flags.slice(0, judged).map(toJudged(1)),
    ...sample(rest, count, random).map(toJudged(count / rest.length)),
  ];
}

/** One month: whether the interval covers the true rate among what could be judged, and on which side it misses. */
function simulateMonth(
  kind: MonthKind,
  random: Random,
): { covered: boolean; above: boolean; error: number; width: number } {
  const days = Array.from({ length: kind.days }, (_, day) => makeDay(kind, day, random));
  const episodes = days.flat();
  const judgeable = episodes.filter((one) => one.judgeable);
  const truth = judgeable.filter(({ misplaced }) => misplaced).length / judgeable.length;
  const audits = days.flatMap((day) => judgeDay(kind, day, random));
  const flags = judgeFlags(
    kind,
    episodes.filter(({ flagged }) => flagged),
    random,
  );
  const counts = Map.groupBy(audits, ({ stratum }) => stratum);
  const audited = [...counts].map(([stratum, { length }]) => ({ stratum, audits: length }));
  const collapsed = collapseStrata(audited);
  const units = [...audits, ...flags].map((unit) => ({
    ...unit,
    stratum: collapsed.get(unit.stratum) ?? unit.stratum,
  }));
  const estimate = estimateRatio(units);
  if (!estimate) return { covered: false, above: false, error: 0, width: 0 };
  const { low, high } = estimate.interval;
  return {
    covered: low <= truth && truth <= high,
    above: low > truth,
    error: estimate.rate - truth,
    width: high - low,
  };
}

export interface Coverage {
  kind: string;
  months: number;
  covered: number;
  /** Months whose whole interval lies above, and below, the truth. */
  above: number;
  below: number;
  /** Mean error and mean width, in points. */
  bias: number;
  width: number;
}

export function simulate(kind: MonthKind, months: number, seed: number): Coverage {
  const random = createRandom(seed);
  const results = Array.from({ length: months }, () => simulateMonth(kind, random));
  const covered = results.filter((one) => one.covered).length;
  const above = results.filter((one) => one.above).length;
  const mean = (value: (one: (typeof results)[number]) => number): number =>
    results.reduce((total, one) => total + value(one), 0) / months;
  return {
    kind: kind.name,
    months,
    covered,
    above,
    below: months - covered - above,
    bias: mean(({ error }) => error),
    width: mean(({ width }) => width),
  };
}
