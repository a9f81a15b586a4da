/** Lines of a CSV file (RFC 4180) that a spreadsheet opens as it is meant. */

/** What a file in UTF-8 begins with, so that spreadsheets take it for that. */
export const byteOrderMark = '\uFEFF';

/** A cell that begins so would be run as a formula. */
const formula = /^[=+\-@\t\r]/;

/** Text as it is, with a mark before it where a spreadsheet would run it. */
export const neutralised = (text: string): string => (formula.test(text) ? `'${text}` : text);

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = neutralised(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its end. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}
