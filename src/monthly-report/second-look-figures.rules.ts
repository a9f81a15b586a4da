/** How far two people agree who judged the same without knowing, and how often a first verdict did not stand. Pure. */
import { wilson } from '../estimates/interval.rules.ts';
import { leastJudged } from '../estimates/ratio.rules.ts';
import type { MonthlyReport } from './report.schemas.ts';
import type { LookRow } from './report-inputs.ts';

const z95 = 1.959963984540054;

/**
 * Cohen's kappa (1960) of misplaced or not: (p_o − p_e) / (1 − p_e), with the standard error √(p_o (1 − p_o) / n) / (1 − p_e).
 * Null with fewer than 30 pairs, or where chance alone would make all agree.
 */
export function kappaOf(pairs: readonly (readonly [boolean, boolean])[]): MonthlyReport['secondLooks']['kappa'] {
  const n = pairs.length;
  if (n < leastJudged) return null;
  const share = (of: (pair: readonly [boolean, boolean]) => boolean): number => pairs.filter(of).length / n;
  const observed = share(([first, second]) => first === second);
  const [one, other] = [share(([first]) => first), share(([, second]) => second)];
  const byChance = one * other + (1 - one) * (1 - other);
  if (byChance === 1) return null;
  const value = (observed - byChance) / (1 - byChance);
  const half = (z95 * Math.sqrt((observed * (1 - observed)) / n)) / (1 - byChance);
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half) };
}

export function secondLookFigures(looks: readonly LookRow[]): MonthlyReport['secondLooks'] {
  const count = (matches: (look: LookRow) => boolean): number => looks.filter(matches).length;
  const settled = count(({ state }) => state === 'agreed' || state === 'decided');
  const overruled = count(({ isOverruled }) => isOverruled);
  const pairs = looks.flatMap(({ first, second }) =>
    first === null || second === null ? [] : [[first === 'misplaced', second === 'misplaced'] as const],
  );
  const share = settled === 0 ? 0 : overruled / settled;
  return {
    drawn: looks.length,
    waiting: count(({ state }) => state === 'waiting'),
    same: count(({ agreement }) => agreement === 'same'),
    otherCategory: count(({ agreement }) => agreement === 'other_category'),
    contested: count(({ state }) => state === 'contested'),
    decided: count(({ state }) => state === 'decided'),
    overruled,
    kappa: kappaOf(pairs),
    error: settled < leastJudged ? null : { settled, share, ...wilson(share, settled) },
  };
}
