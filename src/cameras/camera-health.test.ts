import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../captures/captures.schemas.ts';
import { cameraClient } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { isMeasured, nextDrift, summarizeHours } from './camera-health.rules.ts';
import type { NoticeList } from './camera-notices.schemas.ts';
import type { CameraDetail } from './cameras.schemas.ts';

const minuteMs = 60_000;
/** Five past six in the evening; the station is open until eight. */
const start = Date.parse('2026-11-20T10:05:00Z');
let now = start;
let service: TestService;
let community: TestCommunity;
let station: TestStation;
beforeAll(async () => {
  service = await startTestService({ clock: () => now, config: { sessionHours: 720 } });
  community = await setUpCommunity(service);
  station = await community.addStation(await community.addEstate('One'), 'East gate', ['kitchen']);
});
afterAll(() => service.stop());

let made = 0;
async function post(query: Record<string, string> = {}, of = station) {
  made += 1;
  const path = `/api/v1/captures?${new URLSearchParams(query)}`;
  return of.camera.client.send<Receipt>('POST', path, await fieldsPicture(['kitchen'], made), {
    'content-type': 'image/jpeg',
  });
}
const iso = (at: number): string => new Date(at).toISOString();
const health = async (of = station) =>
  (await community.administrator.get<CameraDetail>(`/api/v1/cameras/${of.camera.id}`)).body.health;
async function notices(state = 'open') {
  const { body } = await community.administrator.get<NoticeList>(`/api/v1/camera-notices?state=${state}`);
  return body.items.filter(({ camera }) => camera.id === station.camera.id);
}
/** What is done every minute. */
const look = () => service.container.watchSilence();

describe('a camera that falls silent', () => {
  it('raises one notice after the grace, and one of its recovery', async () => {
    look();
    expect(await notices()).toEqual([]);
    await post({ captured_at: iso(now) });
    now = start + 29 * minuteMs;
    look();
    expect(await notices()).toEqual([]);
    now = start + 30 * minuteMs;
    look();
    look();
    expect(await notices()).toMatchObject([{ kind: 'silent', reason: 'silent', since: iso(start), count: 30 }]);
    now = start + 45 * minuteMs;
    look();
    expect(await notices()).toMatchObject([{ count: 45 }]);
    await post({ captured_at: iso(now) });
    look();
    expect(await notices()).toEqual([]);
    expect(await notices('recent')).toMatchObject([{ until: iso(now), count: 45 }]);
    now += 3 * 3_600_000;
    expect(await notices('recent')).toEqual([]);
    expect(await notices('all')).toHaveLength(1);
  });

  it('is not looked for while the station is closed, nor before it has sent anything', async () => {
    now = start + 4 * 3_600_000;
    await post({ captured_at: iso(now) });
    now += 60 * minuteMs;
    look();
    expect(await notices()).toEqual([]);
  });
});

describe('a camera’s clock', () => {
  it('is compared with the service’s, also when its photograph is refused for it', async () => {
    const other = await community.addStation(await community.addEstate('Two'), 'West gate', ['kitchen']);
    expect((await health(other)).clockDrift).toBeNull();
    await post({ captured_at: iso(now - 20_000) }, other);
    expect((await health(other)).clockDrift).toMatchObject({ ms: -20_000, off: false });
    expect((await post({ captured_at: iso(now + 900_000) }, other)).status).toBe(422);
    expect((await health(other)).clockDrift).toMatchObject({ ms: 900_000, off: true });
  });

  it('is smoothed while it stays about the same, and taken as it is after a jump', () => {
    expect(nextDrift(null, 1_000)).toBe(1_000);
    expect(nextDrift(1_000, 2_000)).toBe(1_200);
    expect(nextDrift(1_000, 3_600_000)).toBe(3_600_000);
  });

  it('is not judged by a photograph that was kept back, which is marked late and believed', async () => {
    const before = (await health()).clockDrift;
    const { status, body } = await post({ captured_at: iso(now - 50 * 3_600_000), late: 'yes' });
    expect(status).toBe(202);
    expect(body).toMatchObject({ late: true, clockSuspect: false });
    expect((await health()).clockDrift).toEqual(before);
    expect((await post({ captured_at: iso(now - 50 * 3_600_000) })).body).toMatchObject({
      late: false,
      clockSuspect: true,
    });
  });
});

describe('a sign of life', () => {
  it('is counted for the camera whose key it has, and tells what its gateway holds', async () => {
    now += minuteMs;
    const agent = { waiting: 7, dropped: 2, droppedFrom: iso(start), droppedUntil: iso(start + 1), refused: 0 };
    const { status, body } = await station.camera.client.send<{ clock: string }>('POST', '/api/v1/cameras/heartbeat', {
      clock: iso(now),
      agent,
    });
    expect([status, body.clock]).toEqual([200, iso(now)]);
    expect(await health()).toMatchObject({ lastContact: { at: iso(now), kind: 'agent' }, agent });
    await station.camera.client.send('POST', '/api/v1/cameras/heartbeat');
    expect((await health()).lastContact?.kind).toBe('heartbeat');
    const stranger = cameraClient(service.url, 'gs_cam_wrong');
    expect((await stranger.send('POST', '/api/v1/cameras/heartbeat', {})).status).toBe(401);
  });
});

describe('the size of a camera’s pictures', () => {
  it('is told with the one before when it changes', async () => {
    const third = await community.addStation(await community.addEstate('Three'), 'North gate', ['kitchen']);
    await post({}, third);
    const first = await health(third);
    expect(first.formerSize).toBeNull();
    made += 1;
    const wider = await fieldsPicture(['kitchen', 'residual'], made);
    await third.camera.client.send('POST', '/api/v1/captures', wider, { 'content-type': 'image/jpeg' });
    const { size, formerSize } = await health(third);
    expect(formerSize).toEqual({ width: first.size?.width, height: first.size?.height });
    expect(size?.width).not.toBe(first.size?.width);
  });
});

describe('an hour', () => {
  it('is measured when at least half of it could be seen', () => {
    expect(isMeasured({ expected: 60, received: 31, unusable: 1 })).toBe(true);
    expect(isMeasured({ expected: 60, received: 60, unusable: 31 })).toBe(false);
    const hours = [
      { expected: 0, received: 3, unusable: 0 },
      { expected: 60, received: 0, unusable: 0 },
      { expected: 60, received: 60, unusable: 6 },
    ];
    expect(summarizeHours(hours)).toEqual({
      ...{ expected: 120, received: 63, unusable: 6, openHours: 2, hoursNotMeasured: 1 },
    });
  });
});
