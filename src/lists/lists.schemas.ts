/** Lists as residents and the office get them. */
import { z } from 'zod';
import { monthSchema } from '../ledger/months.schemas.ts';

const moment = z.iso.datetime({ offset: true });
const share = z.number().min(0).max(1);
const figureSchema = z.object({
  judged: z.int(),
  estimate: z.object({ rate: share, low: share, high: share }).nullable(),
});
const placeSchema = figureSchema.extend({
  name: z.string(),
  within: z.string().nullable(),
  rank: z.int().nullable(),
  isTied: z.boolean(),
  standing: z.enum(['red', 'black', 'between']).nullable(),
  change: z.number().nullable(),
});
const countSchema = z.object({
  name: z.string(),
  within: z.string().nullable(),
  cases: z.int(),
  rank: z.int(),
  isTied: z.boolean(),
});
/** Nothing else of an edition is public: what it doesn't declare isn't sent. */
const monthListSchema = z.object({
  month: monthSchema,
  community: figureSchema,
  estates: z.array(placeSchema),
  stations: z.array(placeSchema),
  bins: z.array(placeSchema),
  buildings: z.array(countSchema),
  units: z.array(countSchema),
  households: z.array(countSchema),
  unlisted: z.int(),
  /** Model households; null: the month has no records of participation. */
  redHouseholds: z
    .object({
      leastDays: z.int(),
      rows: z.array(z.object({ name: z.string(), days: z.int(), rank: z.int(), isTied: z.boolean() })),
    })
    .nullish(),
});

/** Answer of GET /public/lists/{month}. */
export const publicListSchema = z.object({
  community: z.string(),
  list: monthListSchema,
  number: z.int(),
  /** Of the community's calendar. */
  publishedDay: z.string(),
  /** Of a correction: why; null: the first. */
  reason: z.string().nullable(),
  isCorrection: z.boolean(),
});
/** Answer of GET /public/lists. */
export const publicMonthsSchema = z.object({ community: z.string(), months: z.array(monthSchema) });

/** Answer of GET /lists/{month}: editions, newest first, and what a new one would hold. */
export const monthEditionsSchema = z.object({
  month: monthSchema,
  present: monthListSchema,
  /** What is published is not what the records say now. */
  isOutdated: z.boolean(),
  editions: z.array(
    z.object({
      id: z.int(),
      number: z.int(),
      state: z.enum(['draft', 'signed', 'published', 'corrected']),
      inputsHash: z.string(),
      reason: z.string().nullable(),
      madeAt: moment,
      madeBy: z.string().nullable(),
      signedAt: moment.nullable(),
      signedBy: z.string().nullable(),
      publishedAt: moment.nullable(),
      publishedBy: z.string().nullable(),
      /** The caller may sign it: somebody else made it. */
      maySign: z.boolean(),
      content: monthListSchema,
    }),
  ),
});
/** Body of POST /lists/{month}/editions: why it is corrected, once one is published. */
export const newEditionSchema = z.strictObject({ reason: z.string().trim().max(300).optional() });

export type MonthEditions = z.infer<typeof monthEditionsSchema>;
export type PublicList = z.infer<typeof publicListSchema>;
export type PublicMonths = z.infer<typeof publicMonthsSchema>;
export type MonthListView = z.infer<typeof monthListSchema>;
