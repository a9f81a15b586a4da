/** The generated part of a model's card: the table, what it is made of, and the mistakes, in Markdown. */
import { markdownTable } from '../docs/table.ts';
import { between, figure, percent, tableCells, tableHead } from './figures.presenter.ts';
import { sceneHead, sceneRows, servedWords } from './report.presenter.ts';
import { type Report, tableRows } from './report.rules.ts';

const cell = (value: string | number | null): string => (value === null ? '–' : String(value));
const table = (head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  markdownTable(
    head,
    rows.map((row) => row.map(cell)),
  );

function sources({ sources: all }: Report): string {
  return table(
    ['source', 'photos', 'accuracy', '95 % interval', 'balanced', 'classes'],
    all.map(({ source, accuracy: { of, share, interval }, balancedAccuracy: { value, classes } }) => {
      return [source, of, percent(share), between('share', interval), percent(value), classes];
    }),
  );
}

function categories({ categories: all }: Report): string {
  return table(
    ['category', 'photos', 'recall', '95 % interval', 'precision'],
    all.map(({ category, photos, recall, precision }) => {
      return [category, photos, percent(recall.share), between('share', recall.interval), percent(precision.share)];
    }),
  );
}

function flagOrigins({ flags: { byBin, bySource } }: Report): string {
  const cells = (
    name: string,
    { photos, precision, falselyFlagged }: Report['flags']['byBin'][number] | Report['flags']['bySource'][number],
  ) => [name, photos, percent(precision), falselyFlagged];
  return table(
    ['bin or source', 'photos', 'flag precision', 'photos falsely flagged'],
    [
      ...byBin.map((counts) => cells(`${counts.bin} bin`, counts)),
      ...bySource.map((counts) => cells(counts.source, counts)),
    ],
  );
}

function mistakes({ worstMistakes }: Report): string {
  return table(
    ['photo', 'is', 'taken for', 'confidence', 'debatable label'],
    worstMistakes.map(({ file, truth, predicted, confidence, debatable }) => {
      return [`\`${file}\``, truth, predicted, figure('fraction', confidence), debatable ?? ''];
    }),
  );
}

/** Markdown for between the card's markers; its figures are the report's and nothing else's. */
export function cardSection(report: Report): string {
  const { confusion, crossFitting, dir, split, scheme, photos } = report;
  return [
    `${photos} photographs of ${dir} (split ${split}), scheme ${scheme}. Each is judged with the temperature, the offsets and the`,
    `thresholds chosen on the groups of the other folds (${crossFitting.folds} folds, seed ${crossFitting.seed}). Intervals of counts are Wilson's, of balanced and`,
    'weighted figures bootstrap over groups. For flags, each photo lies in its own bin with the weight of what lies right and in each of',
    'the other three with a third of what lies wrong; closed bags lie in all four and are never misplaced. Times depend on the machine.',
    '',
    table(tableHead, tableRows(report).map(tableCells)),
    '',
    `The manifest, chosen on all of these photographs: ${servedWords(report)}.`,
    '',
    categories(report),
    '',
    sources(report),
    '',
    'Truth (down) and prediction (across):',
    '',
    table(
      ['', ...confusion.labels],
      confusion.counts.map((row, at) => [confusion.labels[at]!, ...row]),
    ),
    '',
    `Where flags come from with ${report.flags.drawn.misplacedShare * 100} % in a wrong bin:`,
    '',
    flagOrigins(report),
    '',
    'What must not be flagged, by what it shows:',
    '',
    table(sceneHead, sceneRows(report)),
    '',
    'The surest mistakes, by photo id:',
    '',
    mistakes(report),
  ].join('\n');
}
