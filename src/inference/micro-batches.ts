/** Gathers what is waiting while a batch runs, and runs it as the next batch. */
import type { BatchRequest, ThreadMessage } from './classifier.messages.ts';

interface Waiting {
  tensor: Float32Array<ArrayBuffer>;
  resolve(probabilities: Float32Array): void;
  reject(error: Error): void;
}

export interface MicroBatches {
  /** Probabilities of one tensor, once its batch has run. */
  add(tensor: Float32Array<ArrayBuffer>): Promise<Float32Array>;
  /** Takes the answer to the batch that runs. */
  receive(message: ThreadMessage): void;
  /** Rejects everything that waits or runs, and all that comes from now on. */
  fail(error: Error): void;
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>;
}

/** One batch of up to `maxBatch` tensors is posted at a time; its answer holds `labels` numbers for each. */
export function createMicroBatches(
  post: (request: BatchRequest) => void,
  labels: number,
  maxBatch: number,
): MicroBatches {
  const waiting: Waiting[] = [];
  let running: Waiting[] = [];
  let failure: Error | null = null;
  let whenIdle: (() => void)[] = [];

  function next(): void {
    if (running.length > 0) return;
    running = waiting.splice(0, maxBatch);
    if (running.length > 0) {
      post({ tensors: running.map(({ tensor }) => tensor) });
      return;
    }
    for (const resolve of whenIdle) resolve();
    whenIdle = [];
  }

  function finish(settle: (job: Waiting, index: number) => void): void {
    const finished = running;
    running = [];
    finished.forEach(settle);
    next();
  }

  return {
    add: (tensor) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        waiting.push({ tensor, resolve, reject });
        next();
      }),
    receive(message) {
      if (message.kind === 'failed') finish((job) => job.reject(new Error(message.reason)));
      if (message.kind !== 'probabilities') return;
      const { probabilities } = message;
      finish((job, index) => job.resolve(probabilities.slice(index * labels, (index + 1) * labels)));
    },
    fail(error) {
      failure = error;
      running.push(...waiting.splice(0));
      finish((job) => job.reject(error));
    },
    idle: () =>
      new Promise((resolve) => {
        whenIdle.push(resolve);
        next();
      }),
  };
}
