import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HomeList } from '../places/homes.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity } from '../testing/community.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { DutyList, OwnDuties } from './duties.schemas.ts';

let now = Date.parse('2026-03-10T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let estates: { here: number; elsewhere: number };
let homes: number[];
let [member, chief]: Client[] = [];
let people: Map<string, number>;
let station: Awaited<ReturnType<TestCommunity['addStation']>>;
let administrator: Client;

beforeAll(async () => {
  service = await startTestService({ clock: () => now });
  community = await setUpCommunity(service);
  administrator = community.administrator;
  estates = { here: await community.addEstate('安置苑'), elsewhere: await community.addEstate('杏林花园') };
  const add = (estateId: number, building: string, unit: string, rooms: string[]) =>
    administrator.send('POST', '/api/v1/households', { estateId, building, unit, rooms });
  await add(estates.here, '3幢', '1单元', ['101', '102']);
  await add(estates.here, '3幢', '2单元', ['101']);
  await add(estates.elsewhere, '1幢', '1单元', ['101']);
  const here = await administrator.get<HomeList>(`/api/v1/households?estateId=${estates.here}`);
  homes = here.body.items.map(({ id }) => id);
  station = await community.addStation(estates.here, '东门', ['kitchen', 'residual']);
  await community.addStation(estates.here, '西门', ['kitchen']);
  member = await community.addPerson('member', 'member', [estates.here]);
  await community.addPerson('member2', 'member');
  await community.addPerson('viewer', 'viewer');
  chief = await community.addPerson('chief', 'bin_chief', [estates.here]);
  const { body } = await administrator.get<{ items: { id: number; username: string }[] }>('/api/v1/people');
  people = new Map(body.items.map(({ id, username }) => [username, id]));
});
afterAll(() => service.stop());

const give = (username: string, kind: string, id: number, fromDay: string, lastDay: string | null = null) =>
  administrator.send<{ id: number; code: string; detail: string }>('POST', '/api/v1/duties', {
    ...{ personId: people.get(username), target: { kind, id }, fromDay, lastDay },
  });
const mine = async (client: Client | undefined) => (await client!.get<OwnDuties>('/api/v1/duties/mine')).body;
const list = async (kind: string) => (await administrator.get<DutyList>(`/api/v1/duties?kind=${kind}`)).body;

describe('a responsibility field', () => {
  it('shows its member the homes of today, less those that are somebody else’s by an exception', async () => {
    expect((await give('member', 'building', 1, '2026-03-01')).status).toBe(201);
    expect((await mine(member)).fields).toMatchObject([
      { target: { name: '3幢', estate: { name: '安置苑' } }, homes: homes.map((id) => ({ id })) },
    ]);
    expect((await give('member2', 'household', homes[0]!, '2026-03-01', '2026-03-10')).status).toBe(201);
    expect((await mine(member)).fields[0]?.homes.map(({ name }) => name)).toEqual(['3幢 1单元 102', '3幢 2单元 101']);
    now += 7 * 3_600_000;
    expect((await mine(member)).fields[0]?.homes).toHaveLength(3);
  });

  it('is one member’s at a time; who has it is named; handing on is an end and a beginning', async () => {
    const refused = await give('member2', 'building', 1, '2026-04-01');
    expect([refused.status, refused.body.code]).toEqual([409, 'duty_taken']);
    expect(refused.body.detail).toContain('member has 安置苑 3幢 from 2026-03-01');
    const field = (await list('field')).items.find(({ target }) => target.kind === 'building');
    const end = (lastDay: string | null) =>
      administrator.send<{ code: string }>('PUT', `/api/v1/duties/field/${field?.id}/last-day`, { lastDay });
    expect((await end('2026-02-28')).status).toBe(400);
    expect((await end('2026-03-31')).status).toBe(204);
    const next = await give('member2', 'building', 1, '2026-04-01');
    expect(next.status).toBe(201);
    expect((await end(null)).body.code).toBe('duty_taken');
    expect((await administrator.send('POST', `/api/v1/duties/field/${next.body.id}/cancel`)).status).toBe(204);
    expect((await administrator.send('POST', `/api/v1/duties/field/${next.body.id}/cancel`)).status).toBe(409);
    expect((await end(null)).status).toBe(204);
    const { items } = await list('field');
    expect(items.filter(({ cancelled }) => cancelled !== null)).toMatchObject([
      { id: next.body.id, person: { name: 'member2' } },
    ]);
  });

  it('is refused to other roles and other estates, and a limited administrator sees their own estates only', async () => {
    expect((await give('viewer', 'unit', 1, '2026-03-01')).body.code).toBe('duty_holder');
    expect((await give('member', 'building', 2, '2026-03-01')).body.code).toBe('duty_holder');
    expect((await give('member', 'building', 99, '2026-03-01')).body.code).toBe('no_such_place');
    const limited = await community.addPerson('limited', 'administrator', [estates.elsewhere]);
    expect((await limited.get<DutyList>('/api/v1/duties?kind=field')).body.items).toEqual([]);
    const id = (await list('field')).items[0]?.id;
    expect((await limited.send('POST', `/api/v1/duties/field/${id}/cancel`)).status).toBe(404);
  });
});

describe('a bin chief', () => {
  const careOf = async () =>
    (await chief!.get<{ items: { name: string }[] }>('/api/v1/station-care')).body.items.map(({ name }) => name);

  it('looks after all stations of their estates until given a post, then after that one', async () => {
    expect(await careOf()).toEqual(['东门', '西门']);
    const bin = station.bins[1]?.id ?? 0;
    const post = await give('chief', 'bin', bin, '2026-03-01', '2026-03-31');
    expect(await careOf()).toEqual(['东门']);
    expect((await mine(chief)).posts).toMatchObject([
      { target: { kind: 'bin' }, bins: [{ id: bin, expected: 'residual' }] },
    ]);
    await administrator.send('PUT', `/api/v1/duties/post/${post.body.id}/last-day`, { lastDay: '2026-03-02' });
    expect(await careOf()).toEqual([]);
    expect((await mine(chief)).posts).toEqual([]);
  });
});
