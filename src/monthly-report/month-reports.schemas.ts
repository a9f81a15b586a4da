/** Months and their closing (月结), the draw of what is left, sentences that people write, and comparisons, as the API shows them. */
import { z } from 'zod';
import { monthSchema } from '../ledger/months.schemas.ts';
import { rateFigureSchema } from './rate.schemas.ts';
import { rateChanges, reportStates, sentencePlaces } from './report.schemas.ts';

const count = z.int().min(0);
const named = z.object({ id: z.int(), name: z.string() });
const moment = z.iso.datetime({ offset: true });
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const monthParamsSchema = z.object({ month: monthSchema });

/** Answer of GET /months: those with a draft or closed, latest first, and the running one. */
export const monthListSchema = z.object({
  items: z.array(
    z.object({
      month: monthSchema,
      state: z.enum(reportStates),
      /** When the draft was made and announced; null for the running month. */
      draftedAt: moment.nullable(),
      closedAt: moment.nullable(),
      closedBy: named.nullable(),
      /** Of what was frozen. */
      inputsHash: hash.nullable(),
    }),
  ),
});

/** Answer of GET /months/{month}/closing: what still stands in its way; nothing: it can be closed. */
export const closingSchema = z.object({
  month: monthSchema,
  state: z.enum(reportStates),
  mayClose: z.boolean(),
  /** Flags and audits of the month without a verdict. */
  flagsOpen: count,
  auditsOpen: count,
  /** The audits of its last day are still to be drawn. */
  awaitsDraw: z.boolean(),
  /** Draws of which of the flags left are judged all the same. */
  draws: z.array(z.object({ number: z.int(), drawnAt: moment, flags: count, chosen: count, notReviewed: count })),
});

/** Body of POST /months/{month}/closing: the hash of the report that was looked at. */
export const closeRequestSchema = z.strictObject({ inputsHash: hash });

/** Body of POST /months/{month}/rest-draws: how many of the flags left are to be judged. */
export const restDrawRequestSchema = z.strictObject({ judge: z.int().min(1).max(10_000) });

export const sentenceParamsSchema = z.object({ month: monthSchema, place: z.enum(sentencePlaces) });

/** Body of PUT /months/{month}/report/sentences/{place}; `text` null: the generated one again. */
export const sentenceRequestSchema = z.strictObject({
  text: z.string().trim().min(1).max(500).nullable(),
  /** Of the sentence that was looked at. */
  version: count,
});

/** Answer of GET /months/{month}/report/sentences: everything that was written, oldest first. */
export const sentenceHistorySchema = z.object({
  items: z.array(z.object({ place: z.enum(sentencePlaces), text: z.string().nullable(), by: named, at: moment })),
});

const compared = z.object({ now: rateFigureSchema, before: rateFigureSchema, change: z.enum(rateChanges) });

/** Answer of GET /months/{month}/comparison: rates against those of the month before. */
export const comparisonSchema = z.object({
  month: monthSchema,
  before: monthSchema,
  community: compared,
  estates: z.array(compared.extend({ estate: named })),
  stations: z.array(compared.extend({ station: named, estate: named })),
});

export type MonthList = z.infer<typeof monthListSchema>;
export type Closing = z.infer<typeof closingSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
export type SentenceRequest = z.infer<typeof sentenceRequestSchema>;
