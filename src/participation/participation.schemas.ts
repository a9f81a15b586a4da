/** Participation as the API takes and shows it. */
import { z } from 'zod';

/** Path of the addresses of a record. */
export const participationIdSchema = z.object({ id: z.coerce.number().int().positive() });
/** Body of POST /participation: a bag's number as scanned or typed, or the home that was looked up. */
export const newParticipationSchema = z.union([
  z.strictObject({ code: z.string().trim().min(1).max(40) }),
  z.strictObject({ householdId: z.int().positive() }),
]);
/** Query of GET /participation/homes: at least a unit or a room. */
export const homeLookupSchema = z.object({ search: z.string().trim().min(1).max(60) });

/** Answer of GET /participation/homes: addresses without the numbers on the bags. */
export const foundHomesSchema = z.object({
  items: z.array(z.object({ id: z.int(), estate: z.string(), name: z.string() })),
  /** There are more than are shown: the search should say more. */
  hasMore: z.boolean(),
});

const recordSchema = z.object({
  id: z.int(),
  source: z.enum(['bag_scan', 'tick', 'card']),
  /** Of a scan the bag's number, of a tick the address: neither tells the other. */
  name: z.string(),
  recordedAt: z.iso.datetime({ offset: true }),
  isVoided: z.boolean(),
});
/** Answer of POST /participation. */
export const recordedSchema = z.object({ id: z.int(), isNew: z.boolean(), name: z.string() });
/** Answer of GET /participation/mine: what the caller recorded today, newest first. */
export const ownRecordsSchema = z.object({ day: z.string(), items: z.array(recordSchema) });

export type NewParticipation = z.infer<typeof newParticipationSchema>;
export type FoundHomes = z.infer<typeof foundHomesSchema>;
export type Recorded = z.infer<typeof recordedSchema>;
export type OwnRecords = z.infer<typeof ownRecordsSchema>;
