/**
 * The misplacement rate from judged episodes: a ratio of two estimated totals with its 95 % interval (DESIGN §4).
 *
 * Every judged episode stands for w = 1/π episodes, π being the probability with which it came to be judged. With y = 1 for
 * a verdict `misplaced` and x = 1 for what can be judged at all (else both 0):
 *
 *   R = Σ w y / Σ w x
 *   e = y − R x                                       (0 for what lies outside the domain)
 *   V(R) = (1/X²) Σ_h S²_h(e) Σ_{i∈h} w_i (w_i − 1)      X = Σ w x
 *
 * h runs over the strata of the draw, collapsed beforehand; S²_h is the weighted variance of the residuals within one. The
 * sum of w (w − 1) is what the stratified formula Σ_d N_d² (1 − n_d/N_d) / n_d comes to when the days d of a stratum are drawn
 * one by one; what is judged completely (π = 1) adds nothing. Särndal, Swensson, Wretman (1992), 5.6 and 10.3.
 *
 * What was judged completely (π = 1) is counted, not estimated; the rest, the drawn part with its own rate p = Y/X, has Wilson's
 * interval at n* = p (1 − p) / V(p). Where the drawn part shows nothing misplaced, V knows nothing of what may be hidden there; then
 * the exact bound at the effective number drawn, (Σ w)² / Σ w², takes its place; so it does mirrored where all of it was misplaced.
 * Where strata separate the two kinds wholly, V is nothing too, and n* is that number. Decision 017 has the simulations.
 */
import { exactUpperAtZero, type Interval, wilson } from './interval.rules.ts';

/** A judged episode. */
export interface Judged {
  /** Stratum of the draw it came from, already collapsed. */
  stratum: string;
  /** 0 < π ≤ 1. */
  selection: number;
  misplaced: boolean;
  /** False for `unclear`, `no_waste` and duplicates. */
  judgeable: boolean;
}

export interface RatioEstimate {
  rate: number;
  interval: Interval;
  /** Of the rate. */
  standardError: number;
  /** Judged episodes of the domain, and those of them that could be judged and were misplaced: plain counts. */
  judged: number;
  judgeable: number;
  misplaced: number;
  /** Estimated totals: episodes, judgeable ones, misplaced ones. */
  totals: { episodes: number; judgeable: number; misplaced: number };
}

/** A variance below this share of p (1 − p) is what rounding leaves of zero: no draw within a community's reach is so exact. */
const roundingShare = 1e-9;

/** A domain with fewer judged episodes gets counts and no rate. */
export const leastJudged = 30;

const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0);

/** Σ_h S²_h(e) Σ w (w − 1) over strata; a stratum with one drawn unit has no variance of its own and takes e² for it. */
function varianceOfTotal(units: readonly { stratum: string; weight: number; residual: number }[]): number {
  const drawn = units.filter(({ weight }) => weight > 1);
  let variance = 0;
  for (const members of Map.groupBy(drawn, ({ stratum }) => stratum).values()) {
    const weights = sum(members, ({ weight }) => weight);
    const mean = sum(members, ({ weight, residual }) => weight * residual) / weights;
    const n = members.length;
    const spread =
      n === 1
        ? (members[0]?.residual ?? 0) ** 2
        : ((n / (n - 1)) * sum(members, ({ weight, residual }) => weight * (residual - mean) ** 2)) / weights;
    variance += spread * sum(members, ({ weight }) => weight * (weight - 1));
  }
  return variance;
}

/** Of the drawn part: totals by weight, and the interval of its rate. Null when nothing was drawn. */
function intervalOfDrawn(drawn: readonly Judged[], varianceOfTotals: number) {
  const weight = sum(drawn, ({ selection }) => 1 / selection);
  if (weight === 0) return null;
  const misplaced = sum(drawn, (unit) => (unit.misplaced ? 1 / unit.selection : 0));
  const effective = weight ** 2 / sum(drawn, ({ selection }) => 1 / selection ** 2);
  if (misplaced === 0) return { weight, misplaced, low: 0, high: exactUpperAtZero(effective) };
  // All drawn ones misplaced: the mirror image of nothing found.
  if (drawn.every((unit) => unit.misplaced)) {
    return { weight, misplaced, low: 1 - exactUpperAtZero(effective), high: 1 };
  }
  const rate = misplaced / weight;
  const spread = rate * (1 - rate);
  const variance = varianceOfTotals / weight ** 2;
  // Strata that hold one kind each leave no residual but rounding; few drawn ones don't prove that, so their number counts.
  return { weight, misplaced, ...wilson(rate, variance < spread * roundingShare ? effective : spread / variance) };
}

/**
 * The estimate for a domain (default: everything). `units` are ALL judged episodes of the period, for the variance needs those
 * outside the domain too. Null when nothing of the domain can be judged.
 */
export function estimateRatio<Unit extends Judged>(
  units: readonly Unit[],
  isInDomain: (unit: Unit) => boolean = () => true,
): RatioEstimate | null {
  const inside = units.filter(isInDomain);
  const weigh = (of: readonly Unit[]): number => sum(of, ({ selection }) => 1 / selection);
  const judgeableUnits = inside.filter(({ judgeable }) => judgeable);
  const misplacedUnits = judgeableUnits.filter(({ misplaced }) => misplaced);
  const totals = { episodes: weigh(inside), judgeable: weigh(judgeableUnits), misplaced: weigh(misplacedUnits) };
  if (totals.judgeable === 0) return null;
  const rate = totals.misplaced / totals.judgeable;
  const residuals = units.map((unit) => ({
    stratum: unit.stratum,
    weight: 1 / unit.selection,
    residual: isInDomain(unit) && unit.judgeable ? Number(unit.misplaced) - rate : 0,
  }));
  const varianceOfTotals = varianceOfTotal(residuals);
  const part = intervalOfDrawn(
    judgeableUnits.filter(({ selection }) => selection < 1),
    varianceOfTotals,
  );
  const counted = totals.misplaced - (part?.misplaced ?? 0);
  const among = (share: number): number => Math.min(1, (counted + share * (part?.weight ?? 0)) / totals.judgeable);
  return {
    rate,
    interval: { low: among(part?.low ?? 0), high: among(part?.high ?? 0) },
    standardError: Math.sqrt(varianceOfTotals) / totals.judgeable,
    judged: inside.length,
    judgeable: judgeableUnits.length,
    misplaced: misplacedUnits.length,
    totals,
  };
}
