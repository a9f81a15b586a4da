/** All figures of a model on pictures that were measured; nobody is judged by what they helped to choose. */
import { type Category, categories, type Outcome, outcomes } from '../inference/categories.ts';
import { bootstrapInterval, sumsByGroup } from './bootstrap.rules.ts';
import { calibrate } from './calibration.rules.ts';
import { type CalibrationError, calibrationError } from './calibration-error.rules.ts';
import { crossFit } from './cross-fitting.rules.ts';
import {
  accuracy,
  balancedAccuracy,
  type ClassFigures,
  classFigures,
  confusionMatrix,
  drawBins,
  type FlagFigures,
  flagFigures,
  type Interval,
  type Proportion,
  proportion,
  seededRandom,
} from './evaluation.rules.ts';
import { countFlags, type FlagCounts, type FlagRow, type WeightedFlags, weightedFlags } from './flag-figures.rules.ts';
import { type Calibration, type Judgement, judge, type Sample } from './judgement.rules.ts';
import type { MeasuredCrop, MeasuredPhoto, Measurement } from './measurement.service.ts';
import { servedAims } from './thresholds.rules.ts';

/** The five classes that balanced accuracy is taken over; `nothing_to_judge` as an answer is wrong for all of them. */
const measuredClasses: readonly Outcome[] = [...categories, 'closed_bag'];
const misplacedShares = [0.2, 0.05, 0.02];
const confidenceBins = 15;
const bootstrapRounds = 1000;
const foldCount = 5;
const worstCount = 25;

export interface Balanced {
  value: number | null;
  /** How many of the classes have photographs. */
  classes: number;
  /** By bootstrap over groups. */
  interval: Interval | null;
}

/** Pictures that must never be flagged, in a bin of whatever category. */
export interface Unflaggable {
  truth: 'closed_bag' | 'nothing_to_judge';
  from: 'photos' | 'scenes';
  split: string;
  /** Flagged in at least one of four bins. */
  flagged: Proportion;
  /** The likeliest outcome is the true one. */
  recognised: Proportion;
  /** The same by what parts of scenes show. */
  byLabel: { label: string; flagged: Proportion }[];
}

export interface Mistake {
  file: string;
  truth: Outcome;
  predicted: Outcome;
  confidence: number;
}

export interface Evaluation {
  photos: number;
  accuracy: Proportion;
  balancedAccuracy: Balanced;
  categories: ClassFigures[];
  sources: { source: string; accuracy: Proportion; balancedAccuracy: Balanced }[];
  /** Counts by truth (rows) and prediction (columns), both in the order of `labels`. */
  confusion: { labels: Outcome[]; counts: number[][] };
  calibrationError: CalibrationError;
  /** What was chosen for each fold, and on all of dev. */
  crossFitting: { folds: number; seed: number; calibrations: Calibration[]; chosen: Calibration };
  flags: {
    byShare: WeightedFlags[];
    byBin: (FlagCounts & { bin: Category })[];
    bySource: (FlagCounts & { source: string })[];
    /** One draw of bins, as an illustration. */
    drawn: FlagFigures & { misplacedShare: number };
  };
  unflaggable: Unflaggable[];
  worstMistakes: Mistake[];
}

type JudgedPhoto = MeasuredPhoto & Judgement;
type JudgedCrop = MeasuredCrop & Judgement;

const isFlagged = ({ decisions }: Judgement): boolean => categories.some((bin) => decisions[bin] === 'misplaced');

/** Mean recall over those of the five classes that have photographs, with its interval. */
export function balancedWithInterval(
  photos: readonly { group: string; truth: Outcome; predicted: Outcome }[],
  seed: number,
): Balanced {
  const rows = photos.map(({ group, truth, predicted }) => ({
    group,
    values: measuredClasses.flatMap((name) => [Number(truth === name && predicted === name), Number(truth === name)]),
  }));
  const meanRecall = (sums: readonly number[]): number | null => {
    const recalls = measuredClasses.flatMap((_, index) => {
      const of = sums[2 * index + 1]!;
      return of > 0 ? [sums[2 * index]! / of] : [];
    });
    return recalls.length === 0 ? null : recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
  };
  const interval = bootstrapInterval(sumsByGroup(rows), meanRecall, { rounds: bootstrapRounds, seed });
  return { ...balancedAccuracy(photos, measuredClasses), interval };
}

