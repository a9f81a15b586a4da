/** Training sessions as the API takes and shows them. */
import { z } from 'zod';

export const trainingGroups = [
  'members',
  'volunteers',
  'bin_chiefs',
  'property_staff',
  'children',
  'residents',
] as const;
const text = z.string().trim().min(1).max(100);
const named = z.object({ id: z.int(), name: z.string() });

export const trainingParamsSchema = z.object({ id: z.coerce.number().int().positive() });
export const trainingMonthParamsSchema = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be such as 2026-03'),
});
/** Body of POST /training and PUT /training/{id}. Without an estate: for the whole community. */
export const sessionBodySchema = z.strictObject({
  estateId: z.int().positive().nullable().default(null),
  group: z.enum(trainingGroups),
  topic: text,
  day: z.iso.date('must be a day such as 2026-03-01'),
  place: text,
  trainer: text,
  /** People of the system who took part, by number. */
  people: z.array(z.int().positive()).max(500).default([]),
  /** How many others took part. */
  others: z.int().min(0).max(10_000).default(0),
});

const sessionSchema = z.object({
  id: z.int(),
  estate: named.nullable(),
  group: z.enum(trainingGroups),
  topic: z.string(),
  day: z.string(),
  place: z.string(),
  trainer: z.string(),
  people: z.array(named),
  others: z.int(),
  recordedBy: z.string(),
  isCancelled: z.boolean(),
  /** The caller may change it. */
  isEditable: z.boolean(),
});
/** Answer of GET /training/months/{month}: sessions, the latest first; sums; who may be put down. */
export const trainingMonthSchema = z.object({
  month: z.string(),
  today: z.string(),
  figures: z.object({
    sessions: z.int(),
    attendances: z.int(),
    people: z.int(),
    byGroup: z.array(z.object({ group: z.string(), sessions: z.int(), attendances: z.int() })),
  }),
  items: z.array(sessionSchema),
  people: z.array(named),
});

export type SessionBody = z.infer<typeof sessionBodySchema>;
export type TrainingMonth = z.infer<typeof trainingMonthSchema>;
