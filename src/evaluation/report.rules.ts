/** The table that a model is judged by: each figure with its interval, its counts and the bar it must reach. Pure. */

import type { Interval, Proportion } from './evaluation.rules.ts';
import type { Balanced, Evaluation, Mistake, Unflaggable } from './evaluation.service.ts';
import type { WeightedFlags } from './flag-figures.rules.ts';
import type { Calibration } from './judgement.rules.ts';
import type { Speed } from './speed.service.ts';

/** A model trained without a source, on all photographs of that source. */
export interface LeftOut {
  source: string;
  model: string;
  photos: number;
  balancedAccuracy: Balanced;
}

/** The main figures on a part of the photographs. */
export interface Subset {
  name: string;
  accuracy: Proportion;
  balancedAccuracy: Balanced;
  flags: WeightedFlags;
}

/** Everything that model:evaluate says of a model; kept as evaluation.json beside it. */
export interface Report extends Evaluation {
  schema: 1;
  model: string;
  sha256: string;
  bytes: number;
  scheme: string;
  dir: string;
  split: string;
  served: Calibration;
  /** Photographs whose label nobody disputes, and those of which training holds no known copy. */
  subsets: Subset[];
  leftOut: LeftOut[];
  speed: Speed | null;
  worstMistakes: (Mistake & { debatable: string | null })[];
}

export interface Bar {
  atLeast?: number;
  atMost?: number;
}

export type Unit = 'share' | 'fraction' | 'perThousand' | 'ms' | 'MB';

export interface TableRow {
  measure: string;
  unit: Unit;
  value: number | null;
  interval: Interval | null;
  /** What was counted, in words. */
  counts: string;
  bar: Bar | null;
  /** Null where there is no bar or nothing was measured. */
  reached: boolean | null;
}

/** From how many photographs on a source must reach its bar. */
const enoughPhotos = 50;
const enoughClasses = 3;

function row(
  measure: string,
  unit: Unit,
  value: number | null,
  rest: { interval?: Interval | null; counts?: string; bar?: Bar } = {},
): TableRow {
  const { interval = null, counts = '', bar = null } = rest;
  const reached = bar && value !== null ? value >= (bar.atLeast ?? value) && value <= (bar.atMost ?? value) : null;
  return { measure, unit, value, interval, counts, bar, reached };
}

function sourceRows({ sources }: Report): TableRow[] {
  return sources.map(({ source, accuracy, balancedAccuracy: { value, classes, interval } }) => {
    const { count, of } = accuracy;
    const counts = `${count} of ${of} right, ${classes} ${classes === 1 ? 'class' : 'classes'}`;
    const bar = of >= enoughPhotos ? { bar: { atLeast: 0.92 } } : {};
    // Of one class it is the accuracy; and where nothing is wrong, drawing anew finds nothing wrong either.
    const isPlain = classes === 1 || count === of;
    return row(`balanced accuracy, ${source}`, 'share', value, {
      interval: isPlain ? accuracy.interval : interval,
      counts,
      ...bar,
    });
  });
}

function leftOutRow({ leftOut }: Report): TableRow {
  const counted = leftOut.filter(({ balancedAccuracy: { classes } }) => classes >= enoughClasses);
  const mean = counted.reduce((sum, { balancedAccuracy: { value } }) => sum + (value ?? 0), 0) / counted.length;
  const names = counted.map(
    ({ source, balancedAccuracy }) => `${source} ${((balancedAccuracy.value ?? 0) * 100).toFixed(1)} %`,
  );
  return row('leave-one-source-out, mean balanced accuracy', 'share', counted.length > 0 ? mean : null, {
    counts: names.join(', ') || 'not measured: --left-out SOURCE=DIR for each model trained without a source',
    bar: { atLeast: 0.8 },
  });
}

