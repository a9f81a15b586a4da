/** The report as a workbook: a sheet for each table, real numbers with formats, the words on the first sheet. */
import ExcelJS from 'exceljs';
import { textWidth } from './cell-text.rules.ts';
import { plainLabels, plainRows } from './report-csv.ts';
import type { Cell, ReportDocument, ReportTable } from './report-document.schemas.ts';

const shareFormat = '0.0%';
const formatOf = (cell: Cell): string | undefined => {
  if (cell === null || typeof cell === 'string') return undefined;
  if ('count' in cell) return '#,##0';
  return 'value' in cell ? '0.00' : shareFormat;
};

/** Excel’s limits: 31 letters, none of these. */
const sheetName = (title: string, taken: Set<string>): string => {
  const plain = title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 28);
  let name = plain;
  for (let again = 2; taken.has(name); again += 1) name = `${plain} ${again}`;
  taken.add(name);
  return name;
};

function fitColumns(sheet: ExcelJS.Worksheet, labels: string[], rows: (string | number | null)[][]): void {
  labels.forEach((label, at) => {
    const widths = rows.map((row) => (typeof row[at] === 'string' ? textWidth(row[at]) : 8));
    sheet.getColumn(at + 1).width = Math.min(40, Math.max(textWidth(label), 8, ...widths) + 2);
  });
}

function addTable(book: ExcelJS.Workbook, table: ReportTable, document: ReportDocument, name: string): void {
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: {
      paperSize: 9,
      orientation: table.columns.length > 6 ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToHeight: 0,
    },
  });
  const labels = plainLabels(table, document.words);
  const rows = plainRows(table);
  sheet.addRow([table.title]).font = { bold: true, size: 13 };
  const head = sheet.addRow(labels);
  head.eachCell((cell) => {
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE5F1EC' } };
  });
  rows.forEach((row, at) => {
    const added = sheet.addRow(row);
    let column = 1;
    for (const [index, cell] of (table.rows[at] ?? []).entries()) {
      const cells = table.columns[index]?.isInterval ? 2 : 1;
      const format = formatOf(cell);
      for (let one = 0; one < cells; one += 1, column += 1) if (format) added.getCell(column).numFmt = format;
    }
  });
  if (rows.length === 0) sheet.addRow([table.none]);
  fitColumns(sheet, labels, rows);
}

function addCover(book: ExcelJS.Workbook, document: ReportDocument, name: string): void {
  const sheet = book.addWorksheet(name);
  sheet.getColumn(1).width = 90;
  sheet.addRow([document.title]).font = { bold: true, size: 16 };
  sheet.addRow([document.subtitle]);
  sheet.addRow([]);
  const paragraphs = [
    ...document.highlights.map(({ text }) => text),
    ...document.facts.map(({ label, text }) => `${label}: ${text}`),
    ...document.sections.flatMap(({ heading, paragraphs: all }) => all.map((text) => `${heading}: ${text}`)),
  ];
  for (const text of paragraphs) sheet.addRow([text]).getCell(1).alignment = { wrapText: true, vertical: 'top' };
}

/** `at` is what the file says it was made at. */
export async function reportXlsx(document: ReportDocument, at: Date): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  Object.assign(book, { creator: 'Greensleeve', created: at, modified: at, title: document.title });
  const taken = new Set<string>();
  addCover(book, document, sheetName(document.words.tables, taken));
  for (const section of document.sections) {
    for (const table of section.tables) addTable(book, table, document, sheetName(table.title, taken));
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
