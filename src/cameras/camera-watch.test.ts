import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directions, signatureBytes, signatureHeight, signatureWidth } from '../inference/frame-signature.ts';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import { openDatabase } from '../platform/db/database.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture, seededRandom } from '../testing/pictures.ts';
import { createTestResults, type Seen, type SeenFrame, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { NoticeList } from './camera-notices.schemas.ts';
import { referenceFrames } from './camera-place.rules.ts';

/** Five past six in the evening, when stations are open until eight. */
const start = Date.parse('2026-11-20T10:05:00Z');
const minute = (index: number): string => new Date(start + index * 60_000).toISOString();
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let estateId: number;
let reviewer: Client;

beforeAll(async () => {
  service = await startTestService({ clock: () => start + 20 * 3_600_000 });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  estateId = await community.addEstate('One');
  reviewer = await community.addPerson('reviewer', 'reviewer', [estateId]);
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

let made = 0;
function addStation(inEstate = estateId): Promise<TestStation> {
  made += 1;
  return community.addStation(inEstate, `Station ${made}`, ['kitchen']);
}
async function take(station: TestStation, at: number, seen: Partial<Seen> = {}, frame: SeenFrame = {}): Promise<void> {
  made += 1;
  const photo = await fieldsPicture(['kitchen'], made);
  await results.classify(station, photo, minute(at), [{ label: 'vegetable', ...seen }], frame);
}
async function noticesOf(station: TestStation, client = reviewer, state = 'open') {
  const { body } = await client.get<NoticeList>(`/api/v1/camera-notices?state=${state}`);
  return body.items.filter(({ camera }) => camera.id === station.camera.id);
}
function observed(station: TestStation): { decision: string; unusable: string | null }[] {
  const db = openDatabase(join(service.dataDir, 'greensleeve.db'));
  const rows = db.$client
    .prepare<[number], { decision: string; unusable: string | null }>(
      'SELECT decision, unusable FROM observation WHERE bin_id = ? ORDER BY captured_at',
    )
    .all(station.bins[0]?.id ?? 0);
  db.$client.close();
  return rows;
}
async function hoursOf(station: TestStation) {
  const { body } = await reviewer.get<MonthCounts>('/api/v1/months/2026-11/stations');
  return body.stations.find(({ id }) => id === station.stationId)?.hours;
}

/** Edges of a scene of its own for each seed, seen by a camera pushed by whole cells. */
function signatureOf(seed: number, pushed = 0): Buffer {
  const random = seededRandom(seed);
  const wide = signatureWidth + 12;
  const scene = Buffer.from(Array.from({ length: wide * signatureHeight * directions }, () => 255 * random() ** 4));
  const signature = Buffer.alloc(signatureBytes);
  for (let row = 0; row < signatureHeight; row += 1) {
    const from = (row * wide + pushed) * directions;
    scene.copy(signature, row * signatureWidth * directions, from, from + signatureWidth * directions);
  }
  return signature;
}

describe('a camera whose pictures stay unusable', () => {
  it('is reported once after the grace, and once more when it has recovered', async () => {
    const station = await addStation();
    for (const at of [0, 5, 10, 15, 20, 25]) await take(station, at, { dark: true });
    expect(await noticesOf(station)).toEqual([]);
    for (const at of [30, 35]) await take(station, at, { dark: true });
    const [notice, ...others] = await noticesOf(station);
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      kind: 'unusable',
      reason: 'too_dark',
      since: minute(0),
      until: null,
      count: 8,
      station: { id: station.stationId },
      estate: { id: estateId, name: 'One' },
    });
    for (const at of [40, 41]) await take(station, at);
    expect(await noticesOf(station)).toHaveLength(1);
    await take(station, 42);
    expect(await noticesOf(station)).toEqual([]);
    expect(await noticesOf(station, reviewer, 'all')).toEqual([{ ...notice, until: minute(40) }]);
    expect(await hoursOf(station)).toMatchObject({ received: 11, unusable: 8 });
  });

  it('is reported for photographs that can’t be read, too', async () => {
    const station = await addStation();
    for (const at of [0, 10, 20, 30, 40]) {
      const id = await results.post(station, await fieldsPicture(['kitchen'], 1_000 + at + made), minute(at));
      await results.putOutcome(id, { kind: 'unreadable', reason: 'truncated: ends too early' });
      await results.ended(station, id);
    }
    expect(await noticesOf(station)).toMatchObject([{ reason: 'unreadable', count: 5 }]);
  });

  it('is left in peace while its station is closed', async () => {
    const station = await addStation();
    for (const at of [180, 200, 220, 240, 260, 280]) await take(station, at, { dark: true });
    expect(await noticesOf(station)).toEqual([]);
  });

  it('is shown to those who review in its estate, and to nobody else', async () => {
    const other = await community.addEstate('Two');
    const station = await addStation(other);
    for (const at of [0, 10, 20, 30, 40]) await take(station, at, { dark: true });
    expect(await noticesOf(station)).toEqual([]);
    expect(await noticesOf(station, community.administrator)).toHaveLength(1);
    const viewer = await community.addPerson('viewer', 'viewer');
    expect((await viewer.get('/api/v1/camera-notices')).status).toBe(403);
  });
});

describe('a camera that was moved', () => {
  const [home, pushed] = [signatureOf(1), signatureOf(1, 4)];
  async function watched(): Promise<TestStation> {
    const station = await addStation();
    for (let at = 0; at < referenceFrames; at += 1) await take(station, at, {}, { signature: home });
    return station;
  }
  async function stateOf(station: TestStation): Promise<string | undefined> {
    const { body } = await community.administrator.get<{ items: { id: number; reference: { state: string } }[] }>(
      '/api/v1/cameras',
    );
    return body.items.find(({ id }) => id === station.camera.id)?.reference.state;
  }
  const latest = (station: TestStation) => observed(station).at(-1);

  it('has its pictures refused, and counted as unusable, until it is back', async () => {
    const station = await watched();
    expect(await stateOf(station)).toBe('set');
    await take(station, 10, {}, { signature: home });
    expect(latest(station)).toEqual({ decision: 'fits', unusable: null });
    for (const at of [11, 12, 13]) await take(station, at, {}, { signature: pushed });
    expect(latest(station)).toEqual({ decision: 'unusable', unusable: 'camera_moved' });
    expect(await stateOf(station)).toBe('moved');
    expect(await hoursOf(station)).toMatchObject({ unusable: 3 });
    for (const at of [14, 15]) await take(station, at, {}, { signature: home });
    expect(latest(station)?.unusable).toBe('camera_moved');
    await take(station, 16, {}, { signature: home });
    expect(latest(station)?.unusable).toBeNull();
    expect(await stateOf(station)).toBe('set');
  });

  it('starts anew when its views are set again, or its reference is renewed by hand', async () => {
    const station = await watched();
    for (const at of [11, 12, 13]) await take(station, at, {}, { signature: pushed });
    const views = [
      {
        binId: station.bins[0]?.id,
        polygon: [
          [0, 0],
          [0.9, 0],
          [0.9, 1],
        ],
      },
    ];
    await community.administrator.send('PUT', `/api/v1/cameras/${station.camera.id}/views`, { views });
    expect(await stateOf(station)).toBe('gathering');
    for (let at = 20; at < 20 + referenceFrames; at += 1) {
      await take(station, at, {}, { signature: pushed, viewSetRevision: 3 });
      expect(latest(station)?.unusable).toBeNull();
    }
    expect(await stateOf(station)).toBe('set');
    await take(station, 40, {}, { signature: home, viewSetRevision: 3 });
    expect(latest(station)?.unusable).toBe('camera_moved');
    const renew = `/api/v1/cameras/${station.camera.id}/reference`;
    expect((await reviewer.send('POST', renew)).status).toBe(403);
    expect((await community.administrator.send('POST', renew)).status).toBe(204);
    await take(station, 41, {}, { signature: home, viewSetRevision: 3 });
    expect(latest(station)?.unusable).toBeNull();
    expect((await community.administrator.send('POST', '/api/v1/cameras/999999/reference')).status).toBe(404);
  });

  it('is not taken for moved when its picture is too dark, or something stands before it', async () => {
    const station = await watched();
    await take(station, 10, { dark: true }, { signature: signatureOf(9) });
    expect(latest(station)?.unusable).toBe('too_dark');
    await take(station, 11, {}, { signature: signatureOf(9) });
    expect(latest(station)?.unusable).toBe('lens_covered');
    expect(await stateOf(station)).toBe('set');
  });

  it('is not known by pictures that show something else each time', async () => {
    const station = await addStation();
    for (let at = 0; at < 12; at += 1) await take(station, at, {}, { signature: signatureOf(100 + at) });
    expect(await stateOf(station)).toBe('gathering');
    expect(observed(station).filter(({ unusable }) => unusable !== null)).toEqual([]);
  });
});
