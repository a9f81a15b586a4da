import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createConsumer } from '../platform/queue/consumer.ts';
import { createProducer, type Producer } from '../platform/queue/producer.ts';
import { type ClassifyCapture, classifyCapture, recordClassification, resultKey } from '../platform/queue/queues.ts';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { startTestRedis } from '../testing/redis.ts';
import { waitFor } from '../testing/wait.ts';
import { createCapturesDispatch } from './captures.dispatch.ts';
import { createCapturesRepo } from './captures.repo.ts';

const requeueAfterMs = 60_000;
let now = 1_000_000;
let redis: Awaited<ReturnType<typeof startTestRedis>>;
let database: TestDatabase;
let prefixes = 0;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
  database = openTestDatabase();
  database.db.$client.exec(`
    INSERT INTO estate (id, name, created_at) VALUES (1, 'One', 1);
    INSERT INTO station (id, estate_id, name, opening_hours, created_at) VALUES (1, 1, 'S', '[]', 1);
    INSERT INTO camera (id, station_id, name, interval_s, view_set_revision, created_at, hours_written_until)
      VALUES (1, 1, 'C', 60, 1, 1, 1);`);
});
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
  database.close();
  await redis.stop();
});
beforeEach(() => {
  database.db.$client.exec('DELETE FROM capture');
});

/** A dispatch on queues of its own. */
function open(url = redis.url) {
  prefixes += 1;
  const connection = { url, prefix: `test-${prefixes}` };
  const producer: Producer<ClassifyCapture> = createProducer(connection, classifyCapture, () => undefined);
  const results = createProducer(connection, recordClassification, () => undefined);
  const repo = createCapturesRepo(database.db);
  const dispatch = createCapturesDispatch({
    repo,
    producer,
    results,
    clock: () => now,
    log: pino({ level: 'silent' }),
    requeueAfterMs,
    maxAttempts: 3,
  });
  closing.push(() => results.close());
  return { connection, producer, results, repo, dispatch };
}

let photos = 0;
function addCapture(repo: ReturnType<typeof createCapturesRepo>) {
  photos += 1;
  const capture = repo.insert({
    cameraId: 1,
    stationId: 1,
    sha256: photos.toString(16).padStart(64, '0'),
    bytes: 1,
    mime: 'image/jpeg',
    viewSetRevision: 1,
    capturedAt: now,
    clockSuspect: false,
    receivedAt: now,
    state: 'received',
    dueAt: now,
  });
  if (!capture) throw new Error('not inserted');
  return capture;
}
const connected = (...producers: Pick<Producer<unknown>, 'counts'>[]) =>
  Promise.all(producers.map((producer) => waitFor(() => producer.counts(), { what: 'Redis' })));

describe('handing captures to the queue', () => {
  it('queues what is new at once, and notes it in the row', async () => {
    const { producer, results, repo, dispatch } = open();
    await connected(producer, results);
    const captures = [addCapture(repo), addCapture(repo)];
    for (const capture of captures) dispatch.notify(capture);
    await dispatch.settle();
    expect(await producer.counts()).toMatchObject({ waiting: 2 });
    for (const { id } of captures) expect(repo.find(id)).toMatchObject({ state: 'queued', attempts: 1 });
    await producer.close();
  });

  it('leaves everything in the database while Redis is away, and the sweep brings it when Redis is back', async () => {
    const away = open('redis://127.0.0.1:1');
    const capture = addCapture(away.repo);
    away.dispatch.notify(capture);
    await away.dispatch.settle();
    expect(away.repo.find(capture.id)).toMatchObject({ state: 'received', attempts: 0 });
    expect(await away.dispatch.sweep()).toBe(0);
    await away.producer.close();
    const { producer, results, repo, dispatch } = open();
    await connected(producer, results);
    expect(await dispatch.sweep()).toBe(1);
    expect(repo.find(capture.id)).toMatchObject({ state: 'queued', attempts: 1 });
    await producer.close();
  });

  it('does not count the waiting in a long queue as an attempt', async () => {
    const { producer, results, repo, dispatch } = open();
    await connected(producer, results);
    const { id } = addCapture(repo);
    await dispatch.sweep();
    for (let round = 0; round < 10; round += 1) {
      now += requeueAfterMs + 1;
      await dispatch.sweep();
    }
    expect(repo.find(id)).toMatchObject({ state: 'queued', attempts: 1 });
    expect(await producer.counts()).toMatchObject({ waiting: 1 });
    await producer.close();
  });

  it('does not take a photograph for lost whose result waits to be recorded', async () => {
    const { producer, results, repo, dispatch } = open();
    await connected(producer, results);
    const { id } = addCapture(repo);
    const outcome = { kind: 'unreadable', reason: 'truncated' } as const;
    await results.add([{ key: resultKey(id, 'unreadable'), payload: { captureId: id, model: 'a@1', outcome } }]);
    expect(await dispatch.sweep()).toBe(0);
    expect(repo.find(id)).toMatchObject({ state: 'received', attempts: 0 });
    await producer.close();
  });

  it('queues again what Redis has lost, and gives up with a reason after the last attempt', async () => {
    const { repo } = open();
    const { id } = addCapture(repo);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      // Another prefix: the queue of before is gone with all that was in it.
      const { producer, results, dispatch } = open();
      await connected(producer, results);
      expect(await dispatch.sweep()).toBe(1);
      expect(repo.find(id)?.attempts).toBe(attempt);
      now += requeueAfterMs + 1;
      await producer.close();
    }
    const { producer, results, dispatch } = open();
    await connected(producer, results);
    expect(await dispatch.sweep()).toBe(0);
    expect(repo.find(id)).toMatchObject({ state: 'failed', stateReason: 'no result after 3 attempts', dueAt: null });
    await producer.close();
  });
});

describe('a job', () => {
  it('whose payload does not parse is not tried again and stops no other', async () => {
    const { connection, producer } = open();
    await connected(producer);
    const strange = createProducer(
      connection,
      { ...classifyCapture, payload: { parse: (value: unknown) => value } as never },
      () => undefined,
    );
    await connected(strange as Producer<ClassifyCapture>);
    await strange.add([{ key: 'strange', payload: { captureId: 'seven' } as never }]);
    const sha256 = 'a'.repeat(64);
    const payload = { captureId: 7, sha256, mime: 'image/jpeg', cameraId: 1, viewSetRevision: 1, isMasked: false };
    await producer.add([{ key: 'good', payload }]);
    const handled: number[] = [];
    const failures: { final: boolean; payload: unknown }[] = [];
    const consumer = createConsumer(
      connection,
      classifyCapture,
      async ({ captureId }) => {
        handled.push(captureId);
      },
      {
        concurrency: 1,
        lockDurationMs: 10_000,
        onFailure: (failure) => failures.push(failure),
        onError: () => undefined,
      },
    );
    await waitFor(() => handled.length === 1 && failures.length === 1, { what: 'both jobs' });
    expect(failures[0]).toMatchObject({ final: true, payload: null });
    await Promise.all([consumer.close(), producer.close(), strange.close()]);
  });
});
