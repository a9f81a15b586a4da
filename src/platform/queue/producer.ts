/** Puts jobs into a queue; fails fast when Redis is away, as the row in the database is the truth. */
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { failingFastOptions, type QueueConnection } from './connection.ts';
import type { QueueDefinition } from './queues.ts';

/** A job to add. As long as a job of the same key waits or runs, adding another changes nothing. */
export interface NewJob<Payload> {
  payload: Payload;
  key: string;
}

/** A worker's connection, as Redis sees it. */
export interface ConnectedWorker {
  name: string;
  connectedS: number;
  /** Seconds since it last asked for work: some while it waits, more while it has enough to do. */
  quietS: number;
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
  /** The same, each with its name (else its address). Throws when Redis is away. */
  workerList(): Promise<ConnectedWorker[]>;
  close(): Promise<void>;
}

/**
 * Opens a queue for adding. `onError` hears of lost connections; the client connects again for ever. BullMQ's own set-up of
 * a queue needs a connection once and never tries again, so it is done when there is one.
 */
export function createProducer<Payload>(
  connection: QueueConnection,
  definition: QueueDefinition<Payload>,
  onError: (error: Error) => void,
): Producer<Payload> {
  const client = new Redis(failingFastOptions(connection.url));
  client.on('error', onError);
  let opening: Promise<Queue> | null = null;

  const open = async (): Promise<Queue> => {
    const queue = new Queue(definition.name, {
      connection: client,
      prefix: connection.prefix,
      defaultJobOptions: {
        attempts: definition.attempts,
        backoff: { type: 'exponential', delay: definition.backoffMs, jitter: 0.5 },
        removeOnComplete: true,
        removeOnFail: { count: 1_000, age: 7 * 24 * 3_600 },
      },
    });
    queue.on('error', onError);
    await queue.waitUntilReady();
    return queue;
  };
  const ready = (): Promise<Queue> => {
    if (client.status !== 'ready') return Promise.reject(new Error(`Redis is away (${client.status})`));
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };

  /** A key may outlive its job when Redis lost the one and kept the other; then it is taken away. */
  const holdsKey = async (queue: Queue, key: string): Promise<boolean> => {
    const jobId = await queue.getDeduplicationJobId(key);
    if (!jobId) return false;
    const state = await queue.getJobState(jobId);
    if (state !== 'unknown' && state !== 'completed' && state !== 'failed') return true;
    await queue.removeDeduplicationKey(key);
    return false;
  };

  return {
    async add(jobs) {
      const queue = await ready();
      await queue.addBulk(
        jobs.map(({ payload, key }) => ({
          name: definition.name,
          data: definition.payload.parse(payload),
          opts: { deduplication: { id: key } },
        })),
      );
    },
    async holds(keys) {
      const queue = await ready();
      return Promise.all(keys.map((key) => holdsKey(queue, key)));
    },
    async counts() {
      const counts = await (await ready()).getJobCounts('waiting', 'active', 'delayed', 'failed');
      return {
        waiting: counts.waiting ?? 0,
        active: counts.active ?? 0,
        delayed: counts.delayed ?? 0,
        failed: counts.failed ?? 0,
      };
    },
    workers: async () => (await ready()).getWorkersCount(),
    async workerList() {
      const clients = await (await ready()).getWorkers();
      return clients.map(({ rawname = '', addr = '', age = '0', idle = '0' }) => ({
        name: rawname.split(':w:')[1] ?? addr,
        connectedS: Number(age),
        quietS: Number(idle),
      }));
    },
    async close() {
      const queue = await opening?.catch(() => null);
      await queue?.close();
      client.disconnect();
    },
  };
}
