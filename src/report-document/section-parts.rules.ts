/** What sections are put together from: columns, cells of figures, points of charts. */
import type { Category } from '../inference/categories.ts';
import type { MonthlyReport } from '../monthly-report/report.schemas.ts';
import type { Cell, ReportSection, ReportTable } from './report-document.schemas.ts';
import type { ReportWords } from './words-zh-cn.rules.ts';

/** What every section is written with. */
export interface Writing {
  report: MonthlyReport;
  words: ReportWords;
  /** A category as the community calls it, or a mixture. */
  nameOf(category: Category | 'mixed'): string;
  colourOf(category: Category | 'mixed'): string;
}

type Figure = Pick<MonthlyReport['categories'][number], 'estimate' | 'judgeable' | 'misplaced'>;
type Column = ReportTable['columns'][number];
type Labels = ReportWords['column'];

const column = (label: string, kind: 'text' | 'figure' | 'interval' = 'figure'): Column => ({
  label,
  isInterval: kind === 'interval',
  isText: kind === 'text',
});

export const textColumns = (words: ReportWords, ...labels: (keyof Labels)[]): Column[] =>
  labels.map((label) => column(words.column[label], 'text'));
export const figureColumns = (words: ReportWords, ...labels: (keyof Labels)[]): Column[] =>
  labels.map((label) => column(words.column[label]));

/** Columns of an estimate: rate, interval, and the judged episodes it rests on. */
export const rateColumns = (words: ReportWords): Column[] => [
  column(words.column.rate),
  column(words.column.interval, 'interval'),
  ...figureColumns(words, 'judgeable', 'misplaced'),
];

export const counted = (count: number): Cell => ({ count });
export const shareOf = (share: number | null): Cell => (share === null ? null : { share });

/** Cells of `rateColumns`; words in place of a rate that rests on too little. */
export function rateCells({ estimate, judgeable, misplaced }: Figure, words: ReportWords): Cell[] {
  return [
    estimate ? { share: estimate.rate } : words.tooFew,
    estimate ? { low: estimate.low, high: estimate.high } : null,
    { count: judgeable },
    { count: misplaced },
  ];
}

export const table = (
  id: string,
  title: string,
  columns: Column[],
  rows: Cell[][],
  words: ReportWords,
): ReportTable => ({ id, title, columns, rows, none: words.table.none });

/** Item and figure, the latter of any kind. */
export const factTable = (id: string, title: string, rows: [string, Cell][], words: ReportWords): ReportTable =>
  table(id, title, [...textColumns(words, 'item'), ...figureColumns(words, 'figure')], rows, words);

export const section = (
  id: string,
  heading: string,
  parts: Partial<Pick<ReportSection, 'paragraphs' | 'charts' | 'tables'>>,
): ReportSection => ({ id, heading, paragraphs: [], charts: [], tables: [], ...parts });

/** Points of a chart of rates. */
export const pointsOf = <Row extends Figure>(rows: readonly Row[], labelOf: (row: Row) => string) =>
  rows.map((row) => ({
    label: labelOf(row),
    estimate: row.estimate && { rate: row.estimate.rate, low: row.estimate.low, high: row.estimate.high },
  }));
