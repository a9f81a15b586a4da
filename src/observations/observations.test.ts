import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Deal } from '../findings/findings.schemas.ts';
import type { Counts, MonthCounts } from '../ledger/months.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture, seededRandom } from '../testing/pictures.ts';
import { createTestResults, type Seen, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
let now = start + 3_600_000;
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let estateId: number;
let viewer: Client;

beforeAll(async () => {
  service = await startTestService({ clock: () => now });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  estateId = await community.addEstate('One');
  viewer = await community.addPerson('viewer', 'viewer');
});
afterAll(async () => {
  await results.close();
  await service.stop();
});
afterEach(() => {
  now = start + 3_600_000;
});

let made = 0;
const addStation = (bins: Parameters<TestCommunity['addStation']>[2] = ['kitchen']) => {
  made += 1;
  return community.addStation(estateId, `Station ${made}`, bins);
};
const minute = (index: number): string => new Date(start + index * 60_000).toISOString();
const photo = () => {
  made += 1;
  return fieldsPicture(['kitchen'], made);
};
async function countsOf(station: TestStation): Promise<Counts> {
  const { body } = await viewer.get<MonthCounts>('/api/v1/months/2026-11/stations');
  const counts = body.stations.find(({ id }) => id === station.stationId);
  if (!counts) throw new Error('the station is not counted');
  return counts;
}

const paper: Seen = { label: 'paper_cardboard', content: 10 };
const peel: Seen = { label: 'vegetable', content: 90 };

describe('recording results', () => {
  it('gives every view of every photograph an observation and an episode, flagged or not', async () => {
    const station = await addStation(['kitchen', 'recyclable', 'residual']);
    const seen = [paper, paper, { label: 'nothing_to_judge' }];
    await results.classify(station, await photo(), minute(0), seen);
    expect(await countsOf(station)).toMatchObject({ photos: 1, episodes: 3, flagged: 1, open: 1 });
  });

  it('changes nothing the second time', async () => {
    const station = await addStation();
    const id = await results.classify(station, await photo(), minute(0), [paper]);
    const before = await countsOf(station);
    await results.put(station, id, [peel]);
    await results.putOutcome(id, { kind: 'failed', reason: 'too late' });
    // Recorded in order: when this later one is there, those before have been dealt with.
    await results.classify(station, await photo(), minute(30), [peel]);
    expect(await countsOf(station)).toEqual({
      ...before,
      photos: 2,
      episodes: 2,
      hours: { ...before.hours, received: 2 },
    });
    expect(await results.ended(station, id)).toBe('classified');
  });

  it('groups in the order in which photographs were taken, whichever result comes first', async () => {
    // The last but one is an odd frame: what lay there before it still lies there behind it.
    const contents = [paper, paper, peel, peel, paper, peel];
    const orders = [0, 1, 2, 3].map((seed) => {
      const random = seededRandom(seed);
      const keyed = contents.map((_, index) => ({ index, key: seed === 0 ? index : random() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ index }) => index);
    });
    for (const order of orders) {
      const station = await addStation();
      const ids: number[] = [];
      for (const [index] of contents.entries()) ids.push(await results.post(station, await photo(), minute(index)));
      for (const index of order) {
        await results.put(station, ids[index] ?? 0, [contents[index] ?? paper]);
        await results.ended(station, ids[index] ?? 0);
      }
      expect(await countsOf(station)).toMatchObject({ photos: 6, episodes: 3, flagged: 2, open: 2 });
    }
  });

  it('makes a finding only when the photographs before it have been heard of', async () => {
    const station = await addStation();
    const first = await results.post(station, await photo(), minute(0));
    const second = await results.post(station, await photo(), minute(1));
    await results.put(station, second, [paper]);
    await results.ended(station, second);
    expect(await countsOf(station)).toMatchObject({ episodes: 0, open: 0 });
    await results.putOutcome(first, { kind: 'unreadable', reason: 'truncated: ends too early' });
    expect(await results.ended(station, first)).toBe('unreadable');
    expect(await countsOf(station)).toMatchObject({ photos: 2, unreadable: 1, episodes: 1, open: 1 });
  });

  it('puts a photograph that comes late into the episode it belongs to, and changes no other', async () => {
    const station = await addStation();
    await results.classify(station, await photo(), minute(0), [paper]);
    await results.classify(station, await photo(), minute(2), [paper]);
    await results.classify(station, await photo(), minute(20), [peel]);
    await results.classify(station, await photo(), minute(1), [paper]);
    expect(await countsOf(station)).toMatchObject({ photos: 4, episodes: 2, flagged: 1, open: 1 });
    await results.classify(station, await photo(), minute(1.5), [peel]);
    expect(await countsOf(station)).toMatchObject({ photos: 5, episodes: 3, flagged: 1 });
  });

  it('shows the frame with the highest score, until somebody has the finding before them', async () => {
    const estate = await community.addEstate('Two');
    const station = await community.addStation(estate, 'Best frame', ['kitchen']);
    const reviewer = await community.addPerson('limited', 'reviewer', [estate]);
    await results.classify(station, await photo(), minute(0), [{ ...paper, probability: 0.95 }]);
    await results.classify(station, await photo(), minute(1), [{ ...paper, probability: 0.99 }]);
    const deal = async () => {
      const { body } = await reviewer.send<Deal>('POST', '/api/v1/review/deals', { count: 5 });
      return body.items.find(({ place }) => place.station.id === station.stationId);
    };
    const shown = await deal();
    expect(Date.parse(shown?.capturedAt ?? '')).toBe(Date.parse(minute(1)));
    await results.classify(station, await photo(), minute(2), [{ ...paper, probability: 0.999 }]);
    const again = await reviewer.get<{ capturedAt: string; version: number }>(`/api/v1/findings/${shown?.id}`);
    expect(again.body).toMatchObject({ capturedAt: shown?.capturedAt, version: shown?.version });
  });

  it('counts a photograph that shows nothing as unusable, never as a flag', async () => {
    const station = await addStation();
    await results.classify(station, await photo(), minute(0), [{ ...paper, dark: true }]);
    expect(await countsOf(station)).toMatchObject({ episodes: 1, flagged: 0, hours: { received: 1, unusable: 1 } });
  });

  it('takes a result that comes after its photograph was given up', async () => {
    const station = await addStation();
    const id = await results.post(station, await photo(), minute(0));
    await results.putOutcome(id, { kind: 'failed', reason: 'no result' });
    expect(await results.ended(station, id)).toBe('failed');
    await results.put(station, id, [paper]);
    await waitFor(async () => (await results.ended(station, id)) === 'classified', { what: 'the late result' });
    expect(await countsOf(station)).toMatchObject({ photos: 1, episodes: 1, open: 1 });
    const receipt = await station.camera.client.get<{ reason: string | null }>(`/api/v1/captures/${id}`);
    expect(receipt.body.reason).toBeNull();
  });

  it('counts an unreadable photograph as unusable once, and no longer when another try reads it', async () => {
    const station = await addStation();
    const id = await results.post(station, await photo(), minute(0));
    const unreadable = { kind: 'unreadable', reason: 'truncated: ends too early' } as const;
    for (let round = 0; round < 2; round += 1) {
      await results.putOutcome(id, unreadable);
      expect(await results.ended(station, id)).toBe('unreadable');
      expect((await countsOf(station)).hours).toMatchObject({ received: 1, unusable: 1 });
      expect((await community.administrator.send('POST', `/api/v1/captures/${id}/retry`)).status).toBe(202);
    }
    await results.put(station, id, [paper]);
    expect(await results.ended(station, id)).toBe('classified');
    expect((await countsOf(station)).hours).toMatchObject({ received: 1, unusable: 0 });
  });

  it('keeps why a photograph failed, and tries again when an administrator says so', async () => {
    const station = await addStation();
    const id = await results.post(station, await photo(), minute(0));
    await results.putOutcome(id, { kind: 'failed', reason: 'the model did not run' });
    expect(await results.ended(station, id)).toBe('failed');
    const receipt = await station.camera.client.get<{ reason: string }>(`/api/v1/captures/${id}`);
    expect(receipt.body.reason).toBe('the model did not run');
    expect((await community.administrator.send('POST', `/api/v1/captures/${id}/retry`)).status).toBe(202);
    await results.put(station, id, [paper]);
    await waitFor(async () => (await results.ended(station, id)) === 'classified');
    expect((await community.administrator.send('POST', `/api/v1/captures/${id}/retry`)).status).toBe(409);
  });
});
