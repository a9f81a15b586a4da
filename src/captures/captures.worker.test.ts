import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';
import type { Receipt } from './captures.schemas.ts';

let service: TestService;
let community: TestCommunity;
let station: TestStation;

beforeAll(async () => {
  service = await startTestService({ workers: 1 });
  community = await setUpCommunity(service);
  const estate = await community.addEstate('One');
  station = await community.addStation(estate, 'Station', ['recyclable', 'hazardous', 'kitchen', 'residual']);
});
afterAll(() => service.stop());

const post = async (photo: Buffer): Promise<number> => {
  const { status, body } = await station.camera.client.send<Receipt>('POST', '/api/v1/captures', photo);
  expect(status).toBe(202);
  return body.id;
};
const ended = (id: number): Promise<Receipt> =>
  waitFor(
    async () => {
      const { body } = await station.camera.client.get<Receipt>(`/api/v1/captures/${id}`);
      return ['received', 'queued'].includes(body.state) ? null : body;
    },
    { what: `capture ${id} to end`, timeoutMs: 40_000 },
  );
async function monthCounts() {
  const month = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 7);
  return (await community.administrator.get<MonthCounts>(`/api/v1/months/${month}/stations`)).body.total;
}
const goodPhoto = (seed: number) => fieldsPicture(['recyclable', 'hazardous', 'kitchen', 'recyclable'], seed);

describe('a photograph on its way through a real worker', () => {
  it('ends as one observation and episode for each view, flagged where its content does not belong', async () => {
    expect((await ended(await post(await goodPhoto(1)))).state).toBe('classified');
    expect(await monthCounts()).toMatchObject({ photos: 1, episodes: 4, flagged: 1, open: 1 });
  });

  it('ends as unreadable with its reason when its pixels are damaged, and stops no other', async () => {
    const whole = await goodPhoto(2);
    const damaged = Buffer.from(whole);
    // Marker bytes in the middle of the picture data: header and end are as they should be.
    damaged.fill(0xff, Math.floor(whole.length * 0.5), Math.floor(whole.length * 0.55));
    const ids = [await post(damaged), await post(await goodPhoto(3)), await post(await goodPhoto(4))];
    const [bad, ...good] = await Promise.all(ids.map(ended));
    expect(bad?.state).toBe('unreadable');
    expect(bad?.reason).toBeTruthy();
    expect(good.map(({ state }) => state)).toEqual(['classified', 'classified']);
  });

  it('is taken in while Redis stands still, and classified when Redis goes on', async () => {
    const pid = service.redis.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    const ids: number[] = [];
    try {
      for (const seed of [5, 6, 7]) ids.push(await post(await goodPhoto(seed)));
      const ready = await fetch(`${service.url}/live`);
      expect(ready.status).toBe(200);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    for (const id of ids) expect((await ended(id)).state).toBe('classified');
  });

  it('is judged by what its camera’s masks leave of it, and waits unmasked where it can’t be read', async () => {
    const path = `/api/v1/cameras/${station.camera.id}/masks`;
    const lastField = [
      [0.75, 0],
      [1, 0],
      [1, 1],
      [0.75, 1],
    ];
    expect((await community.administrator.send('PUT', path, { masks: [lastField] })).status).toBe(200);
    const before = await monthCounts();
    // What lies in the wrong bin is under the mask.
    expect(await ended(await post(await goodPhoto(8)))).toMatchObject({ state: 'classified', masking: 'masked' });
    const after = await monthCounts();
    expect([after.photos - before.photos, after.flagged - before.flagged]).toEqual([1, 0]);
    const damaged = await goodPhoto(9);
    damaged.fill(0xff, Math.floor(damaged.length * 0.5), Math.floor(damaged.length * 0.55));
    expect(await ended(await post(damaged))).toMatchObject({ state: 'unreadable', masking: 'waiting' });
  });
});
