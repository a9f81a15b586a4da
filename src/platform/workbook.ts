/** Tables as a workbook (xlsx) with a heading that stays in sight. */
import ExcelJS from 'exceljs';
import { neutralised } from './csv.ts';

type Cell = string | number | Date | null;
interface Sheet {
  name: string;
  /** The heading first. Dates hold the wall clock's time as if it were UTC: spreadsheets know no zones. */
  rows: readonly (readonly Cell[])[];
}

const dateFormat = 'yyyy-mm-dd hh:mm';

/** Characters are about as wide as this many of a digit; Chinese ones take two. */
const widthOf = (value: Cell): number =>
  value instanceof Date
    ? dateFormat.length
    : Array.from(String(value ?? '')).reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);

/** Bytes of the file. Text stays text: nothing in a cell is run as a formula, also after it was saved as CSV. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const { name, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    for (const row of rows) {
      const added = sheet.addRow(row.map((cell) => (typeof cell === 'string' ? neutralised(cell) : cell)));
      row.forEach((cell, index) => {
        if (cell instanceof Date) added.getCell(index + 1).numFmt = dateFormat;
      });
    }
    sheet.getRow(1).font = { bold: true };
    sheet.columns.forEach((column, index) => {
      const widest = rows.reduce((most, row) => Math.max(most, widthOf(row[index] ?? null)), 6);
      column.width = Math.min(60, widest + 2);
    });
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
