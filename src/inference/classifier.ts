/** The classifier: hands tensors to a thread of its own, in batches of whatever is waiting. */
import { Worker } from 'node:worker_threads';
import type { BatchRequest, ThreadMessage, ThreadSettings } from './classifier.messages.ts';
import { type LoadedManifest, loadModel } from './manifest.ts';
import { createMicroBatches, type MicroBatches } from './micro-batches.ts';
import { turnTelemetryOff } from './telemetry.ts';

export interface ClassifierOptions {
  modelDir: string;
  /** Threads of the processor that one run uses. */
  threads?: number;
  /** Largest batch; more gains little and makes each wait longer. Only what must stay together makes a larger one. */
  maxBatch?: number;
  /** Told once when the thread ends without having been asked to; every `classify` rejects from then on. */
  onDeath?: (error: Error) => void;
  /** Told the size of each batch. */
  onBatch?: (size: number) => void;
}

export interface Classifier {
  manifest: LoadedManifest;
  /**
   * Probabilities over manifest.labels for one tensor of preparePhoto. The tensor's memory is given away: it is empty
   * afterwards. Rejects with RangeError for a tensor of another size, or with the reason when the run or the thread fails.
   */
  classify(tensor: Float32Array<ArrayBuffer>): Promise<Float32Array>;
  /** The same for several, such as the views of a photograph, in one run of the network; the answers are in their order. */
  classifyTogether(tensors: Float32Array<ArrayBuffer>[]): Promise<Float32Array[]>;
  /** Lets what was handed in end, then ends the thread. */
  close(): Promise<void>;
}

/** Makes the thread; tests look over its shoulder. */
type MakeThread = (...args: ConstructorParameters<typeof Worker>) => Worker;

function startThread(settings: ThreadSettings, makeThread: MakeThread): Promise<Worker> {
  const thread = makeThread(new URL('./classifier.thread.ts', import.meta.url), { workerData: settings });
  return new Promise((resolve, reject) => {
    const ended = (code: number) =>
      reject(new Error(`The classifier's thread ended at its start (exit code ${code}).`));
    thread.once('error', reject);
    thread.once('exit', ended);
    thread.once('message', () => {
      thread.off('error', reject);
      thread.off('exit', ended);
      resolve(thread);
    });
  });
}

/** What the thread says reaches the batches; its end fails them. `asked` tells whether somebody wanted it to end. */
function listen(thread: Worker, batches: MicroBatches, asked: () => boolean, onDeath?: (error: Error) => void): void {
  let ended = false;
  const end = (error: Error): void => {
    if (ended) return;
    ended = true;
    batches.fail(error);
    if (!asked()) onDeath?.(error);
  };
  thread.on('message', (message: ThreadMessage) => batches.receive(message));
  thread.on('error', (error) => end(new Error(`The classifier's thread died: ${error.message}`, { cause: error })));
  thread.on('exit', (code) => end(new Error(`The classifier's thread has ended (exit code ${code}).`)));
}

/** Only memory of its own can be given away without taking someone else's along. */
function takeOver(tensor: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const isWhole = tensor.byteLength === tensor.buffer.byteLength;
  return isWhole ? new Float32Array(tensor.buffer.transfer()) : tensor.slice();
}

/** Checks the model folder and starts the thread. Throws ModelError or the reason the network can't be loaded. */
export async function startClassifier(
  options: ClassifierOptions,
  makeThread: MakeThread = (...args) => new Worker(...args),
): Promise<Classifier> {
  const { modelDir, threads = 1, maxBatch = 8, onDeath, onBatch } = options;
  const manifest = loadModel(modelDir);
  const values = 3 * manifest.input.width * manifest.input.height;
  turnTelemetryOff();
  const thread = await startThread({ modelDir, threads }, makeThread);
  const exited = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  const post = (request: BatchRequest): void => {
    onBatch?.(request.tensors.length);
    thread.postMessage(
      request,
      request.tensors.map(({ buffer }) => buffer),
    );
  };
  const batches = createMicroBatches(post, manifest.labels.length, maxBatch);
  let closing = false;
  listen(thread, batches, () => closing, onDeath);

  const checkSize = (tensor: Float32Array): void => {
    if (tensor.length !== values) throw new RangeError(`A tensor has ${values} values, not ${tensor.length}.`);
  };
  const classifyTogether = async (tensors: Float32Array<ArrayBuffer>[]): Promise<Float32Array[]> => {
    tensors.forEach(checkSize);
    return batches.add(tensors.map(takeOver));
  };

  return {
    manifest,
    classifyTogether,
    classify: async (tensor) => (await classifyTogether([tensor]))[0]!,
    async close() {
      closing = true;
      await batches.idle();
      // To a thread that is gone already this says nothing.
      thread.postMessage(null);
      await exited;
    },
  };
}
