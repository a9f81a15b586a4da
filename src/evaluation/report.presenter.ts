/** A report as text for a terminal and for the READMEs. */
import { outcomes } from '../inference/categories.ts';
import { between, figure, percent, tableCells, tableHead, textTable } from './figures.presenter.ts';
import type { Calibration } from './judgement.rules.ts';
import { type Report, type TableRow, tableRows } from './report.rules.ts';

const countsColumn = tableHead.indexOf('counts');

function offsetWords(offsets: Calibration['offsets']): string {
  const given = outcomes.flatMap((name) => (offsets?.[name] ? [`${name} ${offsets[name]}`] : []));
  return given.length === 0 ? '' : `, offsets ${given.join(' ')}`;
}

export function calibrationWords({ temperature, offsets, thresholds }: Calibration): string {
  const { flag, fits, closedBag, nothing, softening } = thresholds;
  return `temperature ${temperature}${offsetWords(offsets)}, flag ${flag} (softened ${softening}), fits ${fits}, closed bag ${closedBag}, nothing ${nothing}`;
}

/** What a manifest says, and whether it is what these pictures lead to. */
export function servedWords({ served, crossFitting: { chosen } }: Report): string {
  const [words, wanted] = [calibrationWords(served), calibrationWords(chosen)];
  return words === wanted ? words : `${words}; model:calibrate would choose ${wanted}`;
}

const title = ({ model, dir, split, scheme }: Report): string => `${model} on ${dir}, split ${split}, ${scheme}`;

const rowTable = (rows: readonly TableRow[]): string => textTable([tableHead, ...rows.map(tableCells)], [countsColumn]);

function flagOrigins({ flags: { byBin, bySource } }: Report): string {
  const head = ['flags', 'photos', 'precision', 'falsely flagged'];
  const rows = [
    ...byBin.map(({ bin, ...counts }) => ({ name: `${bin} bin`, ...counts })),
    ...bySource.map(({ source, ...counts }) => ({ name: source, ...counts })),
  ].map(({ name, photos, precision, falselyFlagged }) => [name, photos, percent(precision), falselyFlagged]);
  return textTable([head, ...rows]);
}

function categoryTable({ categories }: Report): string {
  return textTable([
    ['category', 'photos', 'recall', '95 % interval', 'precision'],
    ...categories.map(({ category, photos, recall, precision }) => {
      return [category, photos, percent(recall.share), between('share', recall.interval), percent(precision.share)];
    }),
  ]);
}

/** Label, split, how many, how many of them flagged: of the parts of scenes. */
export function sceneRows({ unflaggable }: Report): (string | number)[][] {
  return unflaggable.flatMap(({ split, byLabel }) =>
    byLabel.map(({ label, flagged }) => [label, split, flagged.of, flagged.count]),
  );
}

export const sceneHead = ['part of a scene', 'split', 'pictures', 'flagged in any bin'] as const;

function mistakeLines({ worstMistakes }: Report): string {
  return textTable(
    worstMistakes.map(({ file, truth, predicted, confidence, debatable }) => {
      return [file, figure('fraction', confidence), `${truth} taken for ${predicted}`, debatable ?? ''];
    }),
    [2, 3],
  );
}

function judgedBy({ folds, seed, calibrations }: Report['crossFitting']): string[] {
  if (folds === 1) return ['each photo judged by the manifest'];
  return [
    `each photo judged by what was chosen on the groups of other folds (${folds} folds, seed ${seed}):`,
    ...calibrations.map((calibration) => `  ${calibrationWords(calibration)}`),
  ];
}

/** What somebody who asks for an evaluation reads. */
export function presentReport(report: Report): string {
  const { confusion, crossFitting, flags } = report;
  const { drawn } = flags;
  return [
    title(report),
    '',
    rowTable(tableRows(report)),
    '',
    categoryTable(report),
    '',
    'truth (down) and prediction (across)',
    textTable([['', ...confusion.labels], ...confusion.counts.map((row, at) => [confusion.labels[at]!, ...row])]),
    '',
    `where flags come from, ${drawn.misplacedShare * 100} % in a wrong bin`,
    flagOrigins(report),
    '',
    `one draw of bins: ${drawn.precision.count} of ${drawn.precision.of} flags right, ${drawn.recall.count} of ${drawn.recall.of} misplaced flagged`,
    '',
    textTable([sceneHead, ...sceneRows(report)]),
    '',
    'surest mistakes',
    mistakeLines(report),
    '',
    ...judgedBy(crossFitting),
    `the manifest: ${servedWords(report)}`,
  ].join('\n');
}

/** The table without the sources and what depends on the machine, for the READMEs. */
export function presentSummary(report: Report): string {
  const kept = tableRows(report).filter(({ measure, unit }) => unit !== 'ms' && !/^balanced accuracy, /.test(measure));
  const cells = [tableHead, ...kept.map(tableCells)].map((row) => row.slice(0, countsColumn));
  return [title(report), '', textTable(cells)].join('\n');
}
