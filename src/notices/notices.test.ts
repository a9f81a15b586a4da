import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppealList, CodedNotice } from '../appeals/appeal-list.schemas.ts';
import type { Deal, JudgedFinding, ReviewItem } from '../findings/findings.schemas.ts';
import type { MonthCounts } from '../ledger/months.schemas.ts';
import { type Client, stranger } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { NoticeList, NoticeView, OwnNotices } from './notices.schemas.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
const dayMs = 86_400_000;
let now = start + 3_600_000;
let service: TestService;
let community: TestCommunity;
let results: TestResults;
let station: TestStation;
let anna: Client;
let secretary: Client;
let branch: Client;
let member: Client;
/** Of the branch, and responsible for the homes. */
let otto: Client;

beforeAll(async () => {
  service = await startTestService({ clock: () => now, config: { signInTries: 6, sessionHours: 9_000 } });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  const estateId = await community.addEstate('One');
  station = await community.addStation(estateId, 'Station', ['kitchen', 'residual']);
  anna = await community.addPerson('anna', 'reviewer');
  secretary = await community.addPerson('sven', 'secretary');
  branch = await community.addPerson('berta', 'branch');
  member = await community.addPerson('mei', 'member');
  otto = await community.addPerson('otto', 'branch');
  const db = new Database(join(service.dataDir, 'greensleeve.db'));
  db.exec(`INSERT INTO building (id, estate_id, name) VALUES (1, ${estateId}, '3号楼');
    INSERT INTO unit (id, building_id, name) VALUES (1, 1, '2单元');
    INSERT INTO household (id, unit_id, room) VALUES (1, 1, '501'), (2, 1, '502');
    UPDATE person SET household_id = 1 WHERE username = 'mei';
    UPDATE person SET household_id = 2 WHERE username = 'berta';
    INSERT INTO responsibility_field (person_id, unit_id, from_day, recorded_at, recorded_by)
      SELECT id, 1, '2026-01-01', 1, id FROM person WHERE username = 'otto';`);
  db.close();
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

let made = 0;
/** A case attributed to a household by anna and signed by the secretary; its notice. */
async function noticed(household = 1): Promise<{ finding: JudgedFinding; notice: NoticeView }> {
  made += 1;
  const at = new Date(start - made * 60_000).toISOString();
  const photo = await fieldsPicture(['recyclable', 'residual'], made);
  await results.classify(station, photo, at, [
    { label: 'paper_cardboard', content: made * 40 },
    { label: 'ceramic', content: 7 },
  ]);
  const { items } = (await anna.send<Deal>('POST', '/api/v1/review/deals', { count: 1 })).body;
  const [item] = items as [ReviewItem];
  const verdict = { version: item.version, judgement: 'misplaced', actual: 'recyclable' };
  const finding = (await anna.send<JudgedFinding>('PUT', `/api/v1/findings/${item.id}/verdict`, verdict)).body;
  const { body } = await anna.send<{ attribution: { id: number } }>('PUT', `/api/v1/findings/${item.id}/attribution`, {
    replaces: null,
    target: { kind: 'household', id: household, basis: 'bag_number', detail: 'A-17' },
  });
  expect((await list(secretary)).map(({ findingId }) => findingId)).not.toContain(finding.id);
  await secretary.send('POST', `/api/v1/attributions/${body.attribution.id}/signature`, { decision: 'signed' });
  const notice = (await list(secretary)).find(({ findingId }) => findingId === finding.id);
  if (!notice) throw new Error('the signature made no notice');
  return { finding, notice };
}
const list = async (client: Client, query = '') => (await client.get<NoticeList>(`/api/v1/notices${query}`)).body.items;
const again = async (id: number) => (await secretary.get<NoticeView>(`/api/v1/notices/${id}`)).body;
const handOver = (client: Client, id: number) => client.send<{ code: string }>('PUT', `/api/v1/notices/${id}/delivery`);
const lookUp = (code: string, client = stranger(service.url)) =>
  client.send<CodedNotice & { code: string }>('POST', '/api/v1/notice-codes/look-up', { code });
const appeal = (code: string, ground = 'not_ours', statement = '那天我们家没人') =>
  stranger(service.url).send<CodedNotice & { code: string }>('POST', '/api/v1/notice-codes/appeal', {
    code,
    ground,
    statement,
  });
const appealOf = async (client: Client, noticeId: number) => {
  const { items } = (await client.get<AppealList>('/api/v1/appeals')).body;
  return items.find(({ notice }) => notice.id === noticeId);
};
const decide = (client: Client, id: number, decision: 'upheld' | 'refused') =>
  client.send<{ code: string }>('POST', `/api/v1/appeals/${id}/decision`, { decision, reason: '核对了编号' });
const violations = async () =>
  (await secretary.get<MonthCounts>('/api/v1/months/2026-11/stations')).body.total.violations;

describe('a notice', () => {
  it('comes with the signature and has consequences only after it was handed over and its term has passed', async () => {
    const { notice } = await noticed();
    expect(notice).toMatchObject({ state: 'undelivered', termDays: 7, termEndsAt: null, mayHaveConsequences: false });
    expect(notice.household.label).toBe('3号楼 2单元 501');
    expect((await handOver(branch, notice.id)).status).toBe(204);
    expect((await handOver(branch, notice.id)).body.code).toBe('notice_changed');
    expect(await again(notice.id)).toMatchObject({
      state: 'open',
      mayHaveConsequences: false,
      delivery: { way: 'slip' },
    });
    now += 7 * dayMs - 1;
    expect((await again(notice.id)).mayHaveConsequences).toBe(false);
    now += 1;
    expect(await again(notice.id)).toMatchObject({ state: 'final', mayHaveConsequences: true });
    expect((await secretary.send('DELETE', `/api/v1/notices/${notice.id}/delivery`)).status).toBe(409);
    expect((await appeal(notice.code)).body.code).toBe('appeal_not_open');
  });

  it('is taken back with the signature or the verdict, and leaves its full term when it is signed again', async () => {
    const { notice, finding } = await noticed();
    await handOver(secretary, notice.id);
    now += 6 * dayMs;
    const own = (await secretary.get<{ own: { id: number; findingId: string }[] }>('/api/v1/signatures')).body.own;
    const signature = own.find(({ findingId }) => findingId === finding.id);
    await secretary.send('POST', `/api/v1/signatures/${signature?.id}/undo`);
    expect((await again(notice.id)).state).toBe('withdrawn');
    expect((await lookUp(notice.code)).body.code).toBe('no_such_notice');
    const { body } = await anna.get<{ attribution: { id: number } }>(`/api/v1/findings/${finding.id}/attribution`);
    await branch.send('POST', `/api/v1/attributions/${body.attribution.id}/signature`, { decision: 'signed' });
    now += 6 * dayMs;
    expect((await again(notice.id)).state).toBe('open');
    const before = await violations();
    await anna.send('POST', `/api/v1/findings/${finding.id}/undo`, { version: finding.version });
    expect(await violations()).toBe(before - 1);
    expect((await again(notice.id)).state).toBe('withdrawn');
    const fits = { version: finding.version + 1, judgement: 'fits' };
    expect((await anna.send('PUT', `/api/v1/findings/${finding.id}/verdict`, fits)).status).toBe(200);
  });

  it('is the office’s and the household’s own: nobody handles that of their home, or sees another’s', async () => {
    const { notice } = await noticed(2);
    expect((await handOver(branch, notice.id)).body.code).toBe('own_household');
    expect((await list(branch)).map(({ id }) => id)).not.toContain(notice.id);
    expect((await member.get('/api/v1/notices')).status).toBe(403);
    const mine = (await member.get<OwnNotices>('/api/v1/my/notices')).body.items;
    expect(mine.map(({ id }) => id)).not.toContain(notice.id);
    expect((await member.send('POST', `/api/v1/my/notices/${notice.id}/opened`)).status).toBe(404);
    const { notice: own } = await noticed(1);
    expect((await member.send('POST', `/api/v1/my/notices/${own.id}/opened`)).status).toBe(204);
    expect((await again(own.id)).delivery).toMatchObject({ way: 'application', by: { name: 'mei' } });
    expect(JSON.stringify((await member.get('/api/v1/my/notices')).body)).not.toContain(own.code);
  });

  it('shows whoever holds its code the masked picture and no name', async () => {
    const { notice } = await noticed();
    await handOver(secretary, notice.id);
    const typed = notice.code.toLowerCase().replace(/(.{4})(?=.)/g, '$1-');
    const { body } = await lookUp(typed);
    expect(body.notice).toMatchObject({ state: 'open', expected: 'kitchen', actual: 'recyclable', mayAppeal: true });
    expect(JSON.stringify(body)).not.toMatch(/501|3号楼|household|anna|sven/);
    const picture = await fetch(new URL(body.notice.pictureUrl, service.url));
    expect((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).width).toBe(116);
    expect((await fetch(new URL(body.notice.pictureUrl.replace('public-', ''), service.url))).status).toBe(401);
    expect((await fetch(new URL(notice.pictureUrl.replace('/crops', '/public-crops'), service.url))).status).toBe(404);
  });
});

describe('an appeal', () => {
  it('with the code stops the consequences, is decided by a third person, and voids the case when it is upheld', async () => {
    const { notice } = await noticed();
    await handOver(branch, notice.id);
    const before = await violations();
    expect((await appeal(notice.code)).body.notice).toMatchObject({ state: 'appealed', mayAppeal: false });
    now += 30 * dayMs;
    expect((await again(notice.id)).mayHaveConsequences).toBe(false);
    const filed = await appealOf(branch, notice.id);
    expect(filed).toMatchObject({ whyNot: null, filedBy: 'code' });
    expect((await decide(secretary, filed?.id ?? 0, 'upheld')).body.code).toBe('took_part');
    expect((await decide(anna, filed?.id ?? 0, 'upheld')).status).toBe(403);
    expect((await decide(otto, filed?.id ?? 0, 'upheld')).body.code).toBe('own_household');
    expect((await decide(branch, filed?.id ?? 0, 'upheld')).status).toBe(204);
    expect((await decide(community.administrator, filed?.id ?? 0, 'refused')).body.code).toBe('appeal_changed');
    expect(await violations()).toBe(before - 1);
    expect(await again(notice.id)).toMatchObject({ state: 'upheld', mayHaveConsequences: false });
    expect((await branch.send('DELETE', `/api/v1/appeals/${filed?.id}/decision`)).status).toBe(204);
    expect(await violations()).toBe(before);
    expect((await decide(branch, filed?.id ?? 0, 'refused')).status).toBe(204);
    expect(await again(notice.id)).toMatchObject({ state: 'refused', mayHaveConsequences: true });
  });

  it('from the account of the household is not decided by the household', async () => {
    const { notice } = await noticed(2);
    await handOver(secretary, notice.id);
    const file = (client: Client) =>
      client.send('POST', `/api/v1/my/notices/${notice.id}/appeal`, { ground: 'other', statement: '编号抄错了' });
    expect((await file(member)).status).toBe(404);
    expect((await file(branch)).status).toBe(204);
    expect(await appealOf(branch, notice.id)).toBeUndefined();
    const filed = await appealOf(community.administrator, notice.id);
    expect((await decide(branch, filed?.id ?? 0, 'upheld')).body.code).toBe('own_household');
    expect((await decide(community.administrator, filed?.id ?? 0, 'upheld')).status).toBe(204);
  });

  it('needs words where none of the usual grounds holds', async () => {
    const { notice } = await noticed();
    await handOver(secretary, notice.id);
    expect((await appeal(notice.code, 'other', '')).status).toBe(400);
  });
});

describe('a wrong code', () => {
  it('is answered like any other wrong one, and soon not at all, not even a right one', async () => {
    const { notice } = await noticed();
    const answers: string[] = [];
    for (let tries = 0; tries < 7; tries += 1) answers.push((await lookUp('23456789ABCD')).body.code);
    expect(new Set(answers)).toEqual(new Set(['no_such_notice', 'too_many_tries']));
    expect((await lookUp(notice.code)).body.code).toBe('too_many_tries');
  });
});
