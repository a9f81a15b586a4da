/** Takes jobs from a queue; a payload that doesn't parse is never retried. */
import { UnrecoverableError, Worker } from 'bullmq';
import { type QueueConnection, waitingOptions } from './connection.ts';
import type { QueueDefinition } from './queues.ts';

/** Told of each failed try; `final` when there is none left. `payload` is null when it did not parse. */
export interface JobFailure<Payload> {
  payload: Payload | null;
  reason: string;
  final: boolean;
}

export interface ConsumerOptions<Payload> {
  /** Jobs handled at once. */
  concurrency: number;
  /** How long a job may go without a sign of life before another worker takes it. */
  lockDurationMs: number;
  /** How often stalled jobs are looked for. */
  stalledIntervalMs?: number;
  onFailure: (failure: JobFailure<Payload>) => void;
  /** What people see it by. */
  name?: string;
  /** Hears of lost connections (each is retried for ever). */
  onError: (error: Error) => void;
}

export interface Consumer {
  /** Resolves when the consumer is connected and takes jobs. */
  ready(): Promise<void>;
  /** Lets running jobs end, then closes. */
  close(): Promise<void>;
}

/** Starts taking jobs. The handler's throw means: try again later; its return means done. */
export function createConsumer<Payload>(
  connection: QueueConnection,
  definition: QueueDefinition<Payload>,
  handler: (payload: Payload) => Promise<void>,
  options: ConsumerOptions<Payload>,
): Consumer {
  const worker = new Worker<unknown>(
    definition.name,
    async (job) => {
      const parsed = definition.payload.safeParse(job.data);
      if (!parsed.success) throw new UnrecoverableError(`payload not understood: ${parsed.error.message}`);
      await handler(parsed.data);
    },
    {
      connection: waitingOptions(connection.url),
      prefix: connection.prefix,
      concurrency: options.concurrency,
      lockDuration: options.lockDurationMs,
      stalledInterval: options.stalledIntervalMs ?? options.lockDurationMs,
      maxStalledCount: 3,
      ...(options.name ? { name: options.name } : {}),
    },
  );
  worker.on('error', options.onError);
  worker.on('failed', (job, error) => {
    const parsed = definition.payload.safeParse(job?.data);
    options.onFailure({
      payload: parsed.success ? parsed.data : null,
      reason: error.message,
      final: !job || error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1),
    });
  });
  return {
    ready: async () => {
      await worker.waitUntilReady();
    },
    close: () => worker.close(),
  };
}
