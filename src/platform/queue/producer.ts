/** Puts jobs into a queue; fails fast when Redis is away, as the row in the database is the truth. */
import { Queue } from 'bullmq';
import { failingFastOptions, type QueueConnection } from './connection.ts';
import type { QueueDefinition } from './queues.ts';

/** A job to add. As long as a job of the same key waits or runs, adding another changes nothing. */
export interface NewJob<Payload> {
  payload: Payload;
  key: string;
}

export interface Producer<Payload> {
  /** Adds all jobs in one round trip. Throws when Redis can't take them; some may have been added all the same. */
  add(jobs: NewJob<Payload>[]): Promise<void>;
  /** For each key, whether a job of it waits or runs. Throws when Redis is away. */
  holds(keys: string[]): Promise<boolean[]>;
  /** Jobs waiting, running and failed. Throws when Redis is away. */
  counts(): Promise<{ waiting: number; active: number; delayed: number; failed: number }>;
  /** Workers connected to the queue, wherever they run. Throws when Redis is away. */
  workers(): Promise<number>;
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

  /** A key may outlive its job when Redis lost the one and kept the other; then it is taken away. */
  const holdsKey = async (key: string): Promise<boolean> => {
    const jobId = await queue.getDeduplicationJobId(key);
    if (!jobId) return false;
    const state = await queue.getJobState(jobId);
    if (state !== 'unknown' && state !== 'completed' && state !== 'failed') return true;
    await queue.removeDeduplicationKey(key);
    return false;
  };

  return {
    async add(jobs) {
      await queue.addBulk(
        jobs.map(({ payload, key }) => ({
          name: definition.name,
          data: definition.payload.parse(payload),
          opts: { deduplication: { id: key } },
        })),
      );
    },
    holds: (keys) => Promise.all(keys.map(holdsKey)),
    async counts() {
      const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
      return {
        waiting: counts.waiting ?? 0,
        active: counts.active ?? 0,
        delayed: counts.delayed ?? 0,
        failed: counts.failed ?? 0,
      };
    },
    workers: () => queue.getWorkersCount(),
    close: () => queue.close(),
  };
}
