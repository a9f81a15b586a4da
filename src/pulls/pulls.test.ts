import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CameraDetail } from '../cameras/cameras.schemas.ts';
import type { Receipt } from '../captures/captures.schemas.ts';
import { createSealing } from '../platform/sealing.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { startFakeCamera } from '../testing/fake-camera.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';
import { nextPullAt } from './pulls.rules.ts';
import type { Pulled, PullView } from './pulls.schemas.ts';

/** Five past six in the evening; the station is open until eight. */
let now = Date.parse('2026-11-20T10:05:00Z');
const password = 'Geheim-9876';
let service: TestService;
let community: TestCommunity;
let station: TestStation;
let photos: Buffer[];
let shown = 0;
let device: Awaited<ReturnType<typeof startFakeCamera>>;
beforeAll(async () => {
  service = await startTestService({ clock: () => now, config: { cameraNetworks: ['127.0.0.0/8'] } });
  community = await setUpCommunity(service);
  station = await community.addStation(await community.addEstate('One'), 'East gate', ['kitchen']);
  photos = await Promise.all([1, 2, 3, 4, 5].map((seed) => fieldsPicture(['kitchen'], seed)));
  device = await startFakeCamera({
    login: { username: 'reader', password },
    auth: 'md5',
    picture: () => photos[shown++ % photos.length]!,
  });
});
afterAll(async () => {
  await device.stop();
  await service.stop();
});

const path = () => `/api/v1/cameras/${station.camera.id}/pull`;
const set = (change: Record<string, unknown> = {}) =>
  community.administrator.send<PullView & { code: string }>('PUT', path(), {
    ...{ preset: 'hikvision', host: '127.0.0.1', port: device.port, username: 'reader', password, ...change },
  });
const view = async () => (await community.administrator.get<PullView>(path())).body.pull;
const askNow = async () => (await community.administrator.send<Pulled>('POST', `${path()}/now`)).body;

describe('a camera that is asked for its picture', () => {
  it('is asked now: its picture is a capture like any other', async () => {
    expect((await community.administrator.send('POST', `${path()}/now`)).status).toBe(409);
    expect((await set()).status).toBe(200);
    const { captureId, fault } = await askNow();
    expect(fault).toBeNull();
    const receipt = await station.camera.client.get<Receipt>(`/api/v1/captures/${captureId}`);
    expect(receipt.body).toMatchObject({ capturedAt: new Date(now).toISOString(), late: false });
    const { body } = await community.administrator.get<CameraDetail>(`/api/v1/cameras/${station.camera.id}`);
    expect(body.lastSeenAt).toBe(new Date(now).toISOString());
    expect(body.health.clockDrift).not.toBeNull();
  });

  it('is asked by itself at its interval while the station is open, and not while it is closed', async () => {
    const before = device.asked.length;
    now += 61_000;
    const seen = new Date(now).toISOString();
    await waitFor(async () => (await view())?.lastOkAt === seen, { what: 'the picture of the next minute' });
    expect(device.asked.length).toBeGreaterThan(before);
    now = Date.parse('2026-11-20T15:00:00Z');
    await waitFor(async () => (await view())?.nextAt === null, { what: 'the closing of the station' });
    now = Date.parse('2026-11-20T10:10:00Z');
  });

  it('never tells its password, and keeps none that can be read', async () => {
    const { body } = await community.administrator.get(path());
    expect(JSON.stringify(body)).not.toContain(password);
    for (const file of ['greensleeve.db', 'greensleeve.db-wal']) {
      expect(readFileSync(join(service.dataDir, file)).includes(password)).toBe(false);
    }
  });

  it('keeps its password through other changes, but never for another place', async () => {
    expect((await set({ password: undefined, channel: 1, preset: 'dahua' })).status).toBe(200);
    expect((await askNow()).fault).toBeNull();
    expect((await set({ password: undefined, host: '127.0.0.2' })).body.code).toBe('password_again');
    expect((await set({ password: undefined, auth: 'basic' })).body.code).toBe('password_again');
  });

  it('tells why there is no picture, and since when, until there is one', async () => {
    await set({ password: 'wrong', enabled: false });
    expect(await askNow()).toMatchObject({ captureId: null, fault: 'wrong_credentials' });
    expect((await view())?.trouble).toMatchObject({ fault: 'wrong_credentials', failures: 1 });
    await set({ enabled: false });
    expect((await askNow()).fault).toBeNull();
    expect((await view())?.trouble).toBeNull();
  });

  it('is asked no more when that is ended, and may be set only by administrators who see its estate', async () => {
    const elsewhere = await community.addPerson('elsewhere', 'administrator', [await community.addEstate('Two')]);
    expect((await elsewhere.get(path())).status).toBe(404);
    const reviewer = await community.addPerson('reviewer', 'reviewer');
    expect((await reviewer.send('POST', `${path()}/now`)).status).toBe(403);
    expect((await community.administrator.send('DELETE', path())).status).toBe(204);
    expect(await view()).toBeNull();
  });
});

describe('the next attempt', () => {
  it('comes about an interval later, ever later while there is no picture, seldom after a wrong login', () => {
    const attempt = (failures: number, fault: 'unreachable' | 'wrong_credentials' | null, chance = 0.5) =>
      nextPullAt({ startedAt: 0, intervalS: 60, failures, fault }, chance) / 1_000;
    expect([attempt(0, null, 0), attempt(0, null), attempt(0, null, 0.999)]).toEqual([54, 60, 65.988]);
    expect([1, 2, 3, 4, 30].map((failures) => attempt(failures, 'unreachable'))).toEqual([120, 240, 480, 900, 900]);
    expect(attempt(1, 'wrong_credentials')).toBe(1_800);
    const seldom = nextPullAt({ startedAt: 0, intervalS: 3_600, failures: 1, fault: 'unreachable' }, 0.5);
    expect(seldom).toBe(3_600_000);
  });

  it('never comes at once, nor never', () => {
    const failures = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 86_400 }),
        failures,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (intervalS, count, chance) => {
          const at = nextPullAt({ startedAt: 0, intervalS, failures: count, fault: 'timed_out' }, chance);
          expect(at).toBeGreaterThan(intervalS * 800);
          expect(at).toBeLessThan(Math.max(intervalS * 1_000, 15 * 60_000) * 1.2 + intervalS * 1_000);
        },
      ),
    );
  });
});

describe('what is sealed', () => {
  it('opens with its key and for its place alone', () => {
    const sealing = createSealing('one');
    const sealed = sealing.seal('口令', 'camera 1');
    expect(sealing.open(sealed, 'camera 1')).toBe('口令');
    expect(sealing.seal('口令', 'camera 1')).not.toBe(sealed);
    expect(() => sealing.open(sealed, 'camera 2')).toThrow();
    expect(() => createSealing('other').open(sealed, 'camera 1')).toThrow();
  });
});
