/** Chooses temperature, offsets and thresholds on labelled pictures. Pure. */
import { type Outcome, outcomes } from '../inference/categories.ts';
import { type Calibration, distributionsAt, type Sample } from './judgement.rules.ts';
import { type Aims, chooseThresholds } from './thresholds.rules.ts';

/** Probability below which the log-likelihood counts no further: one hopeless picture must not decide alone. */
const leastProbability = 1e-9;
/** What the square of an offset costs in log-likelihood, all pictures together: few of them leave it near 0. */
const offsetCost = 3;
const largestOffset = 3;
const offsetPrecision = 0.005;
/** Rounds over the offsets at the most; each is fitted with the others as they are: the loss is convex in all of them. */
const offsetRounds = 8;

/** The place between `low` and `high` where `lossAt` is least, to `precision` (golden-section search). */
function leastBetween(low: number, high: number, precision: number, lossAt: (at: number) => number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [lossLeft, lossRight] = [lossAt(left), lossAt(right)];
  let [from, to] = [low, high];
  while (to - from > precision) {
    if (lossLeft <= lossRight) {
      [to, right, lossRight] = [right, left, lossLeft];
      left = to - golden * (to - from);
      lossLeft = lossAt(left);
    } else {
      [from, left, lossLeft] = [left, right, lossRight];
      right = from + golden * (to - from);
      lossRight = lossAt(right);
    }
  }
  return (from + to) / 2;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Outcomes by their place in `outcomes`: what a picture is, what it is taken for at some temperature, and its weight. */
interface Weighed {
  truth: number;
  given: number[];
  /** All outcomes that the pictures show weigh the same together. */
  weight: number;
}

function weighAll(samples: readonly Sample[], itemOutcomes: readonly Outcome[], temperature: number): Weighed[] {
  const counts = Map.groupBy(samples, ({ truth }) => truth);
  return samples.map(({ items, truth }) => {
    const { categories } = distributionsAt(items, itemOutcomes, { temperature }, 1);
    const given = outcomes.map((name) => categories[name]);
    return { truth: outcomes.indexOf(truth), given, weight: 1 / (counts.size * counts.get(truth)!.length) };
  });
}

/** A function of the offset of one outcome, with the other offsets as they are. */
function lossAlong(pictures: readonly Weighed[], offsets: readonly number[], changed: number): (at: number) => number {
  const factors = offsets.map(Math.exp);
  const rest = pictures.map(({ given }) =>
    given.reduce((sum, share, outcome) => (outcome === changed ? sum : sum + share * factors[outcome]!), 0),
  );
  const share = offsetCost / pictures.length;
  const cost = offsets.reduce((sum, offset, outcome) => (outcome === changed ? sum : sum + share * offset ** 2), 0);
  return (at) => {
    const factor = Math.exp(at);
    return pictures.reduce(
      (loss, { truth, given, weight }, index) => {
        const own = given[truth]! * (truth === changed ? factor : factors[truth]!);
        return loss - weight * Math.log(own / (rest[index]! + given[changed]! * factor) + leastProbability);
      },
      cost + share * at ** 2,
    );
  };
}

/** The temperature from 0.2 to 5, to two decimals, that makes what the pictures show the likeliest; 1 when there are none. */
export function fitTemperature(samples: readonly Sample[], itemOutcomes: readonly Outcome[]): number {
  if (samples.length === 0) return 1;
  const lossAt = (log: number): number =>
    samples.reduce((loss, { items, truth }) => {
      const { categories } = distributionsAt(items, itemOutcomes, { temperature: Math.exp(log) }, 1);
      return loss - Math.log(categories[truth] + leastProbability) / samples.length;
    }, 0);
  return round(Math.exp(leastBetween(Math.log(0.2), Math.log(5), 0.005, lossAt)));
}

/**
 * The offsets, to two decimals, that at a temperature make what the pictures show the likeliest when each outcome weighs the
 * same whatever the number of its pictures; 0 for what none of them shows.
 */
export function fitOffsets(
  samples: readonly Sample[],
  itemOutcomes: readonly Outcome[],
  temperature: number,
): Record<Outcome, number> {
  const pictures = weighAll(samples, itemOutcomes, temperature);
  const offsets = outcomes.map(() => 0);
  const shown = [...new Set(pictures.map(({ truth }) => truth))].sort();
  let moved = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < offsetRounds && moved > offsetPrecision; turn += 1) {
    moved = 0;
    for (const outcome of shown) {
      const lossAt = lossAlong(pictures, offsets, outcome);
      const best = leastBetween(-largestOffset, largestOffset, offsetPrecision, lossAt);
      moved = Math.max(moved, Math.abs(best - offsets[outcome]!));
      offsets[outcome] = best;
    }
  }
  return Object.fromEntries(outcomes.map((name, at) => [name, round(offsets[at]!)])) as Record<Outcome, number>;
}

/**
 * Temperature and offsets from the photographs (parts of scenes are cut out, not sampled: their share says nothing), then
 * thresholds from all pictures with these.
 */
export function calibrate(samples: readonly Sample[], itemOutcomes: readonly Outcome[], aims: Aims): Calibration {
  const photos = samples.filter(({ origin }) => origin === 'photo');
  const temperature = fitTemperature(photos, itemOutcomes);
  const scaling = { temperature, offsets: fitOffsets(photos, itemOutcomes, temperature) };
  return { ...scaling, thresholds: chooseThresholds(samples, itemOutcomes, scaling, aims) };
}
