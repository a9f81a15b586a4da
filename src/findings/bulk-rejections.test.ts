import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { isHeldBack } from './bulk-rejections.rules.ts';
import type { BulkOffer, BulkRejectionAnswer } from './bulk-rejections.schemas.ts';
import type { Deal, JudgedFinding, ReviewItem } from './findings.schemas.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let results: TestResults;

beforeAll(async () => {
  service = await startTestService({ clock: () => start + 3_600_000 });
  community = await setUpCommunity(service);
  results = createTestResults(service);
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

let made = 0;
/** A station of its own with open findings in one kitchen bin, and two reviewers for it alone. */
async function binWith(count: number): Promise<{ station: TestStation; anna: Client; bert: Client }> {
  made += 1;
  const estateId = await community.addEstate(`Estate ${made}`);
  const station = await community.addStation(estateId, `Station ${made}`, ['kitchen']);
  for (let index = 0; index < count; index += 1) {
    const at = new Date(start - index * 60_000).toISOString();
    const photo = await fieldsPicture(['recyclable'], made * 100 + index);
    await results.classify(station, photo, at, [{ label: 'paper_cardboard', content: index * 40 }]);
  }
  const anna = await community.addPerson(`anna${made}`, 'reviewer', [estateId]);
  const bert = await community.addPerson(`bert${made}`, 'reviewer', [estateId]);
  return { station, anna, bert };
}
async function judgeOne(client: Client, body: object = { judgement: 'fits' }): Promise<JudgedFinding> {
  const { items } = (await client.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body;
  const [item] = items as [ReviewItem];
  const path = `/api/v1/findings/${item.id}/verdict`;
  return (await client.send<JudgedFinding>('PUT', path, { version: item.version, ...body })).body;
}
const offer = (client: Client, like: string, holding: string[] = []) =>
  client.send<BulkOffer & { code: string }>('POST', '/api/v1/review/bulk-offers', { like, holding });
const reject = (client: Client, like: string, items: { id: string; version: number }[]) =>
  client.send<BulkRejectionAnswer & { code: string }>('POST', '/api/v1/review/bulk-rejections', {
    like,
    items: items.map(({ id, version }) => ({ id, version })),
  });
const countsOf = async ({ stationId }: TestStation) => {
  const { body } = await community.administrator.get<MonthCounts>('/api/v1/months/2026-11/stations');
  return body.stations.find(({ id }) => id === stationId);
};
function inDatabase<Result>(work: (db: Database.Database) => Result): Result {
  const db = new Database(join(service.dataDir, 'greensleeve.db'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}
const seed = (): string =>
  inDatabase((db) => db.prepare<[], { seed: string }>('SELECT seed FROM community').get()?.seed ?? '');

describe('several findings of one bin', () => {
  it('are rejected at once and taken back at once, but for those that come singly', async () => {
    const { station, anna } = await binWith(12);
    const like = await judgeOne(anna);
    const { items, judgement } = (await offer(anna, like.id)).body;
    expect([items.length, judgement]).toEqual([11, 'fits']);
    expect(JSON.stringify(items)).not.toMatch(/flag|audit|score|decision|threshold/i);
    const expected = items.filter(({ id }) => !isHeldBack(seed(), id)).length;
    const { status, body } = await reject(anna, like.id, items);
    expect([status, body.recorded]).toEqual([201, expected]);
    expect(await countsOf(station)).toMatchObject({ fits: expected + 1, open: 11 - expected });
    const undone = await anna.send('POST', `/api/v1/review/bulk-rejections/${body.id}/undo`);
    expect(undone.body).toEqual({ undone: expected });
    expect(await countsOf(station)).toMatchObject({ fits: 1, open: 11 });
    expect((await anna.send('POST', `/api/v1/review/bulk-rejections/${body.id}/undo`)).body).toEqual({ undone: 0 });
  });

  it('never carry an audit along, and nothing in the answers tells which one it was', async () => {
    const { station, anna } = await binWith(8);
    const like = await judgeOne(anna);
    const { items } = (await offer(anna, like.id)).body;
    const audit = items.find(({ id }) => !isHeldBack(seed(), id)) as ReviewItem;
    inDatabase((db) => db.prepare("UPDATE finding SET source = 'audit' WHERE id = ?").run(audit.id));
    const again = (await offer(anna, like.id)).body.items;
    expect(again.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(again.find(({ id }) => id === audit.id)).toEqual(audit);
    const { status, body } = await reject(anna, like.id, [audit]);
    expect([status, body.recorded]).toEqual([201, 0]);
    const rest = await reject(anna, like.id, items);
    expect(Object.keys(rest.body).sort()).toEqual(['id', 'recorded']);
    const open = await anna.get<ReviewItem>(`/api/v1/findings/${audit.id}`);
    expect(open.body).toMatchObject({ state: 'open', version: audit.version });
    expect((await countsOf(station))?.open).toBe(7 - rest.body.recorded);
  });

  it('are all left alone when one of them has changed', async () => {
    const { station, anna } = await binWith(5);
    const like = await judgeOne(anna);
    const { items } = (await offer(anna, like.id)).body;
    const [first, ...others] = items as [ReviewItem, ...ReviewItem[]];
    await anna.send('PUT', `/api/v1/findings/${first.id}/verdict`, { version: first.version, judgement: 'unclear' });
    const { status, body } = await reject(anna, like.id, [...others, first]);
    expect([status, body.code]).toEqual([409, 'finding_changed']);
    expect(await countsOf(station)).toMatchObject({ fits: 1, unclear: 1, open: 3 });
  });

  it('lie before one person only, as long as that person looks at them', async () => {
    const { anna, bert } = await binWith(4);
    const like = await judgeOne(anna);
    const offered = (await offer(anna, like.id, [])).body.items;
    expect(offered).toHaveLength(3);
    expect((await bert.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body.items).toEqual([]);
    const held = offered[0]?.id ?? '';
    expect((await offer(anna, like.id, [held])).body.items.map(({ id }) => id)).not.toContain(held);
  });

  it('follow a verdict of one’s own that rejects, on that very bin', async () => {
    const { anna, bert } = await binWith(3);
    const { anna: other } = await binWith(2);
    const elsewhere = (await other.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body.items;
    const confirmed = await judgeOne(anna, { judgement: 'misplaced', actual: 'mixed' });
    expect((await offer(anna, confirmed.id)).body.code).toBe('bulk_needs_verdict');
    const like = await judgeOne(anna, { judgement: 'no_waste' });
    expect((await offer(bert, like.id)).body.code).toBe('bulk_needs_verdict');
    const { judgement, items } = (await offer(anna, like.id)).body;
    expect([judgement, items.length]).toEqual(['no_waste', 1]);
    expect((await reject(anna, like.id, elsewhere)).status).toBe(404);
    const administrator = community.administrator;
    const ownBin = await judgeOne(administrator);
    const mixed = await reject(administrator, ownBin.id, [...items, ...elsewhere]);
    expect(['bulk_other_bin', 'finding_changed']).toContain(mixed.body.code);
    const viewer = await community.addPerson(`vera${made}`, 'viewer');
    expect((await offer(viewer, like.id)).status).toBe(403);
  });
});
