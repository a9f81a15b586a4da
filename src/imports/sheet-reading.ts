/** Reads the cells of a spreadsheet, xlsx or csv, as text; bounded, so that no file can eat the memory. */
import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';

export const maxFileBytes = 5_000_000;
const maxRows = 20_000;
const maxColumns = 64;
const maxUnpackedBytes = 60_000_000;

/** `formulas`: addresses of cells that compute something, as row:column from 1. */
export interface Sheet {
  rows: { number: number; cells: string[] }[];
  formulas: string[];
}

/** Why a file was not read; the message is for people. */
export class SheetError extends Error {}

const isZip = (bytes: Buffer): boolean => bytes.length > 3 && bytes.readUInt32LE(0) === 0x04034b50;

/** Unpacks each part against a common limit before anything trusts what the file says of itself. */
function checkUnpacked(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) throw new SheetError('The workbook is cut off.');
  let at = bytes.readUInt32LE(end + 16);
  let left = maxUnpackedBytes;
  for (let entry = bytes.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50)
      throw new SheetError('The workbook is damaged.');
    const [method, packed, declared] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
    ];
    const header = bytes.readUInt32LE(at + 42);
    if (declared > left || packed > bytes.length) throw new SheetError('The workbook unpacks to too much.');
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    left -= method === 8 ? unpackedBytes(bytes.subarray(start, start + packed), left) : packed;
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

function unpackedBytes(packed: Buffer, limit: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(limit, 1) }).length;
  } catch (error) {
    throw new SheetError('The workbook is damaged, or unpacks to too much.', { cause: error });
  }
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('text' in value) return String(value.text).trim();
  return '';
}

async function readWorkbook(bytes: Buffer): Promise<Sheet> {
  checkUnpacked(bytes);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const sheet = book.worksheets[0];
  if (!sheet) throw new SheetError('The workbook has no sheet.');
  if (sheet.actualRowCount > maxRows + 1) throw new SheetError(`The sheet has more than ${maxRows} rows.`);
  const found: Sheet = { rows: [], formulas: [] };
  sheet.eachRow((row, number) => {
    const cells: string[] = [];
    row.eachCell((cell, column) => {
      if (column > maxColumns) return;
      if (cell.type === ExcelJS.ValueType.Formula) found.formulas.push(`${number}:${column}`);
      cells[column - 1] = textOf(cell.value);
    });
    found.rows.push({ number, cells: Array.from(cells, (text) => text ?? '') });
  });
  return found;
}

/** UTF-8, or else what Chinese spreadsheets write: GB18030. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function readCsv(bytes: Buffer): Sheet {
  const options = { bom: true, relax_column_count: true, info: true, skip_empty_lines: false, trim: true } as const;
  try {
    const records = parse(decode(bytes), { ...options, to: maxRows + 2 }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    if (records.length > maxRows + 1) throw new SheetError(`The file has more than ${maxRows} rows.`);
    const rows = records.map(({ record, info }) => ({ number: info.lines, cells: record.slice(0, maxColumns) }));
    const formulas = rows.flatMap(({ number, cells }) =>
      cells.flatMap((cell, index) => (cell.startsWith('=') ? [`${number}:${index + 1}`] : [])),
    );
    return { rows, formulas };
  } catch (error) {
    if (error instanceof SheetError) throw error;
    throw new SheetError('The file is no CSV that can be read.', { cause: error });
  }
}

/** The first sheet. Throws SheetError. */
export async function readSheet(bytes: Buffer): Promise<Sheet> {
  if (bytes.length > maxFileBytes) throw new SheetError(`The file has more than ${maxFileBytes} bytes.`);
  if (!isZip(bytes)) return readCsv(bytes);
  try {
    return await readWorkbook(bytes);
  } catch (error) {
    throw error instanceof SheetError
      ? error
      : new SheetError('The file is no workbook that can be read.', { cause: error });
  }
}
