/** Looking back: what was judged, by what people look for it, and its whole history. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';
import { findingSources, judgedFindingSchema, judgements } from './findings.schemas.ts';

const daySchema = z.iso.date('must be a day such as 2026-11-20');
const score = z.coerce.number().min(0).max(1);

/** Query of GET /findings and GET /findings.csv; all parts narrow what is listed. Days are of the content, both included. */
const lookbackFilterSchema = z.strictObject({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
    .optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  estate: z.coerce.number().int().positive().optional(),
  station: z.coerce.number().int().positive().optional(),
  source: z.enum(findingSources).optional(),
  judgement: z.enum(judgements).optional(),
  actual: z.enum([...categories, 'mixed']).optional(),
  expected: z.enum(categories).optional(),
  /** Number of the person whose verdict stands. */
  reviewer: z.coerce.number().int().positive().optional(),
  /** Of the model's score, 0 to 1, both included. */
  scoreFrom: score.optional(),
  scoreTo: score.optional(),
});

export const lookbackQuerySchema = lookbackFilterSchema.extend({
  /** `next` of the page before. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const lookbackExportSchema = lookbackFilterSchema.extend({
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
});

/** Answer of GET /findings, newest verdict first. `next` is the `before` of the next page; `total` counts all pages. */
export const judgedListSchema = z.object({
  items: z.array(judgedFindingSchema),
  next: z.int().nullable(),
  total: z.int(),
});

const personSchema = z.object({ id: z.int(), name: z.string() });

/** Answer of GET /lookback/choices. */
export const lookbackChoicesSchema = z.object({
  stations: z.array(z.object({ id: z.int(), name: z.string(), estate: z.object({ id: z.int(), name: z.string() }) })),
  /** Everybody who has ever given a verdict. */
  reviewers: z.array(personSchema),
});

/** Answer of GET /findings/{id}/history. */
export const findingHistorySchema = z.object({
  /** Every verdict ever given, oldest first. */
  verdicts: z.array(
    z.object({
      id: z.int(),
      judgement: z.enum(judgements),
      actual: z.enum([...categories, 'mixed']).nullable(),
      note: z.string().nullable(),
      by: personSchema,
      at: z.iso.datetime({ offset: true }),
      afterReveal: z.boolean(),
      /** Given without knowing of the first. */
      look: z.enum(['second', 'third']).nullable(),
      /** True where three have judged and this one counts. */
      stands: z.boolean(),
      undone: z.object({ by: personSchema, at: z.iso.datetime({ offset: true }) }).nullable(),
    }),
  ),
  /** Rows of the ledger that came of it, oldest first. */
  violations: z.array(
    z.object({
      id: z.int(),
      month: z.string(),
      at: z.iso.datetime({ offset: true }),
      voided: z.object({ at: z.iso.datetime({ offset: true }), reason: z.string() }).nullable(),
    }),
  ),
  /** The episode that it is a finding of; null for a photograph of its own. */
  episode: z
    .object({
      startedAt: z.iso.datetime({ offset: true }),
      endedAt: z.iso.datetime({ offset: true }),
      frames: z.int(),
    })
    .nullable(),
  mayUndo: z.boolean(),
});

export type LookbackFilter = z.infer<typeof lookbackFilterSchema>;
export type JudgedList = z.infer<typeof judgedListSchema>;
export type LookbackChoices = z.infer<typeof lookbackChoicesSchema>;
export type FindingHistory = z.infer<typeof findingHistorySchema>;
