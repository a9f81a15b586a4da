/** From probabilities of items to what a decision is made from. Pure. */
import { type Outcome, type OutcomeDistribution, outcomes } from './categories.ts';

/**
 * Adds up item probabilities by the outcome that each item stands for (`itemOutcomes`, in the same order). Throws RangeError
 * when there are not as many of both.
 */
export function addUpOutcomes(
  itemProbabilities: ArrayLike<number>,
  itemOutcomes: readonly Outcome[],
): OutcomeDistribution {
  if (itemProbabilities.length !== itemOutcomes.length) {
    throw new RangeError(`${itemProbabilities.length} probabilities don't fit ${itemOutcomes.length} labels.`);
  }
  const distribution = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as OutcomeDistribution;
  for (const [index, outcome] of itemOutcomes.entries()) distribution[outcome] += itemProbabilities[index]!;
  return distribution;
}

/**
 * Probabilities as a temperature `softening` times as high would have given them: each to the power of 1/`softening`, then
 * divided by their sum (below 1 it sharpens, 1 changes nothing). Throws RangeError unless `softening` is above 0.
 */
export function soften(probabilities: ArrayLike<number>, softening: number): Float64Array {
  if (!(softening > 0)) throw new RangeError(`Softening must be above 0, not ${softening}.`);
  return normalise(Float64Array.from(probabilities, (probability) => probability ** (1 / softening)));
}

function normalise(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Probabilities as they would be if `offset` of each had been added to its logit. */
export function shift(probabilities: ArrayLike<number>, offset: (index: number) => number): Float64Array {
  return normalise(Float64Array.from(probabilities, (probability, index) => probability * Math.exp(offset(index))));
}

/** The distribution over the six outcomes, plain and softened: decide() takes both. */
export interface Distributions {
  categories: OutcomeDistribution;
  softened: OutcomeDistribution;
}

/**
 * Both distributions of one picture whose probabilities hold the manifest's `offsets`. The softened one is without them:
 * they say what is likelier where the network is unsure, and make nothing surer. Throws as addUpOutcomes and soften do.
 */
export function toDistributions(
  itemProbabilities: ArrayLike<number>,
  itemOutcomes: readonly Outcome[],
  softening: number,
  offsets: readonly number[] | undefined,
): Distributions {
  const categories = addUpOutcomes(itemProbabilities, itemOutcomes);
  if (softening === 1 && !offsets) return { categories, softened: categories };
  const without = offsets ? shift(itemProbabilities, (index) => -offsets[index]!) : itemProbabilities;
  return { categories, softened: addUpOutcomes(soften(without, softening), itemOutcomes) };
}
