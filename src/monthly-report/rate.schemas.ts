/** A month's rate as the API shows it. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';
import { monthSchema } from '../ledger/months.schemas.ts';

export const shareSchema = z.number().min(0).max(1);
const share = shareSchema;

export const rateFigureSchema = z.object({
  /** Judged episodes, those that could be judged, and were misplaced: counts. */
  judged: z.int(),
  judgeable: z.int(),
  misplaced: z.int(),
  /** The rate with its 95 % interval and standard error; null: too few to estimate. */
  estimate: z.object({ rate: share, low: share, high: share, standardError: z.number().min(0) }).nullable(),
});
const named = z.object({ id: z.int(), name: z.string() });

/** Answer of GET /months/{month}/rate. */
export const monthRateSchema = z.object({
  month: monthSchema,
  community: rateFigureSchema,
  estates: z.array(rateFigureSchema.extend({ estate: named })),
  stations: z.array(rateFigureSchema.extend({ station: named, estate: named })),
  categories: z.array(rateFigureSchema.extend({ expected: z.enum(categories) })),
  /** Found in → belongs to. */
  pairs: z.array(rateFigureSchema.extend({ expected: z.enum(categories), actual: z.enum([...categories, 'mixed']) })),
  unjudgeable: share.nullable(),
  naive: share.nullable(),
  precision: share.nullable(),
  recall: z.object({ share, low: share, high: share }).nullable(),
  /** The figures rest on `daysCounted` of the `days` that had a draw of audits. */
  sample: z.object({
    flags: z.int(),
    flagsJudged: z.int(),
    audits: z.int(),
    auditsJudged: z.int(),
    days: z.int(),
    daysCounted: z.int(),
  }),
  /** True while flags or audits of the month wait: what was judged stands for the rest of its day. */
  isProvisional: z.boolean(),
});

export type RateFigureView = z.infer<typeof rateFigureSchema>;
export type MonthRate = z.infer<typeof monthRateSchema>;
