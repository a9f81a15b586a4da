/** What somebody sees first after signing in: each part only for who may know it, null for others. */
import { z } from 'zod';

const time = z.iso.datetime();
const place = z.object({ id: z.int(), name: z.string() });

/** Answer of GET /home. */
export const homeSchema = z.object({
  /** Findings that wait for this person. */
  review: z.object({ waiting: z.int() }).nullable(),
  /** Of the present month, of one's estates: rows counted, never a rate. */
  month: z
    .object({ month: z.string(), photos: z.int(), open: z.int(), confirmed: z.int(), contested: z.int() })
    .nullable(),
  /** Photographs that ended today, and those on their way; workers null: Redis is away. */
  queue: z
    .object({
      classified: z.int(),
      unreadable: z.int(),
      failed: z.int(),
      waiting: z.int(),
      oldestReceivedAt: time.nullable(),
      workers: z.int().nullable(),
    })
    .nullable(),
  /** Cameras that are silent, or whose pictures are of no use. */
  cameras: z
    .object({
      silent: z.int(),
      unusable: z.int(),
      items: z.array(
        z.object({ id: z.int(), name: z.string(), estate: place, station: place, silent: z.boolean(), since: time }),
      ),
    })
    .nullable(),
  /** Attributions that this person can sign. */
  signatures: z.object({ waiting: z.int() }).nullable(),
  /** Appeals that this person can decide, and those of them whose day has passed. */
  appeals: z.object({ waiting: z.int(), overdue: z.int() }).nullable(),
  /** Waste beside the bins of one's stations, and those that lie there for longer than a day. */
  events: z.object({ open: z.int(), overdue: z.int() }).nullable(),
  /** One's own tasks that are to be done, and those of them whose day has passed. */
  tasks: z.object({ open: z.int(), overdue: z.int() }).nullable(),
  /** Tasks of one's estates whose day has passed, for those who organise. */
  tasksOverdue: z.int().nullable(),
  /** One's stations, for bin chiefs. */
  stations: z.array(place.extend({ estate: place, openEvents: z.int(), confirmed: z.int() })).nullable(),
  /** One's latest reports. */
  reports: z.array(z.object({ id: z.string(), station: z.string(), state: z.string(), capturedAt: time })).nullable(),
  /** Of the data folder. */
  disk: z.object({ freeBytes: z.int(), totalBytes: z.int() }).nullable(),
});

export type Home = z.infer<typeof homeSchema>;
