/** The workbook that an import starts from: example rows, drop-downs, a sheet that explains the columns. */

import { columnsOf } from './import-columns.rules.ts';
import type { ImportKind } from './imports.schemas.ts';

const lastChosenRow = 500;

/** The bytes of an xlsx file. */
export async function makeTemplate(kind: ImportKind): Promise<Buffer> {
  // Loaded when somebody asks: it takes longer than all the rest of the service's start.
  const { default: ExcelJS } = await import('exceljs');
  const columns = columnsOf[kind];
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('数据', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ zh, required }) => ({ header: required ? `${zh} *` : zh, width: 22 }));
  sheet.getRow(1).font = { bold: true };
  for (const index of [0, 1] as const) sheet.addRow(columns.map(({ examples }) => examples[index]));
  for (const [index, { choices }] of columns.entries()) {
    sheet.getColumn(index + 1).numFmt = '@';
    if (!choices) continue;
    for (let row = 2; row <= lastChosenRow; row += 1) {
      sheet.getCell(row, index + 1).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`"${choices.join(',')}"`],
      };
    }
  }
  const notes = book.addWorksheet('说明');
  notes.columns = [14, 18, 12, 30, 60].map((width) => ({ width }));
  notes.addRow(['列', 'Column', '必填', '示例', '可填内容']).font = { bold: true };
  for (const { zh, en, required, examples, choices } of columns) {
    notes.addRow([zh, en, required ? '是' : '否', examples.find((one) => one !== '') ?? '', choices?.join('、') ?? '']);
  }
  notes.addRow([]);
  notes.addRow(['先删去“数据”表里的两行示例，再填写。带 * 的列必填。重复导入不会重复添加，只更新有变化的。']);
  return Buffer.from(await book.xlsx.writeBuffer());
}
