/** The report’s tables as CSV: one after the other, each below its title; figures as bare numbers. */
import { byteOrderMark, csvLine } from '../platform/csv.ts';
import type { Cell, ReportDocument, ReportTable } from './report-document.schemas.ts';

type Plain = string | number | null;

/** Shares stay 0 to 1; an interval takes two cells. */
function plainCells(cell: Cell, isInterval: boolean): Plain[] {
  if (isInterval) return cell && typeof cell === 'object' && 'low' in cell ? [cell.low, cell.high] : [null, null];
  if (cell === null || typeof cell === 'string') return [cell];
  if ('count' in cell) return [cell.count];
  if ('share' in cell) return [cell.share];
  return 'value' in cell ? [cell.value] : [null];
}

/** Labels, with two for an interval. */
export const plainLabels = ({ columns }: ReportTable, { low, high }: ReportDocument['words']): string[] =>
  columns.flatMap(({ label, isInterval }) => (isInterval ? [`${label} ${low}`, `${label} ${high}`] : [label]));

/** Rows of bare text and numbers. */
export const plainRows = ({ columns, rows }: ReportTable): Plain[][] =>
  rows.map((row) => row.flatMap((cell, at) => plainCells(cell, columns[at]?.isInterval ?? false)));

export function reportCsv(document: ReportDocument): Buffer {
  const lines = [csvLine([document.title]), csvLine([document.subtitle])];
  for (const { label, text } of document.facts) lines.push(csvLine([label, text]));
  for (const { text } of document.highlights) lines.push(csvLine([text]));
  for (const section of document.sections) {
    for (const table of section.tables) {
      lines.push(csvLine([]), csvLine([`[${table.id}] ${section.heading}: ${table.title}`]));
      lines.push(csvLine(plainLabels(table, document.words)), ...plainRows(table).map(csvLine));
    }
  }
  return Buffer.from(byteOrderMark + lines.join(''));
}
