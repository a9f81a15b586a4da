/** Figures as words, and rows of cells as text or Markdown: what all presenters of evaluations share. */
import type { Interval } from './evaluation.rules.ts';
import type { Bar, TableRow, Unit } from './report.rules.ts';

const missing = '–';

const formats: Readonly<Record<Unit, (value: number) => string>> = {
  share: (value) => `${(value * 100).toFixed(1)} %`,
  fraction: (value) => value.toFixed(4),
  perThousand: (value) => value.toFixed(1),
  ms: (value) => `${value.toFixed(1)} ms`,
  MB: (value) => `${value.toFixed(1)} MB`,
};

export const figure = (unit: Unit, value: number | null): string => (value === null ? missing : formats[unit](value));
export const percent = (share: number | null): string => figure('share', share);

export const between = (unit: Unit, interval: Interval | null): string =>
  interval ? `${figure(unit, interval.low)} to ${figure(unit, interval.high)}` : missing;

const barWords = (unit: Unit, bar: Bar | null): string => {
  if (bar?.atLeast !== undefined) return `≥ ${figure(unit, bar.atLeast)}`;
  return bar?.atMost === undefined ? '' : `≤ ${figure(unit, bar.atMost)}`;
};

export const tableHead = ['measure', 'figure', '95 % interval', 'bar', 'reached', 'counts'] as const;

/** The cells of one row of the table, in the order of `tableHead`. */
export function tableCells({ measure, unit, value, interval, counts, bar, reached }: TableRow): string[] {
  const verdict = reached === null ? '' : reached ? 'yes' : 'no';
  return [measure, figure(unit, value), between(unit, interval), barWords(unit, bar), verdict, counts];
}

/** Columns as wide as their widest cell: the first, and those named in `left`, to the left, the others to the right. */
export function textTable(rows: readonly (readonly (string | number)[])[], left: readonly number[] = []): string {
  const cells = rows.map((row) => row.map(String));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, at: number): string =>
    at === 0 || left.includes(at) ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!);
  return cells.map((row) => `  ${row.map(pad).join('  ')}`.trimEnd()).join('\n');
}
