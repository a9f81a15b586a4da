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
  const powers = Float64Array.from(probabilities, (probability) => probability ** (1 / softening));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The distribution over the six outcomes, plain and softened: decide() takes both. */
export interface Distributions {
  categories: OutcomeDistribution;
  softened: OutcomeDistribution;
}

/** Both distributions of one picture. Throws as addUpOutcomes and soften do. */
export function toDistributions(
  itemProbabilities: ArrayLike<number>,
  itemOutcomes: readonly Outcome[],
  softening: number,
): Distributions {
  const categories = addUpOutcomes(itemProbabilities, itemOutcomes);
  if (softening === 1) return { categories, softened: categories };
  return { categories, softened: addUpOutcomes(soften(itemProbabilities, softening), itemOutcomes) };
}
