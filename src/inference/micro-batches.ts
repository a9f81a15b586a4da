/** Gathers what is waiting while a batch runs, and runs it as the next batch; the views of a photograph stay together. */
import type { BatchRequest, ThreadMessage } from './classifier.messages.ts';

/** Tensors that go to the network in one batch. */
interface Group {
  tensors: Float32Array<ArrayBuffer>[];
  resolve(probabilities: Float32Array[]): void;
  reject(error: Error): void;
}

export interface MicroBatches {
  /** Probabilities of each tensor, once their batch has run: all of them are in the same one. */
  add(tensors: Float32Array<ArrayBuffer>[]): Promise<Float32Array[]>;
  /** Takes the answer to the batch that runs. */
  receive(message: ThreadMessage): void;
  /** Rejects everything that waits or runs, and all that comes from now on. */
  fail(error: Error): void;
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>;
}

/** How many of the groups, from the first on, fit into a batch; one that alone is too large for it makes a larger one. */
function groupsThatFit(groups: readonly Group[], maxBatch: number): number {
  let size = 0;
  const beyond = groups.findIndex(({ tensors }, index) => {
    size += tensors.length;
    return index > 0 && size > maxBatch;
  });
  return beyond < 0 ? groups.length : beyond;
}

/** One batch of up to `maxBatch` tensors is posted at a time; its answer holds `labels` numbers for each. */
export function createMicroBatches(
  post: (request: BatchRequest) => void,
  labels: number,
  maxBatch: number,
): MicroBatches {
  const waiting: Group[] = [];
  let running: Group[] = [];
  let failure: Error | null = null;
  let whenIdle: (() => void)[] = [];

  function next(): void {
    if (running.length > 0) return;
    running = waiting.splice(0, groupsThatFit(waiting, maxBatch));
    if (running.length > 0) {
      post({ tensors: running.flatMap(({ tensors }) => tensors) });
      return;
    }
    for (const resolve of whenIdle) resolve();
    whenIdle = [];
  }

  function finish(settle: (group: Group) => void): void {
    const finished = running;
    running = [];
    finished.forEach(settle);
    next();
  }

  return {
    add: (tensors) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        if (tensors.length === 0) return resolve([]);
        waiting.push({ tensors, resolve, reject });
        next();
      }),
    receive(message) {
      if (message.kind === 'failed') finish((group) => group.reject(new Error(message.reason)));
      if (message.kind !== 'probabilities') return;
      const { probabilities } = message;
      let row = 0;
      const nextRow = (): Float32Array => probabilities.slice(row * labels, ++row * labels);
      finish((group) => group.resolve(group.tensors.map(nextRow)));
    },
    fail(error) {
      failure = error;
      running.push(...waiting.splice(0));
      finish((group) => group.reject(error));
    },
    idle: () =>
      new Promise((resolve) => {
        whenIdle.push(resolve);
        next();
      }),
  };
}
