/** The queue as people see it: how much waits, who works, what went wrong. Counted from rows; Redis only adds who is there. */
import { z } from 'zod';

const time = z.iso.datetime();
const place = z.object({ id: z.int(), name: z.string() });
const notClassified = ['failed', 'unreadable'] as const;

/** Answer of GET /queue. */
export const queueStateSchema = z.object({
  at: time,
  /** Photographs on their way, by how far they have come; `toMask`: those of them whose original waits to be masked. */
  waiting: z.object({ received: z.int(), queued: z.int(), toMask: z.int(), oldestReceivedAt: time.nullable() }),
  today: z.object({ classified: z.int(), unreadable: z.int(), failed: z.int() }),
  /** Photographs classified in the last hour, in twelfths of it, the oldest first. */
  lastHour: z.array(z.int()),
  /** Of the last `days` days, which are listed and can be tried again. */
  notClassified: z.object({ days: z.int(), failed: z.int(), unreadable: z.int() }),
  /** Null: Redis is away. Photographs are taken in all the same. */
  workers: z.array(z.object({ name: z.string(), connectedS: z.int(), quietS: z.int() })).nullable(),
});

const cursor = z.string().regex(/^\d{1,16}-\d{1,16}$/, 'must be the `next` of an answer');

/** Query of GET /queue/failures. */
export const failuresQuerySchema = z.strictObject({
  state: z.enum(notClassified).optional(),
  after: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** Answer of GET /queue/failures, the latest first. */
export const failureListSchema = z.object({
  items: z.array(
    z.object({
      captureId: z.int(),
      state: z.enum(notClassified),
      reason: z.string(),
      attempts: z.int(),
      capturedAt: time,
      endedAt: time,
      estate: place,
      station: place,
      /** Null: a volunteer’s. */
      camera: place.nullable(),
      /** Null: not for who asks, or nothing is left that may be seen. */
      photoUrl: z.string().nullable(),
      /** False: the original could not be masked in time and is gone. */
      retriable: z.boolean(),
    }),
  ),
  /** For `after`; null: that was all. */
  next: z.string().nullable(),
});

/** Answer of POST /queue/retries: how many failed photographs are tried again. */
export const retriedSchema = z.object({ retried: z.int() });

export type QueueState = z.infer<typeof queueStateSchema>;
export type FailureList = z.infer<typeof failureListSchema>;
export type FailureView = FailureList['items'][number];
export type Retried = z.infer<typeof retriedSchema>;
