import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCalendar } from '../platform/calendar.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { openTestDatabase } from '../testing/database.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';
import { createQueueStateRepo } from './queue-state.repo.ts';
import type { FailureList, QueueState, Retried } from './queue-state.schemas.ts';
import { createQueueStateService } from './queue-state.service.ts';

const hourMs = 3_600_000;
let now = Date.parse('2026-11-20T10:05:00Z');
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let admin: Client;
let one: TestStation;
let two: TestStation;
let estates: number[];
beforeAll(async () => {
  service = await startTestService({ clock: () => now, workers: 0 });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  admin = community.administrator;
  estates = [await community.addEstate('One'), await community.addEstate('Two')];
  one = await community.addStation(estates[0] ?? 0, 'Gate', ['kitchen']);
  two = await community.addStation(estates[1] ?? 0, 'Yard', ['kitchen']);
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

let seed = 0;
const post = async (station = one) => {
  seed += 1;
  return results.post(station, await fieldsPicture(['kitchen'], seed), new Date(now).toISOString());
};
const fail = async (station: TestStation, kind: 'failed' | 'unreadable', reason: string) => {
  const id = await post(station);
  await results.putOutcome(id, { kind, reason });
  await results.ended(station, id);
  return id;
};
const state = async (client = admin) => (await client.get<QueueState>('/api/v1/queue')).body;
const failures = async (query = '', client = admin) =>
  (await client.get<FailureList>(`/api/v1/queue/failures${query}`)).body;

describe('the state of the queue', () => {
  it('counts what waits and since when, and what was done today and in the last hour', async () => {
    const empty = await state();
    expect(empty.waiting).toEqual({ received: 0, queued: 0, toMask: 0, oldestReceivedAt: null });
    const first = await post();
    const came = new Date(now).toISOString();
    now += 60_000;
    await post();
    await waitFor(async () => (await state()).waiting.queued === 2, { what: 'both to be queued' });
    expect((await state()).waiting).toEqual({ received: 0, queued: 2, toMask: 0, oldestReceivedAt: came });
    await results.put(one, first, [{ label: 'vegetable' }]);
    await results.ended(one, first);
    now += hourMs / 2;
    const after = await state();
    expect(after.waiting).toMatchObject({ queued: 1 });
    expect(after.today).toEqual({ classified: 1, unreadable: 0, failed: 0 });
    expect(after.lastHour).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
    expect(after.workers).toEqual([]);
  });

  it('says what went wrong, the latest first, page by page, each estate to its own people', async () => {
    const failed = await fail(one, 'failed', 'the classifier died');
    now += 1_000;
    const broken = await fail(two, 'unreadable', 'not a picture any more');
    expect((await state()).notClassified).toEqual({ days: 30, failed: 1, unreadable: 1 });
    const { items } = await failures();
    expect(items.map(({ captureId, state: how, reason }) => [captureId, how, reason])).toEqual([
      [broken, 'unreadable', 'not a picture any more'],
      [failed, 'failed', 'the classifier died'],
    ]);
    expect(items[1]).toMatchObject({ camera: { name: 'Gate' }, station: { name: 'Gate' }, estate: { name: 'One' } });
    const page = await failures('?limit=1');
    expect(page.items.map(({ captureId }) => captureId)).toEqual([broken]);
    const rest = await failures(`?limit=1&after=${page.next}`);
    expect([rest.items[0]?.captureId, rest.next]).toEqual([failed, null]);
    expect((await failures('?state=failed')).items).toHaveLength(1);
    const limited = await community.addPerson('limited', 'administrator', [estates[1] ?? 0]);
    expect((await failures('', limited)).items.map(({ captureId }) => captureId)).toEqual([broken]);
    expect((await state(limited)).notClassified).toMatchObject({ failed: 0, unreadable: 1 });
    expect((await limited.send('POST', `/api/v1/captures/${failed}/retry`)).status).toBe(404);
    expect((await limited.send<Retried>('POST', '/api/v1/queue/retries')).body).toEqual({ retried: 0 });
  });

  it('shows pictures to administrators only, and lets a secretary look at the rest', async () => {
    const url = (await failures('?state=failed')).items[0]?.photoUrl ?? '';
    expect((await admin.get(url)).headers.get('content-type')).toBe('image/jpeg');
    const secretary = await community.addPerson('secretary', 'secretary');
    expect((await failures('', secretary)).items.map(({ photoUrl }) => photoUrl)).toEqual([null, null]);
    expect((await secretary.send('POST', '/api/v1/queue/retries')).status).toBe(403);
  });

  it('tries all failed photographs again at once, the unreadable ones one by one', async () => {
    await fail(one, 'failed', 'again');
    expect((await admin.send<Retried>('POST', '/api/v1/queue/retries')).body).toEqual({ retried: 2 });
    expect((await state()).notClassified).toMatchObject({ failed: 0, unreadable: 1 });
    const [broken] = (await failures()).items;
    expect((await admin.send('POST', `/api/v1/captures/${broken?.captureId}/retry`)).status).toBe(202);
    expect((await failures()).items).toEqual([]);
    expect((await state()).today).toMatchObject({ classified: 1, unreadable: 0, failed: 0 });
  });

  it('is told from the rows when Redis is away', async () => {
    const { db, close } = openTestDatabase();
    const away = createQueueStateService({
      db,
      repo: createQueueStateRepo(db),
      captures: { retry: () => undefined },
      workers: () => Promise.reject(new Error('Redis is away')),
      calendar: createCalendar('Asia/Shanghai'),
      clock: () => now,
    });
    expect(await away.state(null)).toMatchObject({ workers: null, waiting: { received: 0, queued: 0 } });
    close();
  });
});
