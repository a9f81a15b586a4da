import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintBytes } from '../inference/fingerprint.ts';
import { loadModel } from '../inference/manifest.ts';
import { type Consumer, createConsumer } from '../platform/queue/consumer.ts';
import { createProducer, type Producer } from '../platform/queue/producer.ts';
import {
  type ClassifyCapture,
  classifyCapture,
  type QueueDefinition,
  type RecordClassification,
  recordClassification,
} from '../platform/queue/queues.ts';
import { startTestRedis } from '../testing/redis.ts';
import { waitFor } from '../testing/wait.ts';
import { colours, jobFor, modelDir, photoOf, startTestWeb, type TestWeb, workerKey } from './classification.fixture.ts';
import { type ClassificationWorker, createClassificationWorker } from './classification.worker.ts';

const { labels, model } = loadModel(modelDir);
const wholeView = (viewRevisionId: number, x: number) => ({
  viewRevisionId,
  polygon: [
    [x, 0.1],
    [x + 0.5, 0.1],
    [x + 0.5, 0.9],
  ],
});

describe('classification worker', () => {
  let redis: Awaited<ReturnType<typeof startTestRedis>>;
  let web: TestWeb;
  let jobs: Producer<ClassifyCapture>;
  let results: Consumer;
  let worker: ClassificationWorker | null = null;
  const recorded = new Map<number, RecordClassification>();
  const failures: string[] = [];

  beforeAll(async () => {
    redis = await startTestRedis();
    web = await startTestWeb();
    const queue = { url: redis.url, prefix: 'test' };
    // Tries follow each other quickly here.
    const quick: QueueDefinition<ClassifyCapture> = { ...classifyCapture, backoffMs: 10 };
    jobs = createProducer(queue, quick, () => {});
    const record = async (result: RecordClassification) => void recorded.set(result.captureId, result);
    const options = { concurrency: 5, lockDurationMs: 30_000, onFailure: () => {}, onError: () => {} };
    results = createConsumer(queue, recordClassification, record, options);
    await results.ready();
    await waitFor(() => jobs.counts(), { what: 'the queue' });
  });
  afterAll(async () => {
    await results.close();
    await jobs.close();
    await web.stop();
    await redis.stop();
  });

  const startWorker = (key = workerKey) =>
    createClassificationWorker({
      queue: { url: redis.url, prefix: 'test' },
      webUrl: web.url,
      workerKey: key,
      photoDir: null,
      modelDir,
      concurrency: 4,
      inferenceThreads: 1,
      maxPixels: 1_000_000,
      log: pino({ level: 'trace' }, { write: (line: string) => failures.push(line) }),
      onClassifierDeath: (error) => failures.push(String(error)),
    });
  beforeEach(async () => {
    recorded.clear();
    failures.length = 0;
    web.requests.length = 0;
    worker = await startWorker();
  });
  afterEach(async () => {
    await worker?.close();
    worker = null;
  });

  async function add(...payloads: ClassifyCapture[]): Promise<void> {
    for (const { captureId, sha256 } of payloads) expect(sha256, `capture ${captureId}`).toHaveLength(64);
    await jobs.add(payloads.map((payload) => ({ payload, key: `capture-${payload.captureId}` })));
  }
  const resultOf = (captureId: number) =>
    waitFor(() => recorded.get(captureId), { what: `the result of capture ${captureId}` });
  const likeliest = (probabilities: number[]) => labels[probabilities.indexOf(Math.max(...probabilities))];

  it('classifies a volunteer’s whole photograph', async () => {
    const bytes = photoOf(colours.hazardous);
    web.photos.set(1, bytes);
    await add(jobFor(1, bytes));
    const { outcome, ...rest } = await resultOf(1);
    expect(rest).toEqual({ captureId: 1, model });
    if (outcome.kind !== 'classified') throw new Error(outcome.reason);
    expect(outcome).toMatchObject({ width: 64, height: 48 });
    expect(outcome.observations.map(({ viewRevisionId }) => viewRevisionId)).toEqual([null]);
    expect(likeliest(outcome.observations[0]!.probabilities)).toBe('battery');
    expect(Buffer.from(outcome.observations[0]!.fingerprint, 'base64')).toHaveLength(fingerprintBytes);
  });

  it('classifies each view of a camera’s photograph by itself, asking for the views once', async () => {
    web.viewSets.set('8/3', { views: [wholeView(31, 0), wholeView(32, 0.5)] });
    const ids = [11, 12, 13, 14, 15];
    const bytes = photoOf(colours.kitchen, colours.recyclable);
    for (const id of ids) web.photos.set(id, bytes);
    await add(...ids.map((id) => jobFor(id, bytes, { cameraId: 8, viewSetRevision: 3 })));
    for (const id of ids) {
      const { outcome } = await resultOf(id);
      if (outcome.kind !== 'classified') throw new Error(outcome.reason);
      expect(outcome.observations.map(({ viewRevisionId }) => viewRevisionId)).toEqual([31, 32]);
      expect(outcome.observations.map(({ probabilities }) => likeliest(probabilities))).toEqual([
        'vegetable',
        'paper_cardboard',
      ]);
    }
    expect(web.requests.filter((path) => path.includes('view-sets'))).toHaveLength(1);
  });

  it('finds nothing to observe where a camera has no views', async () => {
    const bytes = photoOf(colours.kitchen);
    web.photos.set(20, bytes);
    await add(jobFor(20, bytes, { cameraId: 9 }));
    const { outcome } = await resultOf(20);
    expect(outcome).toMatchObject({ kind: 'classified', width: 64, height: 48, observations: [] });
    // Bands of colours beside each other: something to see, and edges to know the camera's place by.
    const frame = outcome.kind === 'classified' ? outcome.frame : null;
    expect(frame?.quality.detail).toBeGreaterThan(0.02);
    expect(Buffer.from(frame?.signature ?? '', 'base64').some((strength) => strength > 20)).toBe(true);
  });

  it('reports an unreadable photograph as a result and goes on with the next', async () => {
    const good = photoOf(colours.kitchen);
    const cut = good.subarray(0, good.length - 40);
    web.photos.set(30, cut).set(31, good);
    await add(jobFor(30, cut), jobFor(31, good));
    expect((await resultOf(30)).outcome).toMatchObject({ kind: 'unreadable', reason: /^truncated: / });
    expect((await resultOf(31)).outcome.kind).toBe('classified');
  });

  it('tries a photograph that is missing again, and gives up with the reason', async () => {
    await add(jobFor(40, photoOf(colours.kitchen)));
    expect((await resultOf(40)).outcome).toMatchObject({
      kind: 'failed',
      reason: /answered 404 .*captures\/40\/photo/,
    });
    expect(web.requests.filter((path) => path.includes('captures/40/'))).toHaveLength(classifyCapture.attempts);
  });

  it('waits while the web process is busy without using up the photograph’s tries', async () => {
    const bytes = photoOf(colours.recyclable);
    web.photos.set(50, bytes);
    web.faults.push(...Array(classifyCapture.attempts + 1).fill(503));
    await add(jobFor(50, bytes));
    expect((await resultOf(50)).outcome.kind).toBe('classified');
    expect(failures.filter((line) => line.includes('not classified'))).toEqual([]);
    expect(failures.filter((line) => line.includes('waiting for the other end'))).toHaveLength(1);
  });

  it('gives a waiting job back when it closes, for another worker to take', async () => {
    await worker?.close();
    worker = await startWorker('a-key-that-is-not-known');
    const bytes = photoOf(colours.hazardous);
    web.photos.set(60, bytes);
    await add(jobFor(60, bytes));
    await waitFor(() => failures.some((line) => line.includes('refuses the worker key')), { what: 'the refusal' });
    await worker.close();
    expect(recorded.has(60)).toBe(false);
    worker = await startWorker();
    expect((await resultOf(60)).outcome.kind).toBe('classified');
  });
});
