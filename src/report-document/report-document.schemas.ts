/**
 * A report in words: what page, Word document, workbook and CSV show, in one language. Every figure is still a number here, so that
 * a form decides on its looks and on nothing else.
 */
import { z } from 'zod';

export const reportLanguages = ['zh-CN', 'en'] as const;
export const reportLanguageSchema = z.enum(reportLanguages);

/** Text, or a figure of a kind: a whole number, a share of 0 to 1, another number, an interval of shares. Null: there is none. */
const cellSchema = z.union([
  z.null(),
  z.string(),
  z.object({ count: z.int() }),
  z.object({ share: z.number() }),
  z.object({ value: z.number() }),
  z.object({ low: z.number(), high: z.number() }),
]);

const tableSchema = z.object({
  /** Its sheet in a workbook, its block in a CSV: stable, ASCII. */
  id: z.string(),
  title: z.string(),
  columns: z.array(
    z.object({
      label: z.string(),
      /** Intervals take two columns where numbers must stay numbers. */
      isInterval: z.boolean(),
      isText: z.boolean(),
    }),
  ),
  /** As wide as `columns`. */
  rows: z.array(z.array(cellSchema)),
  /** What stands in place of no rows. */
  none: z.string(),
});

const chartSchema = z.discriminatedUnion('kind', [
  /** Shares with their intervals; null where there were too few. `isLine` joins them in time. */
  z.object({
    kind: z.literal('intervals'),
    id: z.string(),
    title: z.string(),
    isLine: z.boolean(),
    points: z.array(
      z.object({
        label: z.string(),
        estimate: z.object({ rate: z.number(), low: z.number(), high: z.number() }).nullable(),
      }),
    ),
  }),
  /** Counts. */
  z.object({
    kind: z.literal('bars'),
    id: z.string(),
    title: z.string(),
    bars: z.array(z.object({ label: z.string(), count: z.int(), colour: z.string() })),
  }),
  /** Shares of 0 to 1 by row and column; what is left out has none. */
  z.object({
    kind: z.literal('heat'),
    id: z.string(),
    title: z.string(),
    rows: z.array(z.string()),
    columns: z.array(z.string()),
    cells: z.array(z.object({ row: z.int(), column: z.int(), share: z.number() })),
  }),
]);

const sectionSchema = z.object({
  id: z.string(),
  heading: z.string(),
  paragraphs: z.array(z.string()),
  charts: z.array(chartSchema),
  tables: z.array(tableSchema),
});

export const reportDocumentSchema = z.object({
  language: reportLanguageSchema,
  title: z.string(),
  /** Month and state, such as “2026年11月（草稿）”. */
  subtitle: z.string(),
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  /** The three sentences at the top; `generated` beside one that a person has written. */
  highlights: z.array(
    z.object({
      place: z.string(),
      text: z.string(),
      generated: z.string().nullable(),
      editedBy: z.string().nullable(),
    }),
  ),
  sections: z.array(sectionSchema),
  /** Blanks to be filled in by hand. */
  signatures: z.array(z.string()),
  footer: z.string(),
  /** What it says of an estimate that there is none of. */
  words: z.object({ none: z.string(), low: z.string(), high: z.string(), tables: z.string() }),
});

export type ReportLanguage = z.infer<typeof reportLanguageSchema>;
export type Cell = z.infer<typeof cellSchema>;
export type ReportTable = z.infer<typeof tableSchema>;
export type ReportChart = z.infer<typeof chartSchema>;
export type ReportSection = z.infer<typeof sectionSchema>;
export type ReportDocument = z.infer<typeof reportDocumentSchema>;
