import { parse } from 'csv-parse/sync';
import mammoth from 'mammoth';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { loadScheme } from '../inference/scheme.ts';
import { sampleReport } from '../testing/sample-report.ts';
import { cellText } from './cell-text.rules.ts';
import { plainLabels, plainRows } from './report-csv.ts';
import { writeReport } from './report-document.rules.ts';
import { type ReportDocument, reportDocumentSchema, reportLanguages } from './report-document.schemas.ts';
import { createReportRenderer } from './report-renderer.ts';

const names = loadScheme('gbt-19095-2019').names;
const renderer = createReportRenderer();
const at = Date.parse('2026-12-02T01:30:00Z');
const tablesOf = (document: ReportDocument) => document.sections.flatMap(({ tables }) => tables);

/** Cells of each table of a Word document, in their order, as text. */
async function wordTables(buffer: Buffer): Promise<string[][][]> {
  const { value: html } = await mammoth.convertToHtml({ buffer });
  const text = (piece: string): string =>
    piece
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const within = (piece: string, tag: string): string[] =>
    [...piece.matchAll(new RegExp(`<${tag}(?: [^>]*)?>(.*?)</${tag}>`, 'gs'))].map((match) => match[1] ?? '');
  return within(html, 'table').map((one) =>
    within(one, 'tr').map((row) =>
      [...within(row.replaceAll('<th', '<td').replaceAll('/th>', '/td>'), 'td')].map(text),
    ),
  );
}

/** What a spreadsheet program makes of the service’s guard against formulas. */
const unguarded = (text: string): string => text.replace(/^'(?=[=+\-@])/, '');

describe.each(reportLanguages)('a report read back in %s', (language) => {
  const document = writeReport(sampleReport, names, language);
  const tables = tablesOf(document);

  it('keeps to its schema, with every table as wide as its columns', () => {
    expect(reportDocumentSchema.parse(document)).toEqual(document);
    for (const { id, columns, rows } of tables) {
      expect(
        rows.every((row) => row.length === columns.length),
        id,
      ).toBe(true);
      expect(rows.length, id).toBeGreaterThan(0);
    }
    expect(new Set(tables.map(({ id }) => id)).size).toBe(tables.length);
  });

  it('has every figure in the Word document, as it is read', async () => {
    const found = await wordTables(await renderer.render({ document, form: 'docx', at }));
    const expected = tables.map(({ columns, rows }) => [
      columns.map(({ label }) => label),
      ...rows.map((row) => row.map((cell) => cellText(cell, document.words.none))),
    ]);
    expect(found.slice(0, expected.length)).toEqual(expected);
    // What is left is the block for signatures.
    expect(found.slice(expected.length).flat(2).join()).toContain(document.signatures[0]);
  });

  it('has every figure in the workbook, as a number', async () => {
    const buffer = await renderer.render({ document, form: 'xlsx', at });
    const sheets = await readWorkbook(buffer);
    const found = sheets.slice(1).map(({ data }) => data.slice(1));
    const expected = tables.map((table) => [
      plainLabels(table, document.words),
      ...plainRows(table).map((row) => row.map((cell) => (cell === '' ? null : cell))),
    ]);
    expect(found).toEqual(expected);
    expect(sheets.slice(1).map(({ data }) => data[0]?.[0])).toEqual(tables.map(({ title }) => title));
  });

  it('has every figure in the CSV, bare', async () => {
    const bytes = await renderer.render({ document, form: 'csv', at });
    const lines: string[][] = parse(bytes, { bom: true, relax_column_count: true, skip_empty_lines: true });
    for (const table of tables) {
      const start = lines.findIndex(([first]) => first?.startsWith(`[${table.id}] `));
      const block = lines.slice(start + 1, start + 2 + table.rows.length);
      const expected = [plainLabels(table, document.words), ...plainRows(table)];
      expect(
        block.map((line) => line.map(unguarded)),
        table.id,
      ).toEqual(expected.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))));
    }
  });
});

describe('a report in words', () => {
  it('shows what a person wrote, with the generated sentence beside it', () => {
    const [, causes] = writeReport(sampleReport, names, 'zh-CN').highlights;
    expect(causes).toMatchObject({ text: '安置小区3号投放点装修垃圾较多，已约谈物业。', editedBy: 'secretary' });
    expect(causes?.generated).toContain('经人确认的投错共 417 件');
  });

  it('says of a rate that rests on too little that there is none', () => {
    const stations = tablesOf(writeReport(sampleReport, names, 'en')).find(({ id }) => id === 'stations');
    expect(stations?.rows[4]?.slice(2, 4)).toEqual(['too few', null]);
  });

  it('says of a month closed before something was told that it is not, instead of showing nothing', () => {
    const { later } = sampleReport;
    const untold = {
      ...later,
      visits: null,
      spotChecks: null,
      points: null,
      lists: null,
      patrols: null,
      training: null,
    };
    const { sections } = writeReport({ ...sampleReport, later: untold }, names, 'zh-CN');
    const [visits, consequences, gatherings] = sections.slice(-3);
    expect(visits).toMatchObject({ paragraphs: ['本月月结时，报告尚不包含这一部分。'], tables: [] });
    expect(consequences?.tables.map(({ id }) => id)).toEqual(['appeals']);
    expect(gatherings?.tables).toEqual([]);
  });

  it('goes on with the next when one could not be rendered', async () => {
    const document = writeReport(sampleReport, names, 'en');
    const broken = renderer.render({ document: { ...document, sections: null as never }, form: 'csv', at });
    await expect(broken).rejects.toThrow();
    expect((await renderer.render({ document, form: 'csv', at })).length).toBeGreaterThan(1_000);
  });
});
