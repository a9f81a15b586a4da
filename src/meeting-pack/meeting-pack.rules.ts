/** What a meeting should hear of half a month: its days, what rose beyond chance, which pictures, which measures. Pure. */
import type { CaseRow } from '../monthly-report/report-inputs.ts';
import type { Measure, MeetingPack } from './meeting-pack.schemas.ts';

export interface Half {
  month: string;
  half: 1 | 2;
}

/** From the first day to before the last, yyyy-mm-dd. `nextMonth`: yyyy-mm. */
export const daysOfHalf = ({ month, half }: Half, nextMonth: string): { fromDay: string; toDay: string } =>
  half === 1 ? { fromDay: `${month}-01`, toDay: `${month}-16` } : { fromDay: `${month}-16`, toDay: `${nextMonth}-01` };

export const halfBefore = ({ month, half }: Half, monthBefore: string): Half =>
  half === 2 ? { month, half: 1 } : { month: monthBefore, half: 2 };

/** P(X ≥ k) of a binomial with n tries of chance p, by its terms in logarithms. */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  let logTerm = 0;
  for (let i = 0; i < k; i += 1) logTerm += Math.log((n - i) / (i + 1));
  logTerm += k * Math.log(p) + (n - k) * Math.log1p(-p);
  let total = 0;
  for (let i = k; i <= n; i += 1) {
    total += Math.exp(logTerm);
    logTerm += Math.log((n - i) / (i + 1)) + Math.log(p) - Math.log1p(-p);
  }
  return Math.min(1, total);
}

/**
 * Whether `now` cases in `daysNow` days are more than `before` in `daysBefore` beyond chance: given their sum, `now` is binomial
 * with the share of the days (Przyborowski and Wilenski 1940); one-sided, 5 %.
 */
export function hasRisen(now: number, before: number, daysNow: number, daysBefore: number): boolean {
  return now > 0 && binomialTail(now, now + before, daysNow / (daysNow + daysBefore)) < 0.05;
}

/** Keys with their cases in both halves, those that rose, most now first. */
export function risen<Key extends string | number>(
  keyOf: (one: CaseRow) => Key,
  halves: Record<'now' | 'before', readonly CaseRow[]>,
  days: Record<'now' | 'before', number>,
): { key: Key; now: number; before: number }[] {
  const total = (cases: readonly CaseRow[], key: Key): number => cases.filter((one) => keyOf(one) === key).length;
  return [...new Set(halves.now.map(keyOf))]
    .map((key) => ({ key, now: total(halves.now, key), before: total(halves.before, key) }))
    .filter(({ now, before }) => hasRisen(now, before, days.now, days.before))
    .sort((a, b) => b.now - a.now || (a.key < b.key ? -1 : 1));
}

/** Up to `most`, going round the keys (those with most first), so that no station has all of them. */
export function spreadOver<Item>(items: readonly Item[], keyOf: (item: Item) => number, most: number): Item[] {
  const groups = [...Map.groupBy(items, keyOf).values()].sort((a, b) => b.length - a.length);
  const longest = groups[0]?.length ?? 0;
  const rounds = Array.from({ length: longest }, (_, round) =>
    groups.flatMap((group) => group.slice(round, round + 1)),
  );
  return rounds.flat().slice(0, most);
}

type Figures = Pick<MeetingPack, 'rose' | 'overdue' | 'cameras'>;
const stationsToGuide = 2;
const pairsToTeach = 2;

/** `worst`: stations with most cases, with the hour in which most of them fell. */
export function proposeMeasures(
  { rose, overdue, cameras }: Figures,
  worst: readonly Omit<Extract<Measure, { code: 'guide_at_station' }>, 'code'>[],
): Measure[] {
  return [
    ...worst.slice(0, stationsToGuide).map((one) => ({ code: 'guide_at_station' as const, ...one })),
    ...rose.pairs.slice(0, pairsToTeach).map((one) => ({ code: 'teach_pair' as const, ...one })),
    ...cameras.map(({ station, estate, camera }) => ({ code: 'mend_camera' as const, station, estate, camera })),
    ...(Object.keys(overdue) as (keyof typeof overdue)[])
      .filter((kind) => overdue[kind].count > 0)
      .map((kind) => ({ code: 'clear_waiting' as const, kind, count: overdue[kind].count })),
  ];
}
