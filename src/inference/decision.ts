/** What the service makes of one observation. Pure: the same numbers always give the same decision. */
import type { Category, Decision, OutcomeDistribution, UnusableReason } from './categories.ts';
import type { Thresholds } from './manifest.ts';

export interface DecisionInput {
  /** What the picture shows, as probabilities. */
  categories: OutcomeDistribution;
  /** The same from softened item probabilities (see distributions.ts), for the score. */
  softened: OutcomeDistribution;
  /** Why the view can't be judged (usability.ts, and whether its camera stands where it did); null when it can. */
  unusable: UnusableReason | null;
  /** The bin's category; null where there is no bin. */
  expected: Category | null;
  thresholds: Thresholds;
}

export interface DecisionResult {
  decision: Decision;
  /** Probability of the main categories other than the expected one (see scoreOf); null when unusable or without a bin. */
  score: number | null;
  /** The flag threshold the decision was made with. */
  threshold: number;
}

function othersThan(distribution: OutcomeDistribution, expected: Category): number {
  const main = distribution.recyclable + distribution.hazardous + distribution.kitchen + distribution.residual;
  return Math.min(1, Math.max(0, main - distribution[expected]));
}

/**
 * Probability of the main categories other than `expected`: of the plain and of the softened distribution the lower.
 * Networks are often sure of a wrong item; softened, the expected category's runners-up tell such a picture from one that
 * leaves no doubt. Where the expected category is likely anyway, the plain distribution keeps the score low.
 */
export function scoreOf(plain: OutcomeDistribution, softened: OutcomeDistribution, expected: Category): number {
  return Math.min(othersThan(plain, expected), othersThan(softened, expected));
}

/**
 * Abstains rather than guesses: a picture that can't be judged, an empty bin and a closed bag are told apart first; then the
 * score flags, or the expected category's own probability clears; what is neither is `cannot_tell`.
 */
export function decide({ categories, softened, unusable, expected, thresholds }: DecisionInput): DecisionResult {
  const threshold = thresholds.flag;
  if (unusable !== null) return { decision: 'unusable', score: null, threshold };
  const score = expected === null ? null : scoreOf(categories, softened, expected);
  if (categories.nothing_to_judge >= thresholds.nothing) return { decision: 'empty', score, threshold };
  if (categories.closed_bag >= thresholds.closedBag) return { decision: 'cannot_tell', score, threshold };
  if (expected === null || score === null) return { decision: 'cannot_tell', score: null, threshold };
  if (score >= thresholds.flag) return { decision: 'misplaced', score, threshold };
  if (categories[expected] >= thresholds.fits) return { decision: 'fits', score, threshold };
  return { decision: 'cannot_tell', score, threshold };
}
