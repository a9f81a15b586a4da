import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { Deal, JudgedFinding, ReviewItem } from './findings.schemas.ts';
import type { FindingHistory, JudgedList } from './lookback.schemas.ts';
import type { SecondLooks } from './second-looks.schemas.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let people: Client[];

beforeAll(async () => {
  // A quarter is the most that can be drawn; the tests go on until one is.
  service = await startTestService({ clock: () => start + 3_600_000, config: { secondLookPercent: 25 } });
  community = await setUpCommunity(service);
  results = createTestResults(service);
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

const fits = { judgement: 'fits' };
const misplaced = { judgement: 'misplaced', actual: 'recyclable' };

const deal = async (client: Client): Promise<ReviewItem | undefined> =>
  (await client.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body.items[0];
const judge = async (client: Client, item: ReviewItem, body: object): Promise<JudgedFinding> => {
  const path = `/api/v1/findings/${item.id}/verdict`;
  const { status, body: answer } = await client.send<JudgedFinding>('PUT', path, { version: item.version, ...body });
  expect(status).toBe(200);
  return answer;
};
const undo = (client: Client, { id, version }: JudgedFinding) =>
  client.send<ReviewItem>('POST', `/api/v1/findings/${id}/undo`, { version });
const looks = async (): Promise<SecondLooks> =>
  (await community.administrator.get<SecondLooks>('/api/v1/second-looks/2026-11')).body;
let made = 0;
/** An estate with three reviewers of its own, where the first has given this verdict on an item that was drawn. */
async function drawn(first: object): Promise<{ judged: JudgedFinding; station: TestStation }> {
  const estateId = await community.addEstate(`Estate ${made}`);
  const station = await community.addStation(estateId, `Station ${made}`, ['kitchen']);
  people = [];
  for (const name of ['anna', 'bert', 'carla']) {
    people.push(await community.addPerson(`${name}${made}`, 'reviewer', [estateId]));
  }
  for (;;) {
    made += 1;
    const at = new Date(start - made * 60_000).toISOString();
    const seen = [{ label: 'paper_cardboard', content: made * 40 }];
    await results.classify(station, await fieldsPicture(['recyclable'], made), at, seen);
    const before = (await looks()).counts.drawn;
    const item = await deal(people[0] as Client);
    const judged = await judge(people[0] as Client, item as ReviewItem, first);
    if ((await looks()).counts.drawn > before) return { judged, station };
  }
}
const countsOf = async ({ stationId }: TestStation) => {
  const { body } = await community.administrator.get<MonthCounts>('/api/v1/months/2026-11/stations');
  return body.stations.find(({ id }) => id === stationId);
};
const inList = async (client: Client, id: string): Promise<boolean> =>
  (await client.get<JudgedList>('/api/v1/findings?limit=200')).body.items.some((item) => item.id === id);

describe('a second look', () => {
  it('comes to somebody else, looks like any other item, and never to who judged first', async () => {
    const { judged, station } = await drawn(fits);
    const [anna, bert] = people as [Client, Client, Client];
    expect(await deal(anna)).toBeUndefined();
    const item = (await deal(bert)) as ReviewItem;
    expect(item.id).not.toBe(judged.id);
    expect(item).toMatchObject({ state: 'open', version: 0, capturedAt: judged.capturedAt, place: judged.place });
    expect(Object.keys(item).sort()).toEqual(
      Object.keys({ ...judged, leasedUntil: null })
        .filter((key) => key !== 'verdict' && key !== 'reveal')
        .sort(),
    );
    expect(JSON.stringify(item)).not.toMatch(/look|second|third|anna/i);
    const refused = await anna.send('PUT', `/api/v1/findings/${item.id}/verdict`, { version: 0, ...fits });
    expect(refused.status).toBe(404);
    const again = await judge(bert, item, fits);
    expect(again.reveal?.source).toBe('flag');
    expect(again.verdict.afterReveal).toBe(false);
    const others = (await countsOf(station))?.fits;
    expect(await countsOf(station)).toMatchObject({ open: 0, violations: 0 });
    expect(others).toBeGreaterThan(0);
  });

  it('shows the first verdict to nobody else until it is given, then to all with both names', async () => {
    const { judged } = await drawn(fits);
    const [anna, bert, carla] = people as [Client, Client, Client];
    expect([await inList(anna, judged.id), await inList(bert, judged.id)]).toEqual([true, false]);
    for (const path of [`/api/v1/findings/${judged.id}`, `/api/v1/findings/${judged.id}/history`]) {
      expect((await bert.get(path)).status).toBe(404);
    }
    const second = await judge(bert, (await deal(bert)) as ReviewItem, fits);
    expect(await inList(carla, judged.id)).toBe(true);
    expect(await inList(carla, second.id)).toBe(false);
    expect(await inList(bert, second.id)).toBe(true);
    const { verdicts } = (await carla.get<FindingHistory>(`/api/v1/findings/${judged.id}/history`)).body;
    expect(verdicts.map(({ look }) => look)).toEqual([null, 'second']);
  });

  it('makes a case contested where it differs, and two of three decide: here against it', async () => {
    const { judged, station } = await drawn(misplaced);
    const [anna, bert, carla] = people as [Client, Client, Client];
    const before = await looks();
    const cases = (await countsOf(station))?.violations ?? 0;
    await judge(bert, (await deal(bert)) as ReviewItem, fits);
    expect(await countsOf(station)).toMatchObject({ violations: cases, contested: 1 });
    const contested = await looks();
    expect(contested.counts.contested).toBe(before.counts.contested + 1);
    expect(contested.decided.map(({ findingId }) => findingId)).not.toContain(judged.id);
    expect([await deal(anna), await deal(bert)]).toEqual([undefined, undefined]);
    expect(await inList(carla, judged.id)).toBe(false);
    const third = (await deal(carla)) as ReviewItem;
    const last = await judge(carla, third, fits);
    expect(await countsOf(station)).toMatchObject({ violations: cases - 1, contested: 0 });
    const found = (await looks()).decided.find(({ findingId }) => findingId === judged.id);
    expect(found?.verdicts.map(({ judgement, stands }) => [judgement, stands])).toEqual([
      ['misplaced', false],
      ['fits', true],
      ['fits', false],
    ]);
    expect((await undo(carla, last)).status).toBe(200);
    expect(await countsOf(station)).toMatchObject({ violations: cases, contested: 1 });
  });

  it('makes a case of what two of three say is misplaced, on the verdict of the second', async () => {
    const { station } = await drawn(fits);
    const [, bert, carla] = people as [Client, Client, Client];
    const second = await judge(bert, (await deal(bert)) as ReviewItem, misplaced);
    expect((await countsOf(station))?.violations).toBe(0);
    await judge(carla, (await deal(carla)) as ReviewItem, { judgement: 'misplaced', actual: 'mixed' });
    expect(await countsOf(station)).toMatchObject({ violations: 1, misplaced: 1, contested: 0 });
    await undo(bert, second);
    expect(await countsOf(station)).toMatchObject({ violations: 0, misplaced: 0 });
  });

  it('is called off when the first verdict is undone, and asked again when there is another', async () => {
    const { judged } = await drawn(fits);
    const [anna, bert] = people as [Client, Client, Client];
    const held = (await deal(bert)) as ReviewItem;
    const { body: reopened } = await undo(anna, judged);
    const late = await bert.send('PUT', `/api/v1/findings/${held.id}/verdict`, { version: held.version, ...fits });
    expect(late.status).toBe(409);
    await judge(anna, reopened, misplaced);
    const again = (await deal(bert)) as ReviewItem;
    expect(again.id).toBe(held.id);
  });

  it('is counted for those who oversee', async () => {
    const { share, counts } = await looks();
    expect(share).toBe(0.25);
    expect(counts.drawn).toBe(counts.waiting + counts.same + counts.otherCategory + counts.contested + counts.decided);
    expect((await (people[0] as Client).get('/api/v1/second-looks/2026-11')).status).toBe(403);
  });
});