function flagSection(photos: readonly JudgedPhoto[], seed: number): Evaluation['flags'] {
  const rows: FlagRow[] = photos.map(({ group, source, truth, decisions }) => {
    const flagged = Object.fromEntries(categories.map((bin) => [bin, decisions[bin] === 'misplaced']));
    return { group, source, truth, flagged: flagged as Record<Category, boolean> };
  });
  const share = misplacedShares[0]!;
  const sources = [...new Set(rows.map(({ source }) => source))].sort();
  const truths = rows.map(({ truth }) => truth);
  const bins = drawBins(truths, categories, share, seededRandom(seed));
  const placed = photos.map(({ truth, decisions }, index) => {
    return { truth, expected: bins[index]!, decision: decisions[bins[index]!] };
  });
  return {
    byShare: misplacedShares.map((each) => weightedFlags(rows, categories, each, { rounds: bootstrapRounds, seed })),
    byBin: categories.map((bin) => ({ bin, ...countFlags(rows, [bin], share) })),
    bySource: sources.map((source) => {
      const ofSource = rows.filter((row) => row.source === source);
      return { source, ...countFlags(ofSource, categories, share) };
    }),
    drawn: { misplacedShare: share, ...flagFigures(placed, categories) },
  };
}

function unflaggableFigures(
  pictures: readonly (Judgement & Pick<Sample, 'truth'> & { label?: string })[],
  about: Pick<Unflaggable, 'truth' | 'from' | 'split'>,
): Unflaggable[] {
  const those = pictures.filter(({ truth }) => truth === about.truth);
  if (those.length === 0) return [];
  const recognised = those.filter(({ predicted }) => predicted === about.truth).length;
  const flaggedOf = (some: readonly Judgement[]) => proportion(some.filter(isFlagged).length, some.length);
  const labels = [...new Set(those.flatMap(({ label }) => label ?? []))].sort();
  return [
    {
      ...about,
      flagged: flaggedOf(those),
      recognised: proportion(recognised, those.length),
      byLabel: labels.map((label) => ({ label, flagged: flaggedOf(those.filter((one) => one.label === label)) })),
    },
  ];
}

function unflaggableSection(photos: readonly JudgedPhoto[], crops: readonly JudgedCrop[]): Unflaggable[] {
  const scenes = (truth: Unflaggable['truth'], split: string): Unflaggable[] =>
    unflaggableFigures(
      crops.filter((crop) => crop.split === split),
      { truth, from: 'scenes', split },
    );
  return [
    ...unflaggableFigures(photos, { truth: 'closed_bag', from: 'photos', split: 'dev' }),
    ...scenes('nothing_to_judge', 'held'),
    ...scenes('closed_bag', 'held'),
    ...scenes('nothing_to_judge', 'dev'),
    ...scenes('closed_bag', 'dev'),
  ];
}

function worstMistakes(photos: readonly JudgedPhoto[]): Mistake[] {
  return photos
    .filter(({ truth, predicted }) => truth !== predicted)
    .sort((a, b) => b.confidence - a.confidence || (a.file < b.file ? -1 : 1))
    .slice(0, worstCount)
    .map(({ file, truth, predicted, confidence }) => ({ file, truth, predicted, confidence }));
}

/**
 * All figures of what was measured. Each photograph and each part of a dev scene is judged with the temperature and the
 * thresholds chosen on the groups of the other folds, parts of held-back scenes with those chosen on all of dev, as
 * model:calibrate does it. `seed` decides folds, bootstrap and the draw of bins. With `given`, everything is judged by
 * that instead: for pictures that chose nothing of it.
 */
export function evaluate(
  { photos, crops, itemOutcomes }: Measurement,
  seed: number,
  given: Calibration | null = null,
): Evaluation {
  const choose = (others: Sample[]): Calibration => calibrate(others, itemOutcomes, servedAims);
  const chosenOn: Sample[] = [...photos, ...crops.filter(({ split }) => split === 'dev')];
  const folds = { folds: given ? 1 : foldCount, seed };
  const fitted = crossFit(chosenOn, given ? () => given : choose, folds);
  const chosen = given ?? choose(chosenOn);
  const judged: JudgedPhoto[] = photos.map((photo) => {
    return { ...photo, ...judge(photo, fitted.forGroup(photo.group), itemOutcomes) };
  });
  const judgedCrops: JudgedCrop[] = crops.map((crop) => {
    const calibration = crop.split === 'dev' ? fitted.forGroup(crop.group) : chosen;
    return { ...crop, ...judge(crop, calibration, itemOutcomes) };
  });
  const sources = [...new Set(judged.map(({ source }) => source))].sort();
  const sureness = judged.map(({ truth, predicted, confidence }) => ({ confidence, right: truth === predicted }));
  return {
    photos: judged.length,
    accuracy: accuracy(judged),
    balancedAccuracy: balancedWithInterval(judged, seed),
    categories: outcomes.map((outcome) => classFigures(judged, outcome)),
    sources: sources.map((source) => {
      const ofSource = judged.filter((row) => row.source === source);
      return { source, accuracy: accuracy(ofSource), balancedAccuracy: balancedWithInterval(ofSource, seed) };
    }),
    confusion: { labels: [...outcomes], counts: confusionMatrix(judged, outcomes) },
    calibrationError: calibrationError(sureness, confidenceBins),
    crossFitting: { ...folds, calibrations: fitted.byFold, chosen },
    flags: flagSection(judged, seed),
    unflaggable: unflaggableSection(judged, judgedCrops),
    worstMistakes: worstMistakes(judged),
  };
}
