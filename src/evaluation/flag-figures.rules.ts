/** How good flags are when a share of the photographs lies in a wrong bin, without drawing lots. Pure. */
import { type Category, categories, type Outcome } from '../inference/categories.ts';
import { type BootstrapOptions, bootstrapInterval, sumsByGroup } from './bootstrap.rules.ts';
import type { Interval } from './evaluation.rules.ts';

/** Only what has a category of its own can lie in a wrong bin. */
export function isMisplaced(truth: Outcome, bin: Category): boolean {
  return truth !== bin && categories.some((category) => category === truth);
}

/**
 * How much of a photograph counts as lying in a bin of this category when `misplacedShare` of all lie wrong: the rest in its
 * own, an equal part in each of the others. What has no category of its own lies in all of them alike. Adds up to 1.
 */
export function binWeight(truth: Outcome, bin: Category, misplacedShare: number): number {
  if (isMisplaced(truth, bin)) return misplacedShare / (categories.length - 1);
  return truth === bin ? 1 - misplacedShare : 1 / categories.length;
}

/** A photograph and the bins in which it is flagged. */
export interface FlagRow {
  group: string;
  source: string;
  truth: Outcome;
  flagged: Record<Category, boolean>;
}

/** A share of weights, with a bootstrap interval over groups; null where there is nothing to take it of. */
interface WeightedShare {
  value: number | null;
  interval: Interval | null;
}

export interface WeightedFlags {
  misplacedShare: number;
  photos: number;
  /** Unweighted, whatever the share: each photograph in each bin where it would lie wrong. */
  misplacements: { count: number; of: number };
  /** Photographs flagged in a bin where they don't lie wrong. */
  falselyFlagged: number;
  precision: WeightedShare;
  recall: WeightedShare;
  /** Of what doesn't lie wrong. */
  falseFlagsPer1000: WeightedShare;
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Weights of one photograph: rightly flagged, wrongly flagged, misplaced, not misplaced. */
function weightsOf({ truth, flagged }: FlagRow, bins: readonly Category[], misplacedShare: number): number[] {
  const sums = [0, 0, 0, 0];
  for (const bin of bins) {
    const weight = binWeight(truth, bin, misplacedShare);
    const column = isMisplaced(truth, bin) ? 0 : 1;
    sums[column + 2]! += weight;
    if (flagged[bin]) sums[column]! += weight;
  }
  return sums;
}

/** The figures over these photographs in bins of the categories `bins`. */
export function weightedFlags(
  rows: readonly FlagRow[],
  bins: readonly Category[],
  misplacedShare: number,
  options: BootstrapOptions,
): WeightedFlags {
  const weighted = rows.map((row) => ({ group: row.group, values: weightsOf(row, bins, misplacedShare) }));
  const wrongPlaces = rows.flatMap(({ truth, flagged }) =>
    bins.filter((bin) => isMisplaced(truth, bin)).map((bin) => ({ isFlagged: flagged[bin] })),
  );
  const groups = sumsByGroup(weighted);
  const total = [0, 1, 2, 3].map((column) => groups.reduce((sum, group) => sum + group[column]!, 0));
  const share = (statistic: (sums: readonly number[]) => number | null): WeightedShare => ({
    value: statistic(total),
    interval: bootstrapInterval(groups, statistic, options),
  });
  return {
    misplacedShare,
    photos: rows.length,
    misplacements: {
      count: wrongPlaces.filter(({ isFlagged }) => isFlagged).length,
      of: wrongPlaces.length,
    },
    falselyFlagged: weighted.filter(({ values }) => values[1]! > 0).length,
    precision: share((sums) => ratio(sums[0]!, sums[0]! + sums[1]!)),
    recall: share((sums) => ratio(sums[0]!, sums[2]!)),
    falseFlagsPer1000: share((sums) => ratio(1000 * sums[1]!, sums[3]!)),
  };
}

export interface FlagCounts {
  photos: number;
  /** Photographs flagged in a bin where they don't lie wrong. */
  falselyFlagged: number;
  /** Weight of right and of false flags at the share asked for, and what it makes of precision. */
  rightWeight: number;
  falseWeight: number;
  precision: number | null;
}

/** Where flags, and false ones, come from: the same weights without intervals. */
export function countFlags(rows: readonly FlagRow[], bins: readonly Category[], misplacedShare: number): FlagCounts {
  const weights = rows.map((row) => weightsOf(row, bins, misplacedShare));
  const rightWeight = weights.reduce((sum, [caught]) => sum + caught!, 0);
  const falseWeight = weights.reduce((sum, [, wrong]) => sum + wrong!, 0);
  return {
    photos: rows.length,
    falselyFlagged: weights.filter(([, wrong]) => wrong! > 0).length,
    rightWeight,
    falseWeight,
    precision: ratio(rightWeight, rightWeight + falseWeight),
  };
}
