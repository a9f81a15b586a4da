/** Measures a model on labelled photographs, with the very code that serves. */
import {
  type Category,
  categories,
  type Outcome,
  type OutcomeDistribution,
  outcomes,
} from '../inference/categories.ts';
import type { Classifier } from '../inference/classifier.ts';
import { decide } from '../inference/decision.ts';
import type { Thresholds } from '../inference/manifest.ts';
import { preparePhoto } from '../inference/preprocess.ts';
import type { Quality } from '../inference/quality.ts';
import { type Scheme, toCategories } from '../inference/scheme.ts';
import { UnreadablePhotoError } from '../inference/unreadable-photo.error.ts';
import {
  accuracy,
  balancedAccuracy,
  type ClassFigures,
  classFigures,
  confusionMatrix,
  drawBins,
  type FlagFigures,
  flagFigures,
  type Judged,
  type Proportion,
  seededRandom,
} from './evaluation.rules.ts';
import { EvaluationError, type LabelledPhoto } from './labels-csv.ts';

/** A labelled photograph with what the model says of it. */
export interface Measured {
  photo: LabelledPhoto;
  distribution: OutcomeDistribution;
  quality: Quality;
}

export interface MeasureOptions {
  classifier: Pick<Classifier, 'manifest' | 'classify'>;
  scheme: Scheme;
  maxPixels: number;
  /** Photographs decoded at once. */
  concurrency?: number;
  onProgress?: (done: number, of: number) => void;
}

/** The five classes that balanced accuracy is taken over; `nothing_to_judge` as an answer is wrong for all of them. */
const measuredClasses: readonly Outcome[] = [...categories, 'closed_bag'];
const misplacedShare = 0.2;

async function measureOne(photo: LabelledPhoto, options: MeasureOptions): Promise<Measured> {
  const { classifier, scheme, maxPixels } = options;
  const { manifest } = classifier;
  try {
    const { views } = await preparePhoto(photo.path, null, manifest.input, { maxPixels });
    const view = views[0]!;
    const probabilities = await classifier.classify(view.tensor);
    return { photo, distribution: toCategories(probabilities, manifest.labels, scheme), quality: view.quality };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing) throw new EvaluationError(`${photo.path} is named in labels.csv but isn't there.`);
    if (error instanceof UnreadablePhotoError) throw new EvaluationError(`${photo.path}: ${error.message}`);
    throw error;
  }
}

/** Classifies the photographs, several at once; the answer is in their order. Throws EvaluationError. */
export async function measurePhotos(photos: readonly LabelledPhoto[], options: MeasureOptions): Promise<Measured[]> {
  const measured: Measured[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < photos.length; index = next++) {
      measured[index] = await measureOne(photos[index]!, options);
      done += 1;
      options.onProgress?.(done, photos.length);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency ?? 4 }, work));
  return measured;
}

/** The likeliest of the six outcomes; the first of several. */
function likeliest(distribution: OutcomeDistribution): Outcome {
  return outcomes.reduce((best, outcome) => (distribution[outcome] > distribution[best] ? outcome : best));
}

export interface Evaluation {
  photos: number;
  accuracy: Proportion;
  balancedAccuracy: { value: number | null; classes: number };
  categories: ClassFigures[];
  sources: { source: string; accuracy: Proportion; balancedAccuracy: { value: number | null; classes: number } }[];
  /** Counts by truth (rows) and prediction (columns), both in the order of `labels`. */
  confusion: { labels: Outcome[]; counts: number[][] };
  flags: {
    thresholds: Thresholds;
    allInTheirBins: FlagFigures;
    someMisplaced: FlagFigures & { share: number; seed: number };
  };
}

function placeAndDecide(
  measured: readonly Measured[],
  thresholds: Thresholds,
  share: number,
  seed: number,
): FlagFigures {
  const truths = measured.map(({ photo }) => photo.category);
  const bins: Category[] = drawBins(truths, categories, share, seededRandom(seed));
  const placed = measured.map(({ photo, distribution, quality }, index) => {
    const expected = bins[index]!;
    const { decision } = decide({ categories: distribution, quality, expected, thresholds });
    return { truth: photo.category, expected, decision };
  });
  return flagFigures(placed, categories);
}

/** All figures of what was measured. `seed` decides which photographs are misplaced. */
export function evaluate(measured: readonly Measured[], thresholds: Thresholds, seed: number): Evaluation {
  const rows: Judged[] = measured.map(({ photo, distribution }) => ({
    source: photo.source,
    truth: photo.category,
    predicted: likeliest(distribution),
  }));
  const sources = [...new Set(rows.map(({ source }) => source))].sort();
  const { flag, fits, closedBag, nothing } = thresholds;
  return {
    photos: rows.length,
    accuracy: accuracy(rows),
    balancedAccuracy: balancedAccuracy(rows, measuredClasses),
    categories: outcomes.map((outcome) => classFigures(rows, outcome)),
    sources: sources.map((source) => {
      const ofSource = rows.filter((row) => row.source === source);
      return { source, accuracy: accuracy(ofSource), balancedAccuracy: balancedAccuracy(ofSource, measuredClasses) };
    }),
    confusion: { labels: [...outcomes], counts: confusionMatrix(rows, outcomes) },
    flags: {
      thresholds: { flag, fits, closedBag, nothing },
      allInTheirBins: placeAndDecide(measured, thresholds, 0, seed),
      someMisplaced: { share: misplacedShare, seed, ...placeAndDecide(measured, thresholds, misplacedShare, seed) },
    },
  };
}
