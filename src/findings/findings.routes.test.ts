import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Category } from '../inference/categories.ts';
import { type MonthCounts, monthCountsSchema } from '../ledger/months.schemas.ts';
import { sessionSchema } from '../people/people.schemas.ts';
import { type Client, stranger } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import {
  type Deal,
  dealSchema,
  type JudgedFinding,
  judgedFindingSchema,
  type ReviewItem,
  reviewItemSchema,
} from './findings.schemas.ts';
import { type JudgedList, judgedListSchema } from './lookback.schemas.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
let now = start + 3_600_000;
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let estateId: number;
let anna: Client;
let bert: Client;

beforeAll(async () => {
  service = await startTestService({ clock: () => now });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  estateId = await community.addEstate('One');
  anna = await community.addPerson('anna', 'reviewer');
  bert = await community.addPerson('bert', 'reviewer');
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

let stations = 0;
let seed = 0;
/** A station of its own, with one photograph for each content named, minutes apart, all in kitchen bins. */
async function photographed(contents: string[], estate = estateId): Promise<TestStation> {
  stations += 1;
  const station = await community.addStation(estate, `Station ${stations}`, ['kitchen']);
  for (const [index, label] of contents.entries()) {
    seed += 1;
    const at = new Date(start + index * 60_000).toISOString();
    await results.classify(station, await fieldsPicture(['kitchen'], seed), at, [{ label, content: index * 40 }]);
  }
  return station;
}

const deal = async (client: Client, count = 5, holding: string[] = []) =>
  (await client.send<Deal>('POST', '/api/v1/review/deals', { count, holding })).body;
const judge = (client: Client, item: { id: string; version: number }, body: object) =>
  client.send<JudgedFinding & { code: string; detail: string }>('PUT', `/api/v1/findings/${item.id}/verdict`, {
    version: item.version,
    ...body,
  });
const undo = (client: Client, item: { id: string; version: number }) =>
  client.send<ReviewItem & { code: string }>('POST', `/api/v1/findings/${item.id}/undo`, { version: item.version });
const countsOf = async (station: TestStation, client = anna) => {
  const { body } = await client.get<MonthCounts>('/api/v1/months/2026-11/stations');
  return body.stations.find((one) => one.id === station.stationId);
};
/** Judges everything open, so that the next test begins with an empty desk. */
async function clearDesk(): Promise<void> {
  now += 3_600_000 / 4;
  for (let { items } = await deal(community.administrator); items.length > 0; ) {
    for (const item of items) await judge(community.administrator, item, { judgement: 'unclear' });
    items = (await deal(community.administrator)).items;
  }
}

describe('a flagged episode', () => {
  it('is dealt once, without a word of what the model thought', async () => {
    const station = await photographed(['paper_cardboard']);
    const answer = await anna.send<Deal>('POST', '/api/v1/review/deals', { count: 5 });
    const [item] = answer.body.items;
    expect(answer.body.items).toHaveLength(1);
    expect(item).toMatchObject({
      state: 'open',
      version: 0,
      expected: 'kitchen',
      place: { station: { id: station.stationId } },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/flag|score|threshold|decision|outcome|paper|audit|source/i);
    const single = await anna.get(`/api/v1/findings/${item?.id}`);
    expect(JSON.stringify(single.body)).not.toMatch(/flag|score|threshold|decision|outcome|paper|audit|source/i);
    expect((await deal(bert)).items).toEqual([]);
    await clearDesk();
  });

  it('is dealt to another when the first lets it lie, and kept for those who still hold it', async () => {
    await photographed(['paper_cardboard']);
    const [item] = (await deal(anna)).items;
    now += 9 * 60_000;
    await deal(anna, 1, [item?.id ?? '']);
    now += 9 * 60_000;
    expect((await deal(bert)).items).toEqual([]);
    now += 2 * 60_000;
    expect((await deal(bert)).items.map(({ id }) => id)).toEqual([item?.id]);
    await clearDesk();
  });

  it('is one finding, however many photographs show the same content', async () => {
    const station = await community.addStation(estateId, 'Same content', ['kitchen']);
    for (let minute = 0; minute < 5; minute += 1) {
      const photo = await fieldsPicture(['recyclable'], 1_000 + minute);
      const at = new Date(start + minute * 60_000).toISOString();
      await results.classify(station, photo, at, [{ label: 'paper_cardboard', content: 7 }]);
    }
    expect(await countsOf(station)).toMatchObject({ photos: 5, episodes: 1, flagged: 1, open: 1 });
    await clearDesk();
  });
});

describe('a verdict', () => {
  it('confirms: one row in the ledger, counted in its month, with the prediction told afterwards', async () => {
    const station = await photographed(['paper_cardboard']);
    const [item] = (await deal(anna)).items;
    const { status, body } = await judge(anna, item as ReviewItem, { judgement: 'misplaced', actual: 'recyclable' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'judged',
      version: 1,
      verdict: { judgement: 'misplaced', actual: 'recyclable', by: { name: 'anna' }, afterReveal: false },
      reveal: { source: 'flag', decision: 'misplaced', model: 'tiny-mean-colour@1.0.0' },
    });
    expect(body.reveal?.score).toBeGreaterThan(body.reveal?.threshold ?? 1);
    expect(body.reveal?.items[0]).toMatchObject({ label: 'paper_cardboard' });
    expect(await countsOf(station)).toMatchObject({ open: 0, misplaced: 1, violations: 1 });
  });

  it.each(['fits', 'unclear', 'no_waste'] as const)('of %s adds nothing to the ledger', async (judgement) => {
    const station = await photographed(['paper_cardboard']);
    const [item] = (await deal(anna)).items;
    expect((await judge(anna, item as ReviewItem, { judgement })).status).toBe(200);
    expect(await countsOf(station)).toMatchObject({ open: 0, misplaced: 0, violations: 0 });
  });

  it('can be undone and given anew; the ledger follows and every step is kept', async () => {
    const station = await photographed(['paper_cardboard']);
    const [item] = (await deal(anna)).items as [ReviewItem];
    const first = await judge(anna, item, { judgement: 'misplaced', actual: 'recyclable' });
    const undone = await undo(anna, first.body);
    expect(undone.body).toMatchObject({ state: 'open', version: 2 });
    expect(JSON.stringify(undone.body)).not.toMatch(/score|flag/);
    expect(await countsOf(station)).toMatchObject({ open: 1, misplaced: 0, violations: 0 });
    const second = await judge(anna, undone.body, { judgement: 'misplaced', actual: 'mixed' });
    expect(second.body).toMatchObject({ version: 3, verdict: { actual: 'mixed', afterReveal: true } });
    expect(await countsOf(station)).toMatchObject({ misplaced: 1, violations: 1 });
  });

  it('never overwrites another’s: the second is told who was first', async () => {
    await photographed(['paper_cardboard']);
    const [item] = (await deal(anna)).items as [ReviewItem];
    const answers = await Promise.all([
      judge(anna, item, { judgement: 'fits' }),
      judge(bert, item, { judgement: 'misplaced', actual: 'residual' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)?.body;
    expect(refused?.code).toBe('finding_changed');
    expect(refused?.detail).toMatch(/^(anna|bert) has judged/);
  });

  it('can be undone by who gave it, and by nobody else', async () => {
    await photographed(['paper_cardboard']);
    const [item] = (await deal(anna)).items as [ReviewItem];
    const { body } = await judge(anna, item, { judgement: 'fits' });
    expect((await undo(bert, body)).body.code).toBe('not_your_verdict');
    expect((await undo(anna, { ...body, version: 9 })).body.code).toBe('finding_changed');
    expect((await undo(anna, body)).status).toBe(200);
    await clearDesk();
  });

  it('must make sense', async () => {
    await photographed(['paper_cardboard']);
    const [item] = (await deal(anna)).items as [ReviewItem];
    const expected: Category = 'kitchen';
    const faults = [
      [{ judgement: 'misplaced' }, 400],
      [{ judgement: 'fits', actual: 'residual' }, 400],
      [{ judgement: 'perhaps' }, 400],
      [{ judgement: 'misplaced', actual: expected }, 422],
    ] as const;
    for (const [body, status] of faults) expect((await judge(anna, item, body)).status).toBe(status);
    expect((await anna.get('/api/v1/findings/not-an-id')).status).toBe(400);
    expect((await anna.get('/api/v1/findings/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    await clearDesk();
  });
});

describe('every answer', () => {
  it('is of the shape that the schemas of the API promise, without a field more', async () => {
    await photographed(['paper_cardboard']);
    const dealt = await deal(anna);
    expect(dealSchema.parse(dealt)).toEqual(dealt);
    const [item] = dealt.items as [ReviewItem];
    const shown = (await anna.get(`/api/v1/findings/${item.id}`)).body;
    expect(reviewItemSchema.parse(shown)).toEqual(shown);
    const judged = (await judge(anna, item, { judgement: 'fits' })).body;
    expect(judgedFindingSchema.parse(judged)).toEqual(judged);
    const list = (await anna.get('/api/v1/findings?limit=3')).body;
    expect(judgedListSchema.parse(list)).toEqual(list);
    const counts = (await anna.get('/api/v1/months/2026-11/stations')).body;
    expect(monthCountsSchema.parse(counts)).toEqual(counts);
    const session = (await anna.get('/api/v1/session')).body;
    expect(sessionSchema.parse(session)).toEqual(session);
  });
});

describe('looking back', () => {
  it('lists what was judged, newest first, page by page, of the month asked for', async () => {
    for (let index = 0; index < 3; index += 1) {
      await photographed(['paper_cardboard']);
      const [item] = (await deal(anna)).items as [ReviewItem];
      await judge(anna, item, { judgement: 'fits' });
    }
    const first = (await anna.get<JudgedList>('/api/v1/findings?month=2026-11&limit=2')).body;
    const second = (await anna.get<JudgedList>(`/api/v1/findings?month=2026-11&limit=2&before=${first.next}`)).body;
    const ids = [...first.items, ...second.items].map(({ verdict }) => verdict.id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(new Set(ids).size).toBe(4);
    expect((await anna.get<JudgedList>('/api/v1/findings?month=2026-10')).body.items).toEqual([]);
  });
});

describe('somebody limited to an estate', () => {
  it('gets, sees and counts only what is of that estate', async () => {
    const otherEstate = await community.addEstate('Two');
    const carla = await community.addPerson('carla', 'reviewer', [otherEstate]);
    const here = await photographed(['paper_cardboard']);
    expect((await deal(carla)).items).toEqual([]);
    const [item] = (await deal(anna)).items as [ReviewItem];
    expect((await carla.get(`/api/v1/findings/${item.id}`)).status).toBe(404);
    expect((await judge(carla, item, { judgement: 'fits' })).status).toBe(404);
    expect(await countsOf(here, carla)).toBeUndefined();
    const there = await photographed(['paper_cardboard'], otherEstate);
    expect((await deal(carla)).items[0]?.place.station.id).toBe(there.stationId);
    await clearDesk();
  });
});

describe('a photograph shown for review', () => {
  it('is upright and without metadata, at an address for this person only and for a short time', async () => {
    const station = await community.addStation(estateId, 'Turned', ['kitchen']);
    const photo = await sharp(await fieldsPicture(['kitchen', 'recyclable'], 7))
      .withMetadata({ orientation: 6 })
      .withExif({ IFD0: { Artist: 'somebody' } })
      .jpeg()
      .toBuffer();
    await results.classify(station, photo, new Date(start).toISOString(), [{ label: 'paper_cardboard' }]);
    const [item] = (await deal(anna)).items as [ReviewItem];
    const served = await fetch(new URL(item.photo.url, service.url), { headers: anna.credentials });
    const metadata = await sharp(Buffer.from(await served.arrayBuffer())).metadata();
    expect([metadata.width, metadata.height, metadata.exif, metadata.orientation]).toEqual([
      96,
      192,
      undefined,
      undefined,
    ]);
    expect((await bert.get(item.photo.url)).status).toBe(404);
    expect((await stranger(service.url).get(item.photo.url)).status).toBe(401);
    expect((await anna.get(item.photo.url.replace(/.$/, '!'))).status).toBe(404);
    now += 31 * 60_000;
    expect((await anna.get(item.photo.url)).status).toBe(404);
    await clearDesk();
  });
});
