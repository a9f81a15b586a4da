/** Chooses the thresholds of decision.ts on labelled pictures put into bins of each category. Pure. */
import { categories, type Outcome, type OutcomeDistribution } from '../inference/categories.ts';
import { scoreOf } from '../inference/decision.ts';
import type { Thresholds } from '../inference/manifest.ts';
import { binWeight, isMisplaced } from './flag-figures.rules.ts';
import { distributionsAt, type Sample, type Scaling } from './judgement.rules.ts';

export interface Aims {
  /** Share of the photographs that lie in a wrong bin. */
  misplacedShare: number;
  /** Least share of the flags that are right, on what the thresholds are chosen on: a little more than is promised. */
  flagPrecision: number;
  /** Largest share of closed bags, and of pictures with nothing to judge, that may be flagged in any bin. */
  wronglyFlagged: number;
  /** Least share of what is said to fit that does. */
  fitsPrecision: number;
  /** Largest share of photographs set aside as a closed bag, or as nothing to judge, that are none. */
  wronglySetAside: number;
  /** How much the score may be softened; few, because the best of many is luck. */
  softenings: readonly number[];
}

/** What is promised is 0.97 and 1 %: cross-fitting shows how much is lost on what wasn't chosen on, hence the margins. */
export const servedAims: Aims = {
  misplacedShare: 0.2,
  flagPrecision: 0.9775,
  wronglyFlagged: 0.005,
  fitsPrecision: 0.99,
  wronglySetAside: 0.005,
  softenings: [1, 1.5, 2, 2.5],
};

const steps = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.round((to - from) / step) }, (_, index) => Math.round((from + index * step) * 1e4) / 1e4);
/** Thresholds to choose from: finer where probabilities crowd. */
const grid = [...steps(0.5, 0.95, 0.005), ...steps(0.95, 0.99, 0.001), ...steps(0.99, 0.9995, 0.0005)];
const highest = grid.at(-1)!;
const lowest = (accept: (threshold: number) => boolean): number => grid.find(accept) ?? highest;

/** The lowest threshold that at most `share` of the pictures reach with their probability of `outcome`. */
function lowestHarmless(pictures: readonly OutcomeDistribution[], outcome: Outcome, share: number): number {
  return lowest((threshold) => {
    const reach = pictures.filter((distribution) => distribution[outcome] >= threshold).length;
    return reach <= share * pictures.length;
  });
}

type SetAside = Pick<Thresholds, 'closedBag' | 'nothing'>;

function chooseSetAside(
  samples: readonly Sample[],
  plain: readonly OutcomeDistribution[],
  { wronglySetAside }: Aims,
): SetAside {
  const isPhoto = (index: number): boolean => samples[index]!.origin === 'photo';
  const photos = plain.filter((_, index) => isPhoto(index) && samples[index]!.truth !== 'nothing_to_judge');
  const things = plain.filter(
    (_, index) => isPhoto(index) && categories.some((name) => name === samples[index]!.truth),
  );
  return {
    closedBag: lowestHarmless(things, 'closed_bag', wronglySetAside),
    nothing: lowestHarmless(photos, 'nothing_to_judge', wronglySetAside),
  };
}

/** A photograph in one bin. */
interface Case {
  misplaced: boolean;
  weight: number;
  score: number;
  own: number;
}

const weightOf = (cases: readonly Case[]): number => cases.reduce((sum, { weight }) => sum + weight, 0);

/** The weighted share of `cases` for which `right` holds; 1 when there are none. */
function rightShare(cases: readonly Case[], right: (given: Case) => boolean): number {
  return cases.length === 0 ? 1 : weightOf(cases.filter(right)) / weightOf(cases);
}

/** Pictures that weren't set aside, their score softened: photographs in their bins, and highest scores of what must not be flagged. */
interface Scored {
  softening: number;
  cases: Case[];
  unflaggable: Record<'closed_bag' | 'nothing_to_judge', number[]>;
}

function scoreAll(
  judged: readonly Sample[],
  itemOutcomes: readonly Outcome[],
  scaling: Scaling,
  softening: number,
  misplacedShare: number,
): Scored {
  const scored: Scored = { softening, cases: [], unflaggable: { closed_bag: [], nothing_to_judge: [] } };
  for (const { items, truth, origin } of judged) {
    const { categories: plain, softened } = distributionsAt(items, itemOutcomes, scaling, softening);
    const scores = categories.map((bin) => scoreOf(plain, softened, bin));
    if (truth === 'closed_bag' || truth === 'nothing_to_judge') scored.unflaggable[truth].push(Math.max(...scores));
    if (origin === 'scene') continue;
    for (const [index, bin] of categories.entries()) {
      const weight = binWeight(truth, bin, misplacedShare);
      scored.cases.push({ misplaced: isMisplaced(truth, bin), weight, score: scores[index]!, own: plain[bin] });
    }
  }
  return scored;
}

/** The lowest flag threshold that is precise enough and leaves bags and empty pictures alone, and how much it catches. */
function chooseFlag({ cases, unflaggable }: Scored, samples: readonly Sample[], aims: Aims) {
  const isHarmless = (outcome: keyof Scored['unflaggable'], threshold: number): boolean => {
    const of = samples.filter(({ truth }) => truth === outcome).length;
    return unflaggable[outcome].filter((score) => score >= threshold).length <= aims.wronglyFlagged * of;
  };
  const flag = lowest((threshold) => {
    const flagged = cases.filter(({ score }) => score >= threshold);
    const isPrecise = flagged.length > 0 && rightShare(flagged, ({ misplaced }) => misplaced) >= aims.flagPrecision;
    return isPrecise && isHarmless('closed_bag', threshold) && isHarmless('nothing_to_judge', threshold);
  });
  return { flag, caught: weightOf(cases.filter(({ misplaced, score }) => misplaced && score >= flag)) };
}

/** The lowest threshold that is precise on what isn't flagged. */
function chooseFits({ cases }: Scored, flag: number, { fitsPrecision }: Aims): number {
  const rest = cases.filter(({ score }) => score < flag);
  return lowest((threshold) => {
    const clears = rest.filter(({ own }) => own >= threshold);
    return rightShare(clears, ({ misplaced }) => !misplaced) >= fitsPrecision;
  });
}

/**
 * `closedBag` and `nothing`: the lowest that hardly any photograph of something else reaches. `flag`: the lowest that is
 * precise enough and hardly flags what can't be misplaced, with the softening that then catches most (the least of equals).
 * `fits`: the lowest that is precise on what isn't flagged. Where none will do, the highest of the grid (0.999).
 */
export function chooseThresholds(
  samples: readonly Sample[],
  itemOutcomes: readonly Outcome[],
  scaling: Scaling,
  aims: Aims,
): Thresholds {
  const plain = samples.map(({ items }) => distributionsAt(items, itemOutcomes, scaling, 1).categories);
  const setAside = chooseSetAside(samples, plain, aims);
  const judged = samples.filter((_, index) => {
    const { nothing_to_judge: nothing, closed_bag: closedBag } = plain[index]!;
    return nothing < setAside.nothing && closedBag < setAside.closedBag;
  });
  const choices = aims.softenings.map((softening) => {
    const scored = scoreAll(judged, itemOutcomes, scaling, softening, aims.misplacedShare);
    return { scored, ...chooseFlag(scored, samples, aims) };
  });
  const { scored, flag } = choices.reduce((best, next) => (next.caught > best.caught ? next : best));
  return { flag, fits: chooseFits(scored, flag, aims), ...setAside, softening: scored.softening };
}
