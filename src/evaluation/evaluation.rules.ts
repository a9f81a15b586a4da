/** Statistics of a model on labelled photographs. Pure: rows in, numbers out. */
import type { Category, Decision, Outcome } from '../inference/categories.ts';

/** One labelled photograph and the likeliest outcome for it. */
export interface Judged {
  truth: Outcome;
  predicted: Outcome;
}

export interface Interval {
  low: number;
  high: number;
}

/** A share with its 95 % interval; both null when there is nothing to take a share of. */
export interface Proportion {
  count: number;
  of: number;
  share: number | null;
  interval: Interval | null;
}

/** Two-sided 95 %. */
const z = 1.959963984540054;

/** Wilson's 95 % interval of `count` out of `of`; null when `of` is 0. */
export function wilson(count: number, of: number): Interval | null {
  if (of === 0) return null;
  const share = count / of;
  const centre = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}

export function proportion(count: number, of: number): Proportion {
  return { count, of, share: of === 0 ? null : count / of, interval: wilson(count, of) };
}

const right = (rows: readonly Judged[]): number => rows.filter(({ truth, predicted }) => truth === predicted).length;

export const accuracy = (rows: readonly Judged[]): Proportion => proportion(right(rows), rows.length);

/** Mean recall over those of `classes` that have photographs, and how many these are; null when none has. */
export function balancedAccuracy(
  rows: readonly Judged[],
  classes: readonly Outcome[],
): { value: number | null; classes: number } {
  const recalls = classes.flatMap((name) => accuracy(rows.filter(({ truth }) => truth === name)).share ?? []);
  const value = recalls.length === 0 ? null : recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
  return { value, classes: recalls.length };
}

export interface ClassFigures {
  category: Outcome;
  photos: number;
  /** Of the photographs of this class, those recognised. */
  recall: Proportion;
  /** Of the photographs taken for this class, those that are. */
  precision: Proportion;
}

export function classFigures(rows: readonly Judged[], category: Outcome): ClassFigures {
  const ofClass = rows.filter(({ truth }) => truth === category);
  const takenFor = rows.filter(({ predicted }) => predicted === category);
  return {
    category,
    photos: ofClass.length,
    recall: accuracy(ofClass),
    precision: proportion(right(takenFor), takenFor.length),
  };
}

/** Counts by truth (outer) and prediction (inner), both in the order of `classes`. */
export function confusionMatrix(rows: readonly Judged[], classes: readonly Outcome[]): number[][] {
  return classes.map((truth) =>
    classes.map((predicted) => rows.filter((row) => row.truth === truth && row.predicted === predicted).length),
  );
}

/** A photograph in a bin: what it shows, what belongs there, and what the service made of it. */
export interface Placed {
  truth: Outcome;
  expected: Category;
  decision: Decision;
}

/**
 * Puts each photograph into a bin: with probability `share` one of the other three categories (equally likely), else its
 * own. What has no category of its own (a closed bag) goes anywhere and is never misplaced. `random` gives numbers in [0, 1).
 */
export function drawBins(
  truths: readonly Outcome[],
  bins: readonly Category[],
  share: number,
  random: () => number,
): Category[] {
  const pick = (from: readonly Category[]): Category => from[Math.floor(random() * from.length)]!;
  return truths.map((truth) => {
    const own = bins.find((bin) => bin === truth);
    if (own === undefined) return pick(bins);
    return random() < share ? pick(bins.filter((bin) => bin !== own)) : own;
  });
}

export interface FlagFigures {
  photos: number;
  misplaced: number;
  decisions: Record<Decision, number>;
  /** Of the flags, those on something misplaced. */
  precision: Proportion;
  /** Of what is misplaced, what is flagged. */
  recall: Proportion;
  /** Flags on what is not misplaced, among all such photographs. */
  falseFlags: Proportion;
}

/** A flag is right when the photograph shows one of the categories in `bins` and the bin is another's. */
export function flagFigures(placed: readonly Placed[], bins: readonly Category[]): FlagFigures {
  const isMisplaced = ({ truth, expected }: Placed): boolean => truth !== expected && bins.some((bin) => bin === truth);
  const flagged = placed.filter(({ decision }) => decision === 'misplaced');
  const misplaced = placed.filter(isMisplaced).length;
  const caught = flagged.filter(isMisplaced).length;
  const decisions = { fits: 0, misplaced: 0, cannot_tell: 0, empty: 0, unusable: 0 };
  for (const { decision } of placed) decisions[decision] += 1;
  return {
    photos: placed.length,
    misplaced,
    decisions,
    precision: proportion(caught, flagged.length),
    recall: proportion(caught, misplaced),
    falseFlags: proportion(flagged.length - caught, placed.length - misplaced),
  };
}

/** A seeded source of numbers in [0, 1): mulberry32, good enough to deal photographs to bins. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
