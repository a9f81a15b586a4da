/** A worker: takes classify-capture jobs, several at once, and hands each result over before the job counts as done. */
import { hostname } from 'node:os';
import { type Classifier, startClassifier } from '../inference/classifier.ts';
import type { Logger } from '../platform/logger.ts';
import type { QueueConnection } from '../platform/queue/connection.ts';
import { createConsumer, type JobFailure } from '../platform/queue/consumer.ts';
import { createProducer, type Producer } from '../platform/queue/producer.ts';
import {
  type ClassifyCapture,
  classifyCapture,
  type RecordClassification,
  recordClassification,
  resultKey,
} from '../platform/queue/queues.ts';
import { createClassify } from './classification.jobs.ts';
import { OutageError, type Patience, waitOut } from './patience.ts';
import { createPhotoSource } from './photo-source.ts';
import { createPictureSource } from './picture-source.ts';
import { createViewSets } from './view-sets.ts';
import { createWebClient, type WebClient } from './web-client.ts';

/**
 * A killed worker's jobs are taken over after at most lock + check. The slowest batch takes well under a second and runs on
 * another thread than the one that renews locks.
 */
const lockDurationMs = 15_000;
const stalledIntervalMs = 5_000;

export interface ClassificationWorkerDeps {
  queue: QueueConnection;
  webUrl: string;
  workerKey: string;
  /** The web process's photo folder where the disk is shared, else null. */
  photoDir: string | null;
  modelDir: string;
  /** Photographs decoded at once, while others are being classified. */
  concurrency: number;
  /** Threads of the processor for one run of the network. */
  inferenceThreads: number;
  maxPixels: number;
  log: Logger;
  /** Told when the classifier has died: nothing can be classified any more, the process should end. */
  onClassifierDeath: (error: Error) => void;
}

export interface ClassificationWorker {
  /** Stops taking jobs, lets the running ones end (those that wait for an outage to pass go back), then closes. */
  close(): Promise<void>;
}

/** Hands results to the web process; waits while Redis is away, as a result is worth more than the work of making it again. */
function createResults(producer: Producer<RecordClassification>, patience: Patience) {
  return async (result: RecordClassification): Promise<void> => {
    // A result that doesn't fit its schema is no outage: parsed here, it fails at once.
    const payload = recordClassification.payload.parse(result);
    const job = { payload, key: resultKey(payload.captureId, payload.outcome.kind) };
    await waitOut(async () => {
      try {
        await producer.add([job]);
      } catch (error) {
        throw new OutageError(`the result can't be handed over: ${(error as Error).message}`, { cause: error });
      }
    }, patience);
  };
}

/** What has failed for the last time is told to the web process with its reason, so that a person sees it. */
function createFailureReport(
  model: string,
  send: (result: RecordClassification) => Promise<void>,
  { log, closing }: { log: Logger; closing: AbortSignal },
) {
  return ({ payload, reason, final }: JobFailure<ClassifyCapture>): void => {
    log[final ? 'error' : 'warn']({ captureId: payload?.captureId, reason, final }, 'a photograph was not classified');
    // While closing, a job may have been given back because of an outage; the web process queues it again.
    if (!final || !payload || closing.aborted) return;
    send({ captureId: payload.captureId, model, outcome: { kind: 'failed', reason } }).catch((error: Error) =>
      log.error({ captureId: payload.captureId, reason: error.message }, 'a failure could not be reported'),
    );
  };
}

function createTask(deps: ClassificationWorkerDeps, classifier: Classifier, patience: Patience) {
  const { webUrl, workerKey, photoDir, maxPixels, log } = deps;
  const web = createWebClient({ webUrl, workerKey });
  const patientWeb: WebClient = {
    get: (path) => waitOut(() => web.get(path), patience),
    putPicture: (path, jpeg) => waitOut(() => web.putPicture(path, jpeg), patience),
  };
  const onMissing = (path: string): void =>
    log.warn({ path }, 'a photograph is not in PHOTO_DIR; it is asked for over HTTP (is it the web process’s folder?)');
  const limits = { maxPixels };
  const stored = createPhotoSource({ photoDir, web: patientWeb, onMissing });
  return createClassify({
    photos: createPictureSource({ stored, web: patientWeb, limits }),
    viewSets: createViewSets(patientWeb),
    classifier,
    limits,
  });
}

/** Loads the model and takes jobs; resolves when it does. Throws ModelError; waits for Redis for as long as it takes. */
export async function createClassificationWorker(deps: ClassificationWorkerDeps): Promise<ClassificationWorker> {
  const { queue, modelDir, concurrency, inferenceThreads, log, onClassifierDeath } = deps;
  const classifier = await startClassifier({ modelDir, threads: inferenceThreads, onDeath: onClassifierDeath });
  const closing = new AbortController();
  const patience: Patience = {
    signal: closing.signal,
    onOutage: ({ message }) => log.warn({ reason: message }, 'waiting for the other end'),
  };
  const onError = (error: Error): void => log.debug({ err: error }, 'queue connection');
  const producer = createProducer(queue, recordClassification, onError);
  const send = createResults(producer, patience);
  const classify = createTask(deps, classifier, patience);
  const consumer = createConsumer(queue, classifyCapture, async (job) => send(await classify(job)), {
    concurrency,
    lockDurationMs,
    stalledIntervalMs,
    name: `${hostname()}-${process.pid}`,
    onFailure: createFailureReport(classifier.manifest.model, send, { log, closing: closing.signal }),
    onError,
  });
  await consumer.ready();
  log.info({ model: classifier.manifest.model, concurrency, threads: inferenceThreads }, 'taking jobs');
  return {
    async close() {
      closing.abort();
      await consumer.close();
      await producer.close();
      await classifier.close();
    },
  };
}
