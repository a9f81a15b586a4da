/** The report as a Word document, as an office files it: title, sentences, tables, charts as pictures, signatures, page numbers. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { cellText, textWidth } from './cell-text.rules.ts';
import { chartHeight, isEmptyChart } from './chart-option.rules.ts';
import { chartPicture, chartWidth } from './chart-picture.ts';
import type { ReportChart, ReportDocument, ReportSection, ReportTable } from './report-document.schemas.ts';

/** Half points, as Word counts: 小二, 四号, 小四, 五号. */
const size = { title: 36, heading: 28, body: 24, table: 21 };
const fontOf = {
  'zh-CN': {
    heading: { ascii: 'Arial', eastAsia: 'SimHei' },
    body: { ascii: 'Times New Roman', eastAsia: 'FangSong' },
  },
  en: { heading: { ascii: 'Arial', eastAsia: 'SimHei' }, body: { ascii: 'Times New Roman', eastAsia: 'SimSun' } },
};
/** What fits between the margins of A4, in pixels of 96 to the inch. */
const pictureWidth = 600;
/** The same in twentieths of a point. */
const pageTwips = 9026;

const line = { style: BorderStyle.SINGLE, size: 4, color: '9AA5A0' };
const borders = { top: line, bottom: line, left: line, right: line };

function cell(text: string, width: number, options: { isHead?: boolean; isRight?: boolean }): TableCell {
  return new TableCell({
    borders,
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(options.isHead ? { shading: { type: ShadingType.CLEAR, fill: 'E5F1EC', color: 'auto' } } : {}),
    children: [
      new Paragraph({
        alignment: options.isRight ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [new TextRun({ text, size: size.table, bold: options.isHead ?? false })],
      }),
    ],
  });
}

/** In twentieths of a point, by what stands in a column; together the text's width. */
function columnWidths({ columns, rows }: ReportTable, none: string): number[] {
  const wanted = columns.map(({ label }, at) => {
    const widest = Math.max(...rows.map((row) => textWidth(cellText(row[at] ?? null, none))));
    return Math.min(28, Math.max(widest + 2, Math.ceil(textWidth(label) / 2) + 2, 7));
  });
  const all = wanted.reduce((sum, one) => sum + one, 0);
  return wanted.map((one) => Math.floor((one * pageTwips) / all));
}

function tableOf(
  { id, columns, rows, none, title }: ReportTable,
  words: ReportDocument['words'],
): (Paragraph | Table)[] {
  const caption = new Paragraph({
    keepNext: true,
    spacing: { before: 160, after: 60 },
    children: [new TextRun({ text: title, bold: true, size: size.table })],
  });
  if (rows.length === 0) return [caption, new Paragraph({ children: [new TextRun({ text: none, size: size.table })] })];
  const widths = columnWidths({ columns, rows, none, title, id }, words.none);
  const head = new TableRow({
    tableHeader: true,
    children: columns.map(({ label, isText }, at) => cell(label, widths[at] ?? 0, { isHead: true, isRight: !isText })),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map((one, at) =>
          cell(cellText(one, words.none), widths[at] ?? 0, { isRight: !columns[at]?.isText }),
        ),
      }),
  );
  return [
    caption,
    new Table({
      width: { size: pageTwips, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      rows: [head, ...body],
    }),
  ];
}

async function chartOf(chart: ReportChart): Promise<Paragraph[]> {
  if (isEmptyChart(chart)) return [];
  const height = Math.round((chartHeight(chart) * pictureWidth) / chartWidth);
  const picture = new ImageRun({
    type: 'png',
    data: await chartPicture(chart),
    transformation: { width: pictureWidth, height },
    altText: { name: chart.id, title: chart.title, description: chart.title },
  });
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 160 },
      children: [new TextRun({ text: chart.title, bold: true, size: size.table })],
    }),
    new Paragraph({ alignment: AlignmentType.CENTER, children: [picture] }),
  ];
}

const paragraph = (text: string, language: ReportDocument['language']): Paragraph =>
  new Paragraph({
    spacing: { line: 360, after: 80 },
    // Chinese begins a paragraph two letters in.
    ...(language === 'zh-CN' ? { indent: { firstLine: size.body * 20 } } : {}),
    children: [new TextRun({ text, size: size.body })],
  });

async function sectionOf(section: ReportSection, document: ReportDocument): Promise<(Paragraph | Table)[]> {
  const charts = await Promise.all(section.charts.map(chartOf));
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(section.heading)] }),
    ...section.paragraphs.map((text) => paragraph(text, document.language)),
    ...charts.flat(),
    ...section.tables.flatMap((table) => tableOf(table, document.words)),
  ];
}

function signatureBlock({ signatures }: ReportDocument): (Paragraph | Table)[] {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const blank = { top: none, left: none, right: none, bottom: none };
  const cells = signatures.map(
    (label) =>
      new TableCell({
        borders: blank,
        children: [
          new Paragraph({
            spacing: { before: 480 },
            children: [new TextRun({ text: `${label}：____________`, size: size.body })],
          }),
        ],
      }),
  );
  const rows = [cells.slice(0, 2), cells.slice(2)].map((children) => new TableRow({ cantSplit: true, children }));
  return [new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, borders: blank, rows })];
}

function footerOf({ footer }: ReportDocument): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({ size: 18, children: [`${footer}　`, PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
}

function opening(document: ReportDocument): Paragraph[] {
  return [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      alignment: AlignmentType.CENTER,
      children: [new TextRun(document.title)],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 240 },
      children: [new TextRun({ text: document.subtitle, size: size.body })],
    }),
    ...document.highlights.map(({ text }) => paragraph(text, document.language)),
    ...document.facts.map(
      ({ label, text }) =>
        new Paragraph({ children: [new TextRun({ text: `${label}：${text}`, size: 18, color: '66716C' })] }),
    ),
  ];
}

export async function reportDocx(document: ReportDocument): Promise<Buffer> {
  const fonts = fontOf[document.language];
  const sections = await Promise.all(document.sections.map((section) => sectionOf(section, document)));
  const heading = (points: number) => ({
    run: { font: fonts.heading, size: points, bold: true, color: '1C2321' },
    paragraph: { spacing: { before: 320, after: 120 }, keepNext: true },
  });
  const file = new Document({
    creator: 'Greensleeve',
    title: document.title,
    styles: {
      default: { document: { run: { font: fonts.body } }, title: heading(size.title), heading1: heading(size.heading) },
    },
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1440, bottom: 1440, left: 1440, right: 1440 } },
        },
        footers: { default: footerOf(document) },
        children: [...opening(document), ...sections.flat(), ...signatureBlock(document)],
      },
    ],
  });
  return Packer.toBuffer(file);
}
