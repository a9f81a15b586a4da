/** What a temperature and thresholds make of a picture whose item probabilities are known, in each of the four bins. Pure. */
import {
  type Category,
  categories,
  type Decision,
  type Outcome,
  type OutcomeDistribution,
  outcomes,
  type UnusableReason,
} from '../inference/categories.ts';
import { decide } from '../inference/decision.ts';
import { type Distributions, shift, soften, toDistributions } from '../inference/distributions.ts';
import type { Thresholds } from '../inference/manifest.ts';

/** How logits become probabilities. */
export interface Scaling {
  temperature: number;
  /** Added after the division by the temperature, to each item by what it stands for; absent: nothing. */
  offsets?: Record<Outcome, number>;
}

/** A picture with known truth and what the network says of it. */
export interface Sample {
  /** Look-alikes share one. */
  group: string;
  /** A labelled photograph, or a part cut out of a street scene. */
  origin: 'photo' | 'scene';
  truth: Outcome;
  /** Item probabilities at temperature 1 and without offsets. */
  items: ArrayLike<number>;
  unusable: UnusableReason | null;
}

/** What is chosen on dev and written into a manifest. */
export interface Calibration extends Scaling {
  thresholds: Thresholds;
}

export interface Judgement {
  categories: OutcomeDistribution;
  predicted: Outcome;
  /** Probability of what is predicted. */
  confidence: number;
  /** In a bin of each category. */
  decisions: Record<Category, Decision>;
}

/** A manifest's offsets (by label) by what labels stand for: in the scheme they were chosen for, those of one outcome agree. */
export function offsetsByOutcome(
  offsets: readonly number[],
  itemOutcomes: readonly Outcome[],
): Record<Outcome, number> {
  const first = outcomes.map((name) => [name, offsets[itemOutcomes.indexOf(name)] ?? 0]);
  return Object.fromEntries(first) as Record<Outcome, number>;
}

/** A picture's distributions at a scaling, with which its score is softened `softening` times. */
export function distributionsAt(
  items: ArrayLike<number>,
  itemOutcomes: readonly Outcome[],
  { temperature, offsets }: Scaling,
  softening: number,
): Distributions {
  const cooled = soften(items, temperature);
  if (!offsets) return toDistributions(cooled, itemOutcomes, softening, undefined);
  const byItem = itemOutcomes.map((outcome) => offsets[outcome]);
  return toDistributions(
    shift(cooled, (index) => byItem[index]!),
    itemOutcomes,
    softening,
    byItem,
  );
}

/** The likeliest of the six outcomes; the first of several. */
function likeliest(distribution: OutcomeDistribution): Outcome {
  return outcomes.reduce((best, outcome) => (distribution[outcome] > distribution[best] ? outcome : best));
}

export function judge(sample: Sample, calibration: Calibration, itemOutcomes: readonly Outcome[]): Judgement {
  const { thresholds } = calibration;
  const distributions = distributionsAt(sample.items, itemOutcomes, calibration, thresholds.softening);
  const decisionIn = (expected: Category): Decision =>
    decide({ ...distributions, unusable: sample.unusable, expected, thresholds }).decision;
  const predicted = likeliest(distributions.categories);
  return {
    categories: distributions.categories,
    predicted,
    confidence: distributions.categories[predicted],
    decisions: Object.fromEntries(categories.map((bin) => [bin, decisionIn(bin)])) as Record<Category, Decision>,
  };
}
