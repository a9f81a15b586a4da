/** Chooses temperature and thresholds on labelled pictures. Pure. */
import type { Outcome } from '../inference/categories.ts';
import { type Calibration, distributionsAt, type Sample } from './judgement.rules.ts';
import { type Aims, chooseThresholds } from './thresholds.rules.ts';

/** Probability below which the log-likelihood counts no further: one hopeless picture must not decide alone. */
const leastProbability = 1e-9;

function logLoss(samples: readonly Sample[], itemOutcomes: readonly Outcome[], temperature: number): number {
  const losses = samples.map(({ items, truth }) => {
    const { categories } = distributionsAt(items, itemOutcomes, temperature, 1);
    return -Math.log(categories[truth] + leastProbability);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / samples.length;
}

/**
 * The temperature from 0.2 to 5, to two decimals, that makes what the pictures show the likeliest (golden-section search on
 * a logarithmic scale); 1 when there are none.
 */
export function fitTemperature(samples: readonly Sample[], itemOutcomes: readonly Outcome[]): number {
  if (samples.length === 0) return 1;
  const golden = (Math.sqrt(5) - 1) / 2;
  const lossAt = (log: number): number => logLoss(samples, itemOutcomes, Math.exp(log));
  let [low, high] = [Math.log(0.2), Math.log(5)];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [lossLeft, lossRight] = [lossAt(left), lossAt(right)];
  while (high - low > 0.005) {
    if (lossLeft <= lossRight) {
      [high, right, lossRight] = [right, left, lossLeft];
      left = high - golden * (high - low);
      lossLeft = lossAt(left);
    } else {
      [low, left, lossLeft] = [left, right, lossRight];
      right = low + golden * (high - low);
      lossRight = lossAt(right);
    }
  }
  return Math.round(Math.exp((low + high) / 2) * 100) / 100;
}

/**
 * Temperature from the photographs (parts of scenes are cut out, not sampled: their share says nothing), then thresholds
 * from all pictures at that temperature.
 */
export function calibrate(samples: readonly Sample[], itemOutcomes: readonly Outcome[], aims: Aims): Calibration {
  const photos = samples.filter(({ origin }) => origin === 'photo');
  const temperature = fitTemperature(photos, itemOutcomes);
  return { temperature, thresholds: chooseThresholds(samples, itemOutcomes, temperature, aims) };
}
