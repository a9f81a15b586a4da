import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LastPhoto } from '../captures/captures.schemas.ts';
import type { Client } from '../testing/client.ts';
import { cameraClient } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { CameraDetail, CameraList, Drawn } from './cameras.schemas.ts';

const minuteMs = 60_000;
/** 18:05 in Shanghai; the station opens from 18:00 to 20:00. */
const start = Date.parse('2026-11-20T10:05:00Z');
let now = start;
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let admin: Client;
let estates: number[];
let station: TestStation;
let other: TestStation;
beforeAll(async () => {
  service = await startTestService({ clock: () => now });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  admin = community.administrator;
  estates = [await community.addEstate('One'), await community.addEstate('Two')];
  station = await community.addStation(estates[0] ?? 0, 'Gate', ['kitchen', 'residual']);
  other = await community.addStation(estates[1] ?? 0, 'Yard', ['kitchen']);
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

const path = (rest = '', of = station) => `/api/v1/cameras/${of.camera.id}${rest}`;
const detail = async (of = station) => (await admin.get<CameraDetail>(path('', of))).body;
const square = [
  [0, 0],
  [0.4, 0],
  [0.4, 1],
  [0, 1],
];
const code = async (answer: Promise<{ body: unknown }>) => ((await answer).body as { code: string }).code;

describe('the list of cameras', () => {
  it('says where each stands, what it sent today of what was expected, and whether it is silent', async () => {
    expect(await detail()).toMatchObject({
      name: 'Gate',
      station: { id: station.stationId, name: 'Gate' },
      estate: { name: 'One' },
      hasKey: true,
      lastSeenAt: null,
      silent: false,
      today: { expected: 0, received: 0, unusable: 0 },
      reference: { state: 'gathering', setAt: null },
      notices: [],
    });
    now += 9 * minuteMs;
    expect(await detail()).toMatchObject({ silent: false, today: { expected: 9 } });
    now += minuteMs;
    expect(await detail()).toMatchObject({ silent: true, today: { expected: 10 } });
    const id = await results.post(station, await fieldsPicture(['kitchen'], 1), new Date(now).toISOString());
    await results.putOutcome(id, { kind: 'unreadable', reason: 'broken' });
    await results.ended(station, id);
    const seen = { silent: false, lastSeenAt: new Date(now).toISOString() };
    expect(await detail()).toMatchObject({ ...seen, today: { expected: 10, received: 1, unusable: 1 } });
  });

  it('shows an administrator of one estate the cameras of that one, and lets them touch no other', async () => {
    const limited = await community.addPerson('limited', 'administrator', [estates[1] ?? 0]);
    const { items } = (await limited.get<CameraList>('/api/v1/cameras')).body;
    expect(items.map(({ id }) => id)).toEqual([other.camera.id]);
    const refused = [
      limited.get(path()),
      limited.get(path('/photo')),
      limited.get(path('/masks')),
      limited.send('PATCH', path(), { name: 'x' }),
      limited.send('DELETE', path()),
      limited.send('PUT', path('/views'), { views: [] }),
      limited.send('PUT', path('/masks'), { masks: [] }),
      limited.send('POST', path('/key')),
      limited.send('DELETE', path('/key')),
      limited.send('POST', path('/reference')),
    ];
    expect(await Promise.all(refused.map(code))).toEqual(refused.map(() => 'no_such_camera'));
    const added = limited.send('POST', '/api/v1/cameras', { stationId: station.stationId, name: 'x' });
    expect(await code(added)).toBe('no_such_station');
  });
});

describe('a camera', () => {
  it('is given another name and interval, each alone', async () => {
    expect((await admin.send('PATCH', path(), { name: ' North gate ' })).status).toBe(204);
    expect((await admin.send('PATCH', path(), { intervalS: 30 })).status).toBe(204);
    expect(await detail()).toMatchObject({ name: 'North gate', intervalS: 30 });
    expect((await admin.send('PATCH', path(), {})).status).toBe(204);
    expect((await admin.send('PATCH', path(), { name: '' })).status).toBe(400);
    expect((await admin.send('PATCH', path(), { intervalS: 0 })).status).toBe(400);
  });

  it('says from when its views hold, keeps the revision when nothing changed, and refuses what was drawn on an older one', async () => {
    const { viewRevision } = await detail();
    const views = [{ binId: station.bins[0]?.id, polygon: square, counting: true }];
    const put = (basedOn: number) => admin.send<Drawn>('PUT', path('/views'), { views, basedOn });
    const { status, body } = await put(viewRevision);
    expect([status, body]).toEqual([200, { revision: viewRevision + 1, validFrom: new Date(now).toISOString() }]);
    expect((await put(viewRevision + 1)).body.revision).toBe(viewRevision + 1);
    expect(await code(put(viewRevision))).toBe('drawn_meanwhile');
    const masks = (basedOn: number) => admin.send<Drawn>('PUT', path('/masks'), { masks: [square], basedOn });
    expect((await masks(0)).body.revision).toBe(1);
    expect(await code(masks(0))).toBe('drawn_meanwhile');
    expect((await admin.send<Drawn>('PUT', path('/masks'), { masks: [] })).body.revision).toBe(2);
  });

  it('names the other camera that counts a bin', async () => {
    const second = { stationId: station.stationId, name: 'Second', views: [] };
    const { body } = await admin.send<{ id: number }>('POST', '/api/v1/cameras', second);
    const { bins } = (await admin.get<CameraDetail>(`/api/v1/cameras/${body.id}`)).body;
    expect(bins.map(({ position, countedBy }) => [position, countedBy?.id ?? null])).toEqual([
      [1, station.camera.id],
      [2, null],
    ]);
    expect((await detail()).bins.map(({ countedBy }) => countedBy)).toEqual([null, null]);
  });
});

describe('the latest photograph of a camera', () => {
  const latest = async () => (await admin.get<LastPhoto>(path('/photo', other))).body.photo;
  const post = (seed: number) => {
    now += minuteMs;
    return fieldsPicture(['kitchen'], seed).then((bytes) => results.post(other, bytes, new Date(now).toISOString()));
  };

  it('is the last one that came, for who asked only', async () => {
    expect(await latest()).toBeNull();
    await post(1);
    const id = await post(2);
    const photo = await latest();
    expect(photo).toMatchObject({ captureId: id, masked: false, capturedAt: new Date(now).toISOString() });
    const picture = await admin.get(photo?.url ?? '');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const secretary = await community.addPerson('secretary', 'secretary');
    expect((await secretary.get(photo?.url ?? '')).status).toBe(404);
    expect((await secretary.get(path('/photo', other))).status).toBe(403);
  });

  it('of a camera with masks is none that was not masked', async () => {
    await admin.send('PUT', path('/masks', other), { masks: [square] });
    expect(await latest()).toBeNull();
    const id = await post(3);
    expect(await latest()).toBeNull();
    const worker = cameraClient(service.url, service.workerKey);
    const masked = await fieldsPicture(['nothing_to_judge'], 3);
    const put = `/internal/v1/captures/${id}/masked?revision=1`;
    expect((await worker.send('PUT', put, masked, { 'content-type': 'image/jpeg' })).status).toBe(200);
    expect(await latest()).toMatchObject({ captureId: id, masked: true });
  });
});

describe('a camera taken out of service', () => {
  it('can send no more, lets go of its bins, and nothing more is expected of it', async () => {
    const before = await detail(other);
    expect((await admin.send('DELETE', path('', other))).status).toBe(204);
    expect((await admin.get(path('', other))).status).toBe(404);
    expect((await admin.send('DELETE', path('', other))).status).toBe(404);
    const { status } = await other.camera.client.send('POST', '/api/v1/captures', await fieldsPicture(['kitchen'], 9));
    expect(status).toBe(401);
    const views = [{ binId: other.bins[0]?.id, polygon: square }];
    const successor = { stationId: other.stationId, name: 'Successor', views };
    expect((await admin.send('POST', '/api/v1/cameras', successor)).status).toBe(201);
    now += 60 * minuteMs;
    const { body } = await admin.get<{ stations: { id: number; hours: { expected: number } }[] }>(
      '/api/v1/months/2026-11/stations',
    );
    // Its own minutes up to then, and its successor's rest of the same hour.
    const restOfHour = 60 - (new Date(now).getUTCMinutes() || 60);
    const { expected } = body.stations.find(({ id }) => id === other.stationId)?.hours ?? { expected: 0 };
    expect(expected).toBe(before.today.expected + restOfHour);
  });
});
