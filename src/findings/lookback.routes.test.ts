import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { Deal, JudgedFinding, ReviewItem } from './findings.schemas.ts';
import type { FindingHistory, JudgedList, LookbackChoices } from './lookback.schemas.ts';
import { daysOf } from './lookback.service.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let anna: Client;
let bert: Client;
let here: TestStation;
let there: TestStation;
let judged: JudgedFinding[];

/** Photographs with one finding each, on days one after the other. */
async function flagged(station: TestStation, days: number[], seed: number): Promise<void> {
  for (const day of days) {
    const at = new Date(start + day * 86_400_000).toISOString();
    const seen = [{ label: 'paper_cardboard', probability: 0.9 - day / 50, content: (seed + day) * 40 }];
    await results.classify(station, await fieldsPicture(['recyclable'], seed + day), at, seen);
  }
}
async function judgeAll(client: Client, bodies: object[]): Promise<JudgedFinding[]> {
  const done: JudgedFinding[] = [];
  for (const body of bodies) {
    const [item] = (await client.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body.items as [ReviewItem];
    const path = `/api/v1/findings/${item.id}/verdict`;
    done.push((await client.send<JudgedFinding>('PUT', path, { version: item.version, ...body })).body);
  }
  return done;
}
const list = async (query: string, client = anna) => (await client.get<JudgedList>(`/api/v1/findings?${query}`)).body;
const idsOf = ({ items }: JudgedList): string[] => items.map(({ id }) => id);

beforeAll(async () => {
  service = await startTestService({ clock: () => start + 6 * 86_400_000 });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  const [one, two] = [await community.addEstate('One'), await community.addEstate('Two')];
  here = await community.addStation(one, 'Here', ['kitchen']);
  there = await community.addStation(two, 'There', ['kitchen']);
  anna = await community.addPerson('anna', 'reviewer');
  bert = await community.addPerson('bert', 'reviewer', [two]);
  await flagged(here, [0, 1, 2], 1);
  await flagged(there, [3, 4], 11);
  judged = [
    ...(await judgeAll(anna, [
      { judgement: 'misplaced', actual: 'recyclable', note: '=SUM(A1), "so"' },
      { judgement: 'fits' },
      { judgement: 'misplaced', actual: 'mixed' },
    ])),
    ...(await judgeAll(bert, [{ judgement: 'unclear' }])),
  ];
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

describe('looking back', () => {
  it('finds what was judged by station, estate, verdict, category, person, source, score and day', async () => {
    const [first, second, third, fourth] = judged.map(({ id }) => id) as [string, string, string, string];
    const all = [fourth, third, second, first];
    const score = judged[1]?.reveal?.score;
    const cases: [string, string[]][] = [
      ['', all],
      [`station=${here.stationId}`, [third, second, first]],
      [`station=${there.stationId}&from=2026-11-01`, [fourth]],
      ['judgement=misplaced', [third, first]],
      ['actual=mixed', [third]],
      ['expected=kitchen', all],
      ['expected=residual', []],
      ['source=flag', all],
      ['source=audit', []],
      ['from=2026-11-21&to=2026-11-22', [third, second]],
      ['month=2026-11&to=2026-11-20', [first]],
      ['month=2026-10', []],
      [`scoreFrom=${score}`, [second, first]],
      [`scoreTo=${score}&from=2026-11-01`, [fourth, third, second]],
    ];
    for (const [query, expected] of cases) expect(idsOf(await list(query)), query).toEqual(expected);
    const { reviewers, stations } = (await anna.get<LookbackChoices>('/api/v1/lookback/choices')).body;
    expect(reviewers.map(({ name }) => name)).toEqual(['anna', 'bert']);
    expect(stations.map(({ name }) => name)).toEqual(['Here', 'There']);
    const byBert = await list(`reviewer=${reviewers[1]?.id}`);
    expect(idsOf(byBert)).toEqual([fourth]);
    expect(byBert.total).toBe(1);
  });

  it('gives page after page, with the total', async () => {
    const first = await list('limit=3');
    const second = await list(`limit=3&before=${first.next}`);
    expect([first.total, second.total]).toEqual([4, 4]);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(idsOf(await list('')));
    expect(second.next).toBeNull();
  });

  it('shows nothing of what nobody has judged, nor of other estates', async () => {
    expect((await list('')).items.every(({ state }) => state === 'judged')).toBe(true);
    expect(idsOf(await list('', bert))).toEqual([judged[3]?.id]);
    const open = (await bert.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body.items[0];
    expect(open).toBeDefined();
    expect((await anna.get(`/api/v1/findings/${open?.id}/history`)).status).toBe(404);
    expect((await bert.get(`/api/v1/findings/${judged[0]?.id}/history`)).status).toBe(404);
    const { stations } = (await bert.get<LookbackChoices>('/api/v1/lookback/choices')).body;
    expect(stations.map(({ name }) => name)).toEqual(['There']);
  });

  it('keeps every verdict, also those undone, and what came of them', async () => {
    const [before] = judged as [JudgedFinding];
    const path = `/api/v1/findings/${before.id}`;
    const { body: reopened } = await anna.send<ReviewItem>('POST', `${path}/undo`, { version: before.version });
    expect((await anna.get(`${path}/history`)).status).toBe(404);
    const again = { version: reopened.version, judgement: 'misplaced', actual: 'hazardous' };
    await anna.send('PUT', `${path}/verdict`, again);
    const { body } = await anna.get<FindingHistory>(`${path}/history`);
    expect(body.verdicts).toMatchObject([
      { judgement: 'misplaced', actual: 'recyclable', afterReveal: false, undone: { by: { name: 'anna' } } },
      { judgement: 'misplaced', actual: 'hazardous', afterReveal: true, undone: null },
    ]);
    expect(body.violations.map(({ voided }) => voided !== null)).toEqual([true, false]);
    expect(body.mayUndo).toBe(true);
    expect((await community.administrator.get<FindingHistory>(`${path}/history`)).body.mayUndo).toBe(false);
    expect(idsOf(await list('limit=1'))).toEqual([before.id]);
  });

  it('leaves as a spreadsheet would read it, and runs nothing of what people wrote', async () => {
    const { status, headers, body } = await anna.get<string>('/api/v1/findings.csv?judgement=misplaced&language=en');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const [heading, ...lines] = body.trimEnd().split('\r\n');
    expect(heading).toContain('Expected,Verdict,Actual');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(
      /^2026-11-22,18:00:00,One,Here,.*,misplaced,mixed,,,,anna,2026-11-26,18:00:00,no,flagged,/,
    );
    const chinese = (await anna.get<string>('/api/v1/findings.csv')).body;
    expect(chinese).toContain('厨余垃圾');
    expect(chinese.trimEnd().split('\r\n')).toHaveLength(5);
  });

  it('is for those who review', async () => {
    const viewer = await community.addPerson('vera', 'viewer');
    for (const path of ['/findings', '/findings.csv', '/lookback/choices', `/findings/${judged[0]?.id}/history`]) {
      expect((await viewer.get(`/api/v1${path}`)).status, path).toBe(403);
    }
  });

  it('takes a month and days together', () => {
    expect(daysOf({})).toBeNull();
    expect(daysOf({ month: '2026-11', from: '2026-11-05' })).toEqual({ from: '2026-11-05', to: '2026-11-31' });
    expect(daysOf({ to: '2026-11-05' })).toEqual({ from: '0000-01-01', to: '2026-11-05' });
  });
});
