/** A month's rate of misplacement from what was judged: for the community, estates, bins' categories and what lay in them. Pure. */
import { estimateRatio, type Judged, leastJudged, type RatioEstimate } from '../estimates/ratio.rules.ts';
import { collapseStrata } from '../estimates/strata.rules.ts';
import type { Category } from '../inference/categories.ts';
import type { DayCount, JudgedEpisode } from './judged-episodes.repo.ts';

export interface RateFigure {
  /** Judged episodes, those of them that could be judged, and were misplaced: plain counts. */
  judged: number;
  judgeable: number;
  misplaced: number;
  /** Null: too few to estimate (fewer than 30 judged). */
  estimate: { rate: number; low: number; high: number; standardError: number } | null;
}

export interface RateFigures {
  community: RateFigure;
  estates: (RateFigure & { estateId: number })[];
  stations: (RateFigure & { stationId: number })[];
  /** By the category a bin is for. */
  categories: (RateFigure & { expected: Category })[];
  /** Found in → belongs to, as a share of what the bins of that category held; most frequent first. */
  pairs: (RateFigure & { expected: Category; actual: Category | 'mixed' })[];
  /** Share of episodes that could not be judged, estimated; null with fewer than 30 judged. */
  unjudgeable: number | null;
  /** Confirmed flags by all episodes: a lower bound, shown beside the rate. Null when there are none. */
  naive: number | null;
  /** Confirmed flags by judged ones that could be judged; null without any. */
  precision: number | null;
  /** Share of what is misplaced that the model flags, with its interval; null with too few. */
  recall: { share: number; low: number; high: number } | null;
  /** Flags and audits of the month, and its days that had a draw; `daysCounted`: those the figures rest on. */
  sample: {
    flags: number;
    flagsJudged: number;
    audits: number;
    auditsJudged: number;
    days: number;
    daysCounted: number;
  };
  /** False: every flag and audit of the month so far is judged. */
  isProvisional: boolean;
}

export interface Unit extends Judged {
  episode: JudgedEpisode;
}

/**
 * Days whose flags and whose audits are both told of by some verdict. One without a draw, or without a verdict on its audits, says
 * nothing of what was not flagged; its flags alone would make the rate that of the flags.
 */
function countedDays(counts: readonly DayCount[], drawnDays: readonly string[]): Set<string> {
  const silent = new Set(counts.filter(({ judged }) => judged === 0).map(({ day }) => day));
  return new Set(drawnDays.filter((day) => !silent.has(day)));
}

/**
 * Until all of a day is judged, what is stands for the rest of its day: items are dealt in a seeded order, so those judged so
 * far are a draw of their own (of flags from flags, of audits from audits).
 */
function toUnits(episodes: readonly JudgedEpisode[], counts: readonly DayCount[]): Unit[] {
  const doneShare = new Map(counts.map(({ day, source, findings, judged }) => [`${day} ${source}`, judged / findings]));
  const own = episodes.map((episode): Unit => {
    const isJudgeable = !episode.isDuplicate && (episode.judgement === 'misplaced' || episode.judgement === 'fits');
    return {
      episode,
      stratum: episode.stratum ?? 'flags',
      selection: episode.selection * (doneShare.get(`${episode.day} ${episode.source}`) ?? 1),
      judgeable: isJudgeable,
      misplaced: isJudgeable && episode.judgement === 'misplaced',
    };
  });
  const audits = Map.groupBy(
    own.filter(({ episode }) => episode.stratum !== null),
    ({ stratum }) => stratum,
  );
  const collapsed = collapseStrata([...audits].map(([stratum, { length }]) => ({ stratum, audits: length })));
  return own.map((unit) => ({ ...unit, stratum: collapsed.get(unit.stratum) ?? unit.stratum }));
}

function toFigure(estimate: RatioEstimate | null, judged: number): RateFigure {
  const { judgeable = 0, misplaced = 0 } = estimate ?? {};
  if (estimate === null || judged < leastJudged) return { judged, judgeable, misplaced, estimate: null };
  const { rate, interval, standardError } = estimate;
  return { judged, judgeable, misplaced, estimate: { rate, ...interval, standardError } };
}

/** The figures of each value that `keyOf` takes, in the order of the keys. */
export function byDomain<Key extends string | number>(
  units: readonly Unit[],
  keyOf: (episode: JudgedEpisode) => Key,
): [Key, RateFigure][] {
  const keys = [...new Set(units.map(({ episode }) => keyOf(episode)))].sort((a, b) => (a < b ? -1 : 1));
  return keys.map((key) => {
    const isInside = ({ episode }: Unit): boolean => keyOf(episode) === key;
    return [key, toFigure(estimateRatio(units, isInside), units.filter(isInside).length)];
  });
}

