import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deal, JudgedFinding, ReviewItem } from '../findings/findings.schemas.ts';
import type { JudgedList } from '../findings/lookback.schemas.ts';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import type { Closing } from '../monthly-report/month-reports.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { PhotoHidings } from './photo-hidings.schemas.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let made = 0;

beforeAll(async () => {
  service = await startTestService({ clock: () => start + 3_600_000 });
  community = await setUpCommunity(service);
  results = createTestResults(service);
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

/** An estate of its own with a station of two bins, two reviewers and a secretary. */
async function site() {
  made += 1;
  const estateId = await community.addEstate(`Estate ${made}`);
  const station = await community.addStation(estateId, `Station ${made}`, ['kitchen', 'residual']);
  const add = (name: string, role: 'reviewer' | 'secretary') => community.addPerson(`${name}${made}`, role, [estateId]);
  return {
    station,
    anna: await add('anna', 'reviewer'),
    bert: await add('bert', 'reviewer'),
    secretary: await add('sven', 'secretary'),
  };
}

/** One photograph with something in the kitchen bin; the same content is the same episode. */
async function seen(station: TestStation, minute: number, content: number): Promise<void> {
  const photo = await fieldsPicture(['recyclable', 'residual'], made * 1000 + minute);
  const at = new Date(start + minute * 60_000).toISOString();
  const inBins = [
    { label: 'paper_cardboard', content },
    { label: 'ceramic', content: 900 },
  ];
  await results.classify(station, photo, at, inBins);
}
const deal = async (client: Client, count = 5, holding: string[] = []): Promise<Deal> =>
  (await client.send<Deal>('POST', '/api/v1/review/deals', { count, holding })).body;
const hide = (client: Client, id: string, body: object = { reason: 'person' }) =>
  client.send<{ hidden: number; code?: string }>('POST', `/api/v1/findings/${id}/hiding`, body);
const statusOf = async (client: Client, url: string): Promise<number> => (await client.get(url)).status;
const judge = (client: Client, { id, version }: ReviewItem, body: object = { judgement: 'fits' }) =>
  client.send<JudgedFinding & { code?: string }>('PUT', `/api/v1/findings/${id}/verdict`, { version, ...body });

describe('a hidden photograph', () => {
  it('is served to nobody from that moment, small or whole, and nothing made of it is left on the disk', async () => {
    const { station, anna, bert } = await site();
    await seen(station, 0, 1);
    const [item] = (await deal(anna)).items as [ReviewItem];
    const { url } = item.photo;
    expect([await statusOf(anna, url), await statusOf(anna, `${url}?size=small`)]).toEqual([200, 200]);
    const made = (): string[] => {
      const folder = join(service.dataDir, 'renditions');
      return existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
    };
    const before = made().filter((name) => name.endsWith('.jpg')).length;
    expect((await hide(bert, item.id)).body.hidden).toBe(1);
    expect([await statusOf(anna, url), await statusOf(anna, `${url}?size=small`)]).toEqual([403, 403]);
    expect(made().filter((name) => name.endsWith('.jpg'))).toHaveLength(before - 2);
    expect((await anna.get<{ code: string }>(url)).body.code).toBe('photo_hidden');
  });

  it('may not be kept by browsers without asking again', async () => {
    const { station, anna } = await site();
    await seen(station, 0, 1);
    const [item] = (await deal(anna)).items as [ReviewItem];
    const { headers } = await anna.get(item.photo.url);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('etag')).toBeTruthy();
  });

  it('takes its finding from the queue and from the desk it lies on, and lifting brings it back', async () => {
    const { station, anna, bert, secretary } = await site();
    await seen(station, 0, 1);
    await seen(station, 40, 50);
    const { items } = await deal(anna);
    const [first, second] = items as [ReviewItem, ReviewItem];
    await hide(anna, first.id, { reason: 'other', note: '快递单' });
    const after = await deal(anna, 1, [first.id, second.id]);
    expect([after.gone, after.waiting]).toEqual([[first.id], 1]);
    expect((await hide(anna, first.id)).body.hidden).toBe(0);

    const { items: hidings } = (await secretary.get<PhotoHidings>('/api/v1/photo-hidings')).body;
    expect(hidings).toMatchObject([{ reason: 'other', note: '快递单', lifted: null }]);
    const lift = (client: Client) =>
      client.send('POST', `/api/v1/photo-hidings/${hidings[0]?.id}/lift`, { note: '核对过，没有问题' });
    expect((await lift(bert)).status).toBe(403);
    const elsewhere = await community.addPerson(`far${made}`, 'secretary', [await community.addEstate(`Far ${made}`)]);
    expect((await lift(elsewhere)).status).toBe(404);
    expect((await lift(secretary)).status).toBe(204);
    expect((await lift(secretary)).status).toBe(404);
    expect((await deal(anna)).waiting).toBe(2);
    expect(await statusOf(anna, first.photo.url)).toBe(200);
    const kept = (await secretary.get<PhotoHidings>('/api/v1/photo-hidings')).body.items;
    expect(kept).toMatchObject([{ lifted: { note: '核对过，没有问题' } }]);
  });

  it('hides the other frames of its episode with it, unless only this one is meant', async () => {
    for (const [frames, hidden] of [
      [true, 3],
      [false, 1],
    ] as const) {
      const { station, anna } = await site();
      for (const minute of [0, 1, 2]) await seen(station, minute, 7);
      const [item] = (await deal(anna)).items as [ReviewItem];
      expect((await hide(anna, item.id, { reason: 'person', frames })).body.hidden).toBe(hidden);
    }
  });

  it('holds up neither the month nor its counts, as nobody can judge it', async () => {
    const { station, anna, secretary } = await site();
    await seen(station, 0, 1);
    const [item] = (await deal(anna)).items as [ReviewItem];
    const open = async (): Promise<(number | undefined)[]> => {
      const { body } = await anna.get<MonthCounts>('/api/v1/months/2026-11/stations');
      const closing = (await secretary.get<Closing>('/api/v1/months/2026-11/closing')).body;
      return [body.stations.find(({ id }) => id === station.stationId)?.open, closing.flagsOpen];
    };
    const [here = 0, all = 0] = await open();
    expect(here).toBe(1);
    await hide(anna, item.id);
    expect(await open()).toEqual([0, all - 1]);
  });

  it('says in the list of past verdicts that it is hidden', async () => {
    const { station, anna } = await site();
    await seen(station, 0, 1);
    const [item] = (await deal(anna)).items as [ReviewItem];
    await judge(anna, item);
    await hide(anna, item.id);
    const { items } = (await anna.get<JudgedList>('/api/v1/findings')).body;
    expect(items.map(({ photo }) => photo.hidden)).toEqual([true]);
  });

  it('needs a reason in words where it is none of the usual ones', async () => {
    const { station, anna } = await site();
    await seen(station, 0, 1);
    const [item] = (await deal(anna)).items as [ReviewItem];
    expect((await hide(anna, item.id, { reason: 'other' })).status).toBe(400);
  });
});

describe('a verdict with details', () => {
  it('keeps further categories, the item and a note', async () => {
    const { station, anna } = await site();
    await seen(station, 0, 1);
    const [item] = (await deal(anna)).items as [ReviewItem];
    const { items } = (await anna.get<{ items: { label: string }[] }>('/api/v1/review/items')).body;
    const label = items[0]?.label ?? '';
    const details = { actual: 'recyclable', further: ['residual', 'kitchen'], item: label, note: '袋口敞开' };
    const { body } = await judge(anna, item, { judgement: 'misplaced', ...details });
    expect(body.verdict).toMatchObject({ further: ['residual', 'kitchen'], item: { label }, note: '袋口敞开' });
    expect(Object.keys(body.verdict.item?.names ?? {})).toEqual(expect.arrayContaining(['zh-CN', 'en']));
  });

  it('refuses an unknown item, and further categories that say nothing new', async () => {
    const { station, anna } = await site();
    await seen(station, 0, 1);
    const [item] = (await deal(anna)).items as [ReviewItem];
    const misplaced = { judgement: 'misplaced', actual: 'recyclable' };
    expect((await judge(anna, item, { ...misplaced, item: 'toString' })).body.code).toBe('no_such_item');
    for (const body of [
      { ...misplaced, further: ['recyclable'] },
      { ...misplaced, further: ['residual', 'residual'] },
      { judgement: 'fits', further: ['residual'] },
    ]) {
      expect((await judge(anna, item, body)).status).toBe(400);
    }
  });
});
