/** Tables as a workbook (xlsx) with a heading that stays in sight. */
import ExcelJS from 'exceljs';

interface Sheet {
  name: string;
  /** The heading first. */
  rows: readonly (readonly (string | number | null)[])[];
}

/** Characters are about as wide as this many of a digit; Chinese ones take two. */
const widthOf = (value: string | number | null): number =>
  Array.from(String(value ?? '')).reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);

/** Bytes of the file. Text stays text: nothing in a cell is run as a formula. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const { name, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    for (const row of rows) sheet.addRow([...row]);
    sheet.getRow(1).font = { bold: true };
    sheet.columns.forEach((column, index) => {
      column.width = Math.min(60, Math.max(...rows.map((row) => widthOf(row[index] ?? null)), 6) + 2);
    });
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
