/** Live events: what changed, so that a page asks again. None tells anything about an item that a reviewer must not know. */
import { z } from 'zod';

/**
 * `queue`: the items waiting to be judged are others than before. It names no item and no place: an item that comes minutes
 * after its photograph was flagged, one that comes at night was drawn, and nobody may be able to tell which is which.
 */
export const liveEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queue') }),
  z.object({ kind: z.enum(['judged', 'undone']), findingId: z.uuid(), stationId: z.int() }),
  /** What waits for a signature is other than before. */
  z.object({ kind: z.literal('signatures') }),
  /** A draft of a monthly report was made, written into or closed. */
  z.object({ kind: z.literal('months') }),
  /** Photographs of a station have come or changed their state; verdicts on it were given or undone. */
  z.object({ kind: z.enum(['photos', 'counts']), stationId: z.int() }),
]);

/** Query of GET /events: the last event got, where the header Last-Event-ID can't be set. */
export const eventsQuerySchema = z.object({ last: z.string().max(64).optional() });

export type LiveEvent = z.infer<typeof liveEventSchema>;
