import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deal, JudgedFinding, ReviewItem } from '../findings/findings.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { AttributionHistory } from './attributions.schemas.ts';
import type { Signatures } from './signatures.schemas.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let station: TestStation;
let estateId: number;
let anna: Client;
let secretary: Client;
let branch: Client;

beforeAll(async () => {
  service = await startTestService({ clock: () => start + 3_600_000 });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  estateId = await community.addEstate('One');
  station = await community.addStation(estateId, 'Station', ['kitchen', 'residual']);
  anna = await community.addPerson('anna', 'reviewer');
  secretary = await community.addPerson('sven', 'secretary');
  branch = await community.addPerson('berta', 'branch');
  inDatabase((db) => {
    db.exec(`INSERT INTO building (id, estate_id, name) VALUES (1, ${estateId}, '3号楼');
      INSERT INTO unit (id, building_id, name) VALUES (1, 1, '2单元');
      INSERT INTO household (id, unit_id, room) VALUES (1, 1, '501'), (2, 1, '502');
      UPDATE person SET household_id = 2 WHERE username = 'berta';`);
  });
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

function inDatabase(work: (db: Database.Database) => void): void {
  const db = new Database(join(service.dataDir, 'greensleeve.db'));
  work(db);
  db.close();
}

let made = 0;
/** A case judged misplaced by this person. */
async function confirmed(by: Client = anna): Promise<JudgedFinding> {
  made += 1;
  const at = new Date(start - made * 60_000).toISOString();
  const photo = await fieldsPicture(['recyclable', 'residual'], made);
  const seen = [
    { label: 'paper_cardboard', content: made * 40 },
    { label: 'ceramic', content: 7 },
  ];
  await results.classify(station, photo, at, seen);
  const { items } = (await by.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body;
  const [item] = items as [ReviewItem];
  const body = { version: item.version, judgement: 'misplaced', actual: 'recyclable' };
  return (await by.send<JudgedFinding>('PUT', `/api/v1/findings/${item.id}/verdict`, body)).body;
}
const attribute = (client: Client, findingId: string, household = 1, replaces: number | null = null) =>
  client.send<{ attribution: { id: number }; code: string }>('PUT', `/api/v1/findings/${findingId}/attribution`, {
    replaces,
    target: { kind: 'household', id: household, basis: 'bag_number', detail: 'A-17' },
  });
const signatures = async (client: Client) => (await client.get<Signatures>('/api/v1/signatures')).body;
const decide = (client: Client, id: number, body: object) =>
  client.send<{ code: string }>('POST', `/api/v1/attributions/${id}/signature`, body);
const sign = (client: Client, id: number) => decide(client, id, { decision: 'signed' });
const waitingIds = async (client: Client) =>
  (await signatures(client)).waiting.map(({ attribution }) => attribution.id);

describe('an attribution', () => {
  it('waits for a second person, with the masked picture and its basis, and is signed once', async () => {
    const finding = await confirmed();
    const { id } = (await attribute(anna, finding.id)).body.attribution;
    const [waiting] = (await signatures(secretary)).waiting.filter((one) => one.attribution.id === id);
    expect(waiting).toMatchObject({
      attribution: { kind: 'household', target: { label: '3号楼 2单元 501' }, basis: 'bag_number', detail: 'A-17' },
      actual: 'recyclable',
      expected: 'kitchen',
      judgedBy: { name: 'anna' },
    });
    const picture = await fetch(new URL(waiting?.pictureUrl ?? '', service.url), { headers: secretary.credentials });
    const { width = 0, height = 0 } = await sharp(Buffer.from(await picture.arrayBuffer())).metadata();
    // The view is the left half of 192 × 96, and a margin of it is left on the right.
    expect([width, height]).toEqual([116, 96]);
    expect((await branch.get(waiting?.pictureUrl ?? '')).status).toBe(404);
    expect((await sign(secretary, id)).status).toBe(204);
    expect(await waitingIds(branch)).not.toContain(id);
    expect((await sign(branch, id)).body.code).toBe('attribution_changed');
    const changed = await attribute(anna, finding.id, 2, id);
    expect(changed.body.code).toBe('attribution_signed');
  });

  it('is not signed by who judged or attributed it, nor by its own household', async () => {
    const judgedBySecretary = await confirmed(secretary);
    const first = (await attribute(anna, judgedBySecretary.id)).body.attribution.id;
    expect(await waitingIds(secretary)).not.toContain(first);
    expect((await signatures(secretary)).forOthers).toBe(1);
    expect((await sign(secretary, first)).body.code).toBe('own_attribution');
    const second = (await attribute(anna, (await confirmed()).id, 2)).body.attribution.id;
    expect((await sign(branch, second)).body.code).toBe('own_household');
    expect(await waitingIds(branch)).toContain(first);
    expect((await sign(branch, first)).status).toBe(204);
    expect((await sign(anna, second)).status).toBe(403);
  });

  it('is not signed by whoever has points at stake: the member whose field the home is in', async () => {
    const responsible = await community.addPerson('frieda', 'branch');
    const { id } = (await attribute(anna, (await confirmed()).id)).body.attribution;
    expect(await waitingIds(responsible)).toContain(id);
    inDatabase((db) => {
      db.exec(`INSERT INTO responsibility_field (person_id, unit_id, from_day, recorded_at, recorded_by)
        SELECT id, 1, '2026-01-01', 0, id FROM person WHERE username = 'frieda'`);
    });
    expect(await waitingIds(responsible)).not.toContain(id);
    expect((await sign(responsible, id)).body.code).toBe('own_household');
    expect((await sign(secretary, id)).status).toBe(204);
  });

  it('is refused with a reason, and that can be taken back until there is another', async () => {
    const finding = await confirmed();
    const { id } = (await attribute(anna, finding.id)).body.attribution;
    expect((await decide(branch, id, { decision: 'refused' })).status).toBe(400);
    expect((await decide(branch, id, { decision: 'refused', reason: '编号看不清' })).status).toBe(204);
    const { body } = await anna.get<{ attribution: unknown }>(`/api/v1/findings/${finding.id}/attribution`);
    expect(body.attribution).toBeNull();
    const said = await anna.get<AttributionHistory>(`/api/v1/findings/${finding.id}/attributions`);
    expect(said.body.items).toMatchObject([{ id, ended: { because: 'refused', note: '编号看不清' } }]);
    const [own] = (await signatures(branch)).own;
    expect(own).toMatchObject({ decision: 'refused', reason: '编号看不清', undoneAt: null });
    expect((await secretary.send('POST', `/api/v1/signatures/${own?.id}/undo`)).status).toBe(404);
    expect((await branch.send('POST', `/api/v1/signatures/${own?.id}/undo`)).status).toBe(204);
    expect(await waitingIds(branch)).toContain(id);
    await decide(branch, id, { decision: 'refused', reason: '仍看不清' });
    await attribute(anna, finding.id);
    const again = (await signatures(branch)).own[0];
    const late = await branch.send<{ code: string }>('POST', `/api/v1/signatures/${again?.id}/undo`);
    expect([late.status, late.body.code]).toEqual([409, 'attribution_changed']);
  });

  it('signed by mistake waits again after the undo, and every step is kept', async () => {
    const { id } = (await attribute(anna, (await confirmed()).id)).body.attribution;
    await sign(secretary, id);
    const [own] = (await signatures(secretary)).own;
    expect((await secretary.send('POST', `/api/v1/signatures/${own?.id}/undo`)).status).toBe(204);
    expect((await secretary.send('POST', `/api/v1/signatures/${own?.id}/undo`)).status).toBe(409);
    await sign(branch, id);
    const kept = (await signatures(secretary)).own.find((one) => one.id === own?.id);
    expect(kept?.undoneAt).not.toBeNull();
  });

  it('ends with the verdict it rests on, and never waits for a signature while there is none', async () => {
    const finding = await confirmed();
    const { id } = (await attribute(anna, finding.id)).body.attribution;
    await anna.send('POST', `/api/v1/findings/${finding.id}/undo`, { version: finding.version });
    expect(await waitingIds(secretary)).not.toContain(id);
    expect((await sign(secretary, id)).body.code).toBe('attribution_changed');
    expect((await attribute(anna, finding.id)).body.code).toBe('not_misplaced');
  });

  it('names its basis, one of those that there are', async () => {
    const finding = await confirmed();
    for (const basis of [undefined, null, 'probably', 'face']) {
      const target = { kind: 'household', id: 1, detail: 'A-17', ...(basis === undefined ? {} : { basis }) };
      const answer = await anna.send('PUT', `/api/v1/findings/${finding.id}/attribution`, { replaces: null, target });
      expect(answer.status, String(basis)).toBe(400);
    }
    expect((await attribute(anna, finding.id)).status).toBe(200);
  });
});

describe('the ledger in the database', () => {
  it('refuses a second live violation of one episode, and takes one once the first is voided', async () => {
    const [first, second] = [await confirmed(), await confirmed()];
    inDatabase((db) => {
      const voiding = db.prepare('UPDATE violation SET voided_at = 1 WHERE finding_id = ? AND voided_at IS NULL');
      // The first one's row again, but on the other's verdict: all that is the same is the episode.
      const again = db.prepare(`INSERT INTO violation (finding_id, verdict_id, episode_id, station_id, bin_id,
          occurred_at, month, expected, actual, created_at)
        SELECT finding_id, (SELECT verdict_id FROM violation WHERE finding_id = @second), episode_id, station_id,
          bin_id, occurred_at, month, expected, actual, created_at FROM violation WHERE finding_id = @first`);
      const ids = { first: first.id, second: second.id };
      db.exec('BEGIN IMMEDIATE');
      expect(voiding.run(second.id).changes).toBe(1);
      expect(() => again.run(ids)).toThrow('UNIQUE constraint failed: violation.episode_id');
      expect(voiding.run(first.id).changes).toBe(1);
      expect(again.run(ids).changes).toBe(1);
      db.exec('ROLLBACK');
    });
  });
});