function toPairs(units: readonly Unit[]): RateFigures['pairs'] {
  const found = units.filter(({ misplaced }) => misplaced).map(({ episode }) => episode);
  const names = new Set(found.map(({ expected, actual }) => `${expected} ${actual}`));
  const pairs = [...names].map((name) => {
    const [expected, actual] = name.split(' ') as [Category, Category | 'mixed'];
    const ofPair = units.map((unit) => ({ ...unit, misplaced: unit.misplaced && unit.episode.actual === actual }));
    const isInside = ({ episode }: Unit): boolean => episode.expected === expected;
    return { expected, actual, ...toFigure(estimateRatio(ofPair, isInside), ofPair.filter(isInside).length) };
  });
  return pairs.sort((a, b) => b.misplaced - a.misplaced || (a.expected + a.actual < b.expected + b.actual ? -1 : 1));
}

/** Flags that are right, and what share of all that is misplaced they are. */
function aboutModel(units: readonly Unit[], whole: RatioEstimate | null): Pick<RateFigures, 'precision' | 'recall'> {
  const flags = units.filter(({ episode }) => episode.source === 'flag' && episode.stratum === null);
  const weigh = (of: readonly Unit[]): number => of.reduce((total, { selection }) => total + 1 / selection, 0);
  const judgeable = weigh(flags.filter((unit) => unit.judgeable));
  const right = weigh(flags.filter((unit) => unit.misplaced));
  const total = whole?.totals.misplaced ?? 0;
  const ofRate = (rate: number): number => Math.min(1, right / (rate * (whole?.totals.judgeable ?? 1)));
  const isEnough = whole !== null && whole.judged >= leastJudged && total > 0 && right > 0;
  return {
    precision: judgeable === 0 ? null : right / judgeable,
    recall: isEnough
      ? { share: right / total, low: ofRate(whole.interval.high), high: ofRate(whole.interval.low) }
      : null,
  };
}

function sampleOf(counts: readonly DayCount[]): Omit<RateFigures['sample'], 'days' | 'daysCounted'> {
  const total = (source: DayCount['source'], name: 'findings' | 'judged'): number =>
    counts.filter((one) => one.source === source).reduce((sum, one) => sum + one[name], 0);
  return {
    flags: total('flag', 'findings'),
    flagsJudged: total('flag', 'judged'),
    audits: total('audit', 'findings'),
    auditsJudged: total('audit', 'judged'),
  };
}

/** A month's judged episodes, the counts of what there was to judge, and the days that had a draw. */
export interface MonthSample {
  judged: readonly JudgedEpisode[];
  counts: readonly DayCount[];
  drawnDays: readonly string[];
}

/** What the figures rest on: the judged episodes of counted days with their weights. */
export function unitsOf({ judged, counts, drawnDays }: MonthSample): Unit[] {
  const days = countedDays(counts, drawnDays);
  return toUnits(
    judged.filter(({ day }) => days.has(day)),
    counts,
  );
}

/** The community's figure alone, for months that stand beside others. */
export function estimateWhole(month: MonthSample): RateFigure {
  const units = unitsOf(month);
  return toFigure(estimateRatio(units), units.length);
}

/** All figures of a month. */
export function estimateMonth(month: MonthSample): RateFigures {
  const { counts, drawnDays } = month;
  const days = countedDays(counts, drawnDays);
  const units = unitsOf(month);
  const whole = estimateRatio(units);
  const sample = { ...sampleOf(counts), days: drawnDays.length, daysCounted: days.size };
  const allEpisodes = units.reduce((total, { selection }) => total + 1 / selection, 0);
  const confirmed = units.filter(({ episode, misplaced }) => episode.source === 'flag' && misplaced).length;
  return {
    community: toFigure(whole, units.length),
    estates: byDomain(units, ({ estateId }) => estateId).map(([estateId, figure]) => ({ estateId, ...figure })),
    stations: byDomain(units, ({ stationId }) => stationId).map(([stationId, figure]) => ({ stationId, ...figure })),
    categories: byDomain(units, ({ expected }) => expected).map(([expected, figure]) => ({ expected, ...figure })),
    pairs: toPairs(units),
    unjudgeable: whole && units.length >= leastJudged ? Math.max(0, 1 - whole.totals.judgeable / allEpisodes) : null,
    naive: allEpisodes === 0 ? null : confirmed / allEpisodes,
    ...aboutModel(units, whole),
    sample,
    isProvisional: sample.flagsJudged < sample.flags || sample.auditsJudged < sample.audits,
  };
}