function flagRows({ flags: { byShare } }: Report): TableRow[] {
  return byShare.flatMap((figures, index) => {
    const { misplacedShare, photos, misplacements, falselyFlagged, precision, recall, falseFlagsPer1000 } = figures;
    const where = `${misplacedShare * 100} % in a wrong bin`;
    const caught = `${misplacements.count} of ${misplacements.of} misplacements flagged`;
    const counts = `${caught}, ${falselyFlagged} of ${photos} photos falsely; weighted`;
    const isBarred = index === 0;
    return [
      row(`flag precision, ${where}`, 'share', precision.value, {
        interval: precision.interval,
        counts,
        ...(isBarred && { bar: { atLeast: 0.97 } }),
      }),
      row(`flag recall, ${where}`, 'share', recall.value, {
        interval: recall.interval,
        counts,
        ...(isBarred && { bar: { atLeast: 0.8 } }),
      }),
      row(`false flags per 1,000 right ones, ${where}`, 'perThousand', falseFlagsPer1000.value, {
        interval: falseFlagsPer1000.interval,
        counts,
      }),
    ];
  });
}

function subsetRows({ subsets }: Report): TableRow[] {
  return subsets.flatMap(({ name, accuracy, balancedAccuracy, flags: { misplacedShare, precision, recall } }) => {
    const counts = `${accuracy.count} of ${accuracy.of} right, ${balancedAccuracy.classes} classes`;
    const where = `${misplacedShare * 100} % in a wrong bin, ${name}`;
    return [
      row(`balanced accuracy, ${name}`, 'share', balancedAccuracy.value, {
        interval: balancedAccuracy.interval,
        counts,
      }),
      row(`flag precision, ${where}`, 'share', precision.value, { interval: precision.interval, counts: 'weighted' }),
      row(`flag recall, ${where}`, 'share', recall.value, { interval: recall.interval, counts: 'weighted' }),
    ];
  });
}

const names = { closed_bag: 'closed bags', nothing_to_judge: 'nothing to judge' };
/** The two that the bar is about: photographs of bags, and parts of scenes held back for all purposes. */
const isBarred = ({ truth, from, split }: Unflaggable): boolean =>
  (truth === 'closed_bag' && from === 'photos') || (truth === 'nothing_to_judge' && split === 'held');

function unflaggableRows({ unflaggable }: Report): TableRow[] {
  return unflaggable.map((about) => {
    const { truth, from, split, flagged, recognised } = about;
    return row(`${names[truth]} flagged in any bin, ${split} ${from}`, 'share', flagged.share, {
      interval: flagged.interval,
      counts: `${flagged.count} of ${flagged.of}; ${recognised.count} recognised`,
      ...(isBarred(about) && { bar: { atMost: 0.01 } }),
    });
  });
}

function costRows({ bytes, speed }: Report): TableRow[] {
  const size = row('size of the model', 'MB', bytes / 1e6, { bar: { atMost: 16 } });
  if (!speed) return [size];
  const counts = ({ runs, clockMs }: Speed['view']) => `processor time, median of ${runs}; by the clock ${clockMs} ms`;
  return [
    size,
    row('one view, one thread', 'ms', speed.view.processorMs, { counts: counts(speed.view), bar: { atMost: 15 } }),
    row('six views in one batch', 'ms', speed.sixViews.processorMs, { counts: counts(speed.sixViews) }),
    row('1080p photo with four views, all of it', 'ms', speed.photo.processorMs, { counts: counts(speed.photo) }),
  ];
}

/** The rows in the order in which the bars are stated. */
export function tableRows(report: Report): TableRow[] {
  const { balancedAccuracy, accuracy, calibrationError } = report;
  return [
    row('balanced accuracy over five classes', 'share', balancedAccuracy.value, {
      interval: balancedAccuracy.interval,
      counts: `${accuracy.count} of ${accuracy.of} right, ${balancedAccuracy.classes} classes`,
      bar: { atLeast: 0.96 },
    }),
    ...sourceRows(report),
    leftOutRow(report),
    ...flagRows(report),
    ...unflaggableRows(report),
    row('expected calibration error, 15 bins', 'fraction', calibrationError.value, {
      counts: `${calibrationError.photos} photos`,
      bar: { atMost: 0.03 },
    }),
    ...subsetRows(report),
    ...costRows(report),
  ];
}
