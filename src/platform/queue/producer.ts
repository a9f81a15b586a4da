/** Puts jobs into a queue; fails fast when Redis is away, as the row in the database is the truth. */
import { Queue } from 'bullmq';
import { failingFastOptions, type QueueConnection } from './connection.ts';
import type { QueueDefinition } from './queues.ts';

/** A job to add. Two jobs with the same key within its time are one. */
export interface NewJob<Payload> {
  payload: Payload;
  deduplication?: { key: string; forMs: number };
}

export interface Producer<Payload> {
  /** Adds all jobs in one round trip. Throws when Redis can't take them; some may have been added all the same. */
  add(jobs: NewJob<Payload>[]): Promise<void>;
  /** Jobs waiting, running and failed. Throws when Redis is away. */
  counts(): Promise<{ waiting: number; active: number; delayed: number; failed: number }>;
  close(): Promise<void>;
}

/** Opens a queue for adding. `onError` hears of lost connections (each is retried for ever). */
export function createProducer<Payload>(
  connection: QueueConnection,
  definition: QueueDefinition<Payload>,
  onError: (error: Error) => void,
): Producer<Payload> {
  const queue = new Queue(definition.name, {
    connection: failingFastOptions(connection.url),
    prefix: connection.prefix,
    skipWaitingForReady: true,
    defaultJobOptions: {
      attempts: definition.attempts,
      backoff: { type: 'exponential', delay: definition.backoffMs, jitter: 0.5 },
      removeOnComplete: true,
      removeOnFail: { count: 1_000, age: 7 * 24 * 3_600 },
    },
  });
  queue.on('error', onError);
  return {
    async add(jobs) {
      await queue.addBulk(
        jobs.map(({ payload, deduplication }) => ({
          name: definition.name,
          data: definition.payload.parse(payload),
          opts: deduplication ? { deduplication: { id: deduplication.key, ttl: deduplication.forMs } } : {},
        })),
      );
    },
    async counts() {
      const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
      return {
        waiting: counts.waiting ?? 0,
        active: counts.active ?? 0,
        delayed: counts.delayed ?? 0,
        failed: counts.failed ?? 0,
      };
    },
    close: () => queue.close(),
  };
}
