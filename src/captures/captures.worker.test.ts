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
const goodPhoto = (seed: number) => fieldsPicture(['recyclable', 'hazardous', 'kitchen', 'recyclable'], seed);

describe('a photograph on its way through a real worker', () => {
  it('ends as one observation and episode for each view, flagged where its content does not belong', async () => {
    expect((await ended(await post(await goodPhoto(1)))).state).toBe('classified');
    const { body } = await community.administrator.get<MonthCounts>(
      `/api/v1/months/${new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 7)}/stations`,
    );
    expect(body.total).toMatchObject({ photos: 1, episodes: 4, flagged: 1, open: 1 });
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
});
