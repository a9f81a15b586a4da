/** For tests: pictures with made-up probabilities; there is one item for each outcome. */
import { outcomes } from '../inference/categories.ts';
import { seededRandom } from './evaluation.rules.ts';
import type { Sample } from './judgement.rules.ts';

export function sampleOf(truth: Sample['truth'], items: readonly number[], more: Partial<Sample> = {}): Sample {
  return { group: 'g', origin: 'photo', truth, items: Float64Array.from(items), unusable: null, ...more };
}

/** Photographs whose truth is drawn from their own probabilities; the larger `sharpness`, the surer these are. */
export function samplesThatKnowThemselves(count: number, seed: number, sharpness = 3): Sample[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    // Five classes of photographs; next to nothing says that there is nothing to judge.
    const weights = outcomes.map((name) => (name === 'nothing_to_judge' ? 1e-6 : Math.exp(sharpness * 2 * random())));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const items = weights.map((weight) => weight / sum);
    const drawn = random();
    const upTo = (at: number): number => items.slice(0, at + 1).reduce((total, item) => total + item, 0);
    const truth = outcomes.find((_name, at) => drawn < upTo(at)) ?? 'recyclable';
    return sampleOf(truth, items, { group: `group ${Math.floor(index / 2)}` });
  });
}
