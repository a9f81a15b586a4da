/** An evaluation as text for a terminal. */
import type { FlagFigures, Interval, Proportion } from './evaluation.rules.ts';
import type { Evaluation } from './evaluation.service.ts';

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
const decimal = (value: number | null): string => (value === null ? '–' : value.toFixed(4));
const interval = (given: Interval | null): string => (given ? `${percent(given.low)} to ${percent(given.high)}` : '–');

/** Columns as wide as their widest cell, the first one to the left, the others to the right. */
function table(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map(String));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '))
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n');
}

function flagLines(figures: FlagFigures): string {
  const { photos, misplaced, decisions, falseFlags, precision, recall } = figures;
  const fraction = ({ count, of }: Proportion): string => `${count} of ${of}`;
  const lines = [
    ['photographs', photos, `${misplaced} misplaced`],
    [
      'decisions',
      '',
      Object.entries(decisions)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    ],
    ['false flags per 1,000', ((falseFlags.share ?? 0) * 1000).toFixed(1), fraction(falseFlags)],
  ];
  if (misplaced > 0) {
    lines.push(['flag precision', percent(precision.share), `${fraction(precision)}, ${interval(precision.interval)}`]);
    lines.push(['flag recall', percent(recall.share), `${fraction(recall)}, ${interval(recall.interval)}`]);
  }
  const wide = Math.max(...lines.map(([name]) => String(name).length));
  const middle = Math.max(...lines.map(([, value]) => String(value).length));
  return lines
    .map(([name, value, more]) => `  ${String(name).padEnd(wide)}  ${String(value).padStart(middle)}  ${more}`)
    .join('\n');
}

function categoryTable({ categories }: Evaluation): string {
  return table([
    ['category', 'photos', 'recall', '95 % interval', 'precision'],
    ...categories.map(({ category, photos, recall, precision }) => {
      return [category, photos, percent(recall.share), interval(recall.interval), percent(precision.share)];
    }),
  ]);
}

function sourceTable({ sources }: Evaluation): string {
  return table([
    ['source', 'photos', 'accuracy', '95 % interval', 'balanced', 'classes'],
    ...sources.map(({ source, accuracy: { of, share, interval: range }, balancedAccuracy: { value, classes } }) => {
      return [source, of, percent(share), interval(range), percent(value), classes];
    }),
  ]);
}

function confusionTable({ confusion: { labels, counts } }: Evaluation): string {
  return table([['', ...labels], ...counts.map((row, truth) => [labels[truth] ?? '', ...row])]);
}

/** `about` are lines on what was measured. */
export function presentEvaluation(evaluation: Evaluation, about: readonly string[]): string {
  const { accuracy, balancedAccuracy, flags } = evaluation;
  const { flag, fits, closedBag, nothing } = flags.thresholds;
  return [
    ...about,
    '',
    `accuracy           ${decimal(accuracy.share)}  (${accuracy.count} of ${accuracy.of}, ${interval(accuracy.interval)})`,
    `balanced accuracy  ${decimal(balancedAccuracy.value)}  (mean recall of ${balancedAccuracy.classes} classes)`,
    '',
    categoryTable(evaluation),
    '',
    sourceTable(evaluation),
    '',
    'truth (down) and prediction (across)',
    confusionTable(evaluation),
    '',
    `at the model's thresholds: flag ${flag}, fits ${fits}, closed bag ${closedBag}, nothing ${nothing}`,
    'everything in its right bin (closed bags in any)',
    flagLines(flags.allInTheirBins),
    `${percent(flags.someMisplaced.share)} of what isn't a closed bag in a wrong bin (seed ${flags.someMisplaced.seed})`,
    flagLines(flags.someMisplaced),
  ].join('\n');
}
