/** What a phone sends and gets about reports, and what a bin chief gets about waste beside the bins. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';

/** Forms send empty fields for what was left out. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());

/** Of a form all values are texts. */
const number = z.coerce.number().int().positive();
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');

export const reportIdSchema = z.object({ id: z.uuid('must be the id of a report') });

/**
 * Body of POST /reports, as JSON after the photograph was uploaded, or as a form with the photograph in `photo`. `id` is made
 * by the client: the same id again is the same report. The place is a sticker's `code`, or a station with or without a bin.
 */
export const newReportSchema = z
  .strictObject({
    id: z.uuid(),
    code: optional(z.string().trim().toUpperCase().max(16)),
    stationId: optional(number),
    /** Left out: beside the bins. */
    binId: optional(number),
    /** What it looks like, if known. */
    suspected: optional(z.enum(categories)),
    note: optional(z.string().trim().max(300)),
    capturedAt: optional(z.iso.datetime({ offset: true, error: 'must be a time with its offset' })),
    /** Of the photograph uploaded before. */
    sha256: optional(sha256Schema),
  })
  .refine(({ code, stationId }) => (code === undefined) !== (stationId === undefined), {
    path: ['stationId'],
    message: 'either a sticker’s code or a station',
  });

/** Query of GET /reports/mine: those before the number of an earlier page's `next`. */
export const reportsQuerySchema = z.strictObject({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

const reportStates = [
  'received',
  'in_review',
  'confirmed',
  'rejected',
  'cannot_tell',
  'unreadable',
  'passed_on',
  'dealt_with',
] as const;

const placeSchema = z.object({
  estate: z.object({ id: z.int(), name: z.string() }),
  station: z.object({ id: z.int(), name: z.string() }),
  /** Null: beside the bins. */
  bin: z.object({ id: z.int(), name: z.string(), expected: z.enum(categories) }).nullable(),
});

/** Only ever shown to who sent it. */
export const reportSchema = z.object({
  id: z.uuid(),
  state: z.enum(reportStates),
  /** True when a camera or somebody else had found the same before. */
  knownCase: z.boolean(),
  place: placeSchema,
  suspected: z.enum(categories).nullable(),
  note: z.string().nullable(),
  capturedAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  photo: z.object({ url: z.string() }),
});
export const reportListSchema = z.object({ items: z.array(reportSchema), next: z.int().nullable() });

/** Answer of GET and PUT /reports/{id}/upload: how much of the photograph is here; `isReported`: the report is complete. */
export const uploadSchema = z.object({ receivedBytes: z.int(), isReported: z.boolean() });

/** Query of GET /station-events. */
export const stationEventsQuerySchema = z.strictObject({
  state: z.enum(['open', 'done']).default('open'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const stationEventIdSchema = z.object({ id: z.coerce.number().int().positive() });
const stationEventSchema = z.object({
  id: z.int(),
  place: placeSchema.omit({ bin: true }),
  note: z.string().nullable(),
  suspected: z.enum(categories).nullable(),
  occurredAt: z.iso.datetime(),
  photo: z.object({ url: z.string() }),
  done: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
});
export const stationEventListSchema = z.object({ items: z.array(stationEventSchema) });

/** Answer of GET /station-care: the stations that one looks after, and how they stand. */
export const stationCareSchema = z.object({
  month: z.string(),
  items: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      estate: z.object({ id: z.int(), name: z.string() }),
      /** Waste beside the bins that is still to be put right. */
      openEvents: z.int(),
      bins: z.array(
        z.object({
          id: z.int(),
          name: z.string(),
          expected: z.enum(categories),
          /** By the camera that counts it; null: never. */
          lastPhotoAt: z.iso.datetime().nullable(),
          /** Confirmed cases of the month. */
          confirmed: z.int(),
        }),
      ),
    }),
  ),
});

export type StationCare = z.infer<typeof stationCareSchema>;
export type NewReport = z.infer<typeof newReportSchema>;
export type ReportView = z.infer<typeof reportSchema>;
export type ReportList = z.infer<typeof reportListSchema>;
export type Upload = z.infer<typeof uploadSchema>;
export type StationEventView = z.infer<typeof stationEventSchema>;
export type StationEventList = z.infer<typeof stationEventListSchema>;
export type ReportState = (typeof reportStates)[number];
