import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deal, ReviewItem } from '../findings/findings.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { HomeSearch } from './home-search.schemas.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let station: TestStation;
let anna: Client;
let bert: Client;
let otherEstate: Client;

beforeAll(async () => {
  service = await startTestService({ clock: () => start + 3_600_000, config: { secondLookPercent: 0 } });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  const one = await community.addEstate('幸福苑');
  const two = await community.addEstate('和平里');
  station = await community.addStation(one, 'Station', ['kitchen']);
  anna = await community.addPerson('anna', 'reviewer');
  bert = await community.addPerson('bert', 'reviewer', [one]);
  otherEstate = await community.addPerson('olga', 'reviewer', [two]);
  inDatabase(`INSERT INTO building (id, estate_id, name) VALUES (1, ${one}, '3号楼'), (2, ${two}, '3号楼');
    INSERT INTO unit (id, building_id, name) VALUES (1, 1, '2单元'), (2, 2, '2单元');
    INSERT INTO household (id, unit_id, room, retired_at) VALUES (1, 1, '501', NULL), (2, 1, '502', NULL), (3, 2, '501', NULL),
      (4, 1, '503', 1);
    UPDATE person SET household_id = 2 WHERE username = 'bert';`);
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

function inDatabase(statements: string): void {
  const db = new Database(join(service.dataDir, 'greensleeve.db'));
  db.exec(statements);
  db.close();
}
const search = async (client: Client, q: string, more = ''): Promise<string[]> => {
  const { body } = await client.get<HomeSearch>(`/api/v1/homes?q=${encodeURIComponent(q)}${more}`);
  return body.items.map(({ estate, label }) => `${estate} ${label}`);
};

describe('the search for a home', () => {
  it('knows the homes of one’s own estates alone, not one’s own home, and none that is retired', async () => {
    expect(await search(anna, '3-2-50')).toEqual([
      '幸福苑 3号楼 2单元 501',
      '幸福苑 3号楼 2单元 502',
      '和平里 3号楼 2单元 501',
    ]);
    expect(await search(bert, '3-2-50')).toEqual(['幸福苑 3号楼 2单元 501']);
    expect(await search(otherEstate, 'xfy')).toEqual([]);
  });

  it('puts the estate of the photograph first', async () => {
    const [first] = await search(anna, '3-2-501', `&estate=${encodeURIComponent('和平里')}`);
    expect(first).toBe('和平里 3号楼 2单元 501');
  });
});

describe('what was said to be somebody’s own household’s', () => {
  it('does not come to them, also after the verdict was taken back', async () => {
    const photo = await fieldsPicture(['recyclable'], 1);
    const at = new Date(start).toISOString();
    await results.classify(station, photo, at, [{ label: 'paper_cardboard', content: 40 }]);
    const deal = async (client: Client): Promise<Deal> =>
      (await client.send<Deal>('POST', '/api/v1/review/deals', {})).body;
    const [item] = (await deal(anna)).items as [ReviewItem];
    const path = `/api/v1/findings/${item.id}`;
    await anna.send('PUT', `${path}/verdict`, { version: 0, judgement: 'misplaced', actual: 'recyclable' });
    const target = { kind: 'household', id: 2, basis: 'witness' };
    expect((await anna.send('PUT', `${path}/attribution`, { replaces: null, target })).status).toBe(200);
    expect((await anna.send('POST', `${path}/undo`, { version: 1 })).status).toBe(200);
    expect((await deal(bert)).waiting).toBe(0);
    expect((await deal(anna)).waiting).toBe(1);
  });
});
