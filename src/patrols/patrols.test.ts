import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StickerList } from '../stickers/stickers.schemas.ts';
import { type Client, signIn } from '../testing/client.ts';
import { testPassword } from '../testing/community.ts';
import { openReports, type Reports } from '../volunteer-reports/volunteer-reports.fixture.ts';
import {
  type CheckedIn,
  type OwnPatrols,
  type PatrolMonth,
  type PostList,
  patrolMonthSchema,
} from './patrols.schemas.ts';

// A Tuesday, 18:10 in the community.
const evening = Date.parse('2026-03-10T10:10:00Z');
const hourMs = 3_600_000;
let now = Date.parse('2026-03-10T02:00:00Z');
let site: Reports;
let administrator: Client;
let volunteer: Client;
let people: Map<string, number>;
const stations: { here: number; other: number; elsewhere: number } = { here: 0, other: 0, elsewhere: 0 };
const codes = { here: '', other: '', elsewhere: '' };
let east: Awaited<ReturnType<Reports['addStation']>>;

const as = (username: string) => signIn(site.service.url, { username, password: testPassword });
/** Sessions end after hours: everybody signs in again. */
async function goTo(at: number): Promise<void> {
  now = at;
  administrator = await as('office');
  volunteer = await as('volunteer');
}

beforeAll(async () => {
  site = await openReports(() => now);
  await site.community.addPerson('office', 'administrator');
  east = await site.addStation();
  stations.here = east.stationId;
  stations.other = (await site.addStation()).stationId;
  const far = await site.community.addEstate('Far');
  stations.elsewhere = (await site.community.addStation(far, 'Far gate', ['kitchen'])).stationId;
  await site.community.addPerson('second', 'volunteer', [site.estateId]);
  await site.community.addPerson('viewer', 'viewer');
  await site.community.addPerson('third', 'volunteer', [site.estateId]);
  await site.community.addPerson('limited', 'branch', [site.estateId]);
  await goTo(now);
  const { body } = await administrator.get<{ items: { id: number; username: string }[] }>('/api/v1/people');
  people = new Map(body.items.map(({ id, username }) => [username, id]));
  for (const key of ['here', 'other', 'elsewhere'] as const) {
    const stationIds = [stations[key]];
    const printed = await administrator.send<StickerList>('POST', '/api/v1/stickers', { stationIds });
    codes[key] = printed.body.items[0]?.code ?? '';
  }
});
afterAll(() => site.close());

const add = (username: string, stationId: number, more: object) =>
  administrator.send<{ id: number; code: string }>('POST', '/api/v1/patrol-posts', {
    ...{ personId: people.get(username), stationId, from: '18:00', to: '20:00', ...more },
  });
const checkIn = (client: Client, code: string) =>
  client.send<CheckedIn & { code: string }>('POST', '/api/v1/patrols/check-in', { code });
const month = async (client = administrator) => (await client.get<PatrolMonth>('/api/v1/patrols/months/2026-03')).body;

describe('a patrol', () => {
  it('is planned for somebody who may do it, at a station of the caller’s', async () => {
    expect(
      (await add('volunteer', stations.here, { weekday: 2, fromDay: '2026-03-01', lastDay: '2026-03-17' })).status,
    ).toBe(201);
    expect((await add('viewer', stations.here, { fromDay: '2026-03-01' })).body.code).toBe('duty_holder');
    expect((await add('second', stations.elsewhere, { fromDay: '2026-03-01' })).body.code).toBe('duty_holder');
    expect((await add('volunteer', stations.here, { fromDay: '2026-03-01', to: '17:00' })).status).toBe(400);
    const limited = await as('limited');
    const body = {
      personId: people.get('volunteer'),
      stationId: stations.elsewhere,
      fromDay: '2026-03-01',
      from: '18:00',
      to: '20:00',
    };
    expect((await limited.send<{ code: string }>('POST', '/api/v1/patrol-posts', body)).body.code).toBe(
      'no_such_place',
    );
    expect((await limited.get<PostList>('/api/v1/patrol-posts')).body.items).toHaveLength(1);
    // The Tuesdays before it was entered were asked of nobody.
    expect((await month()).shifts.map(({ day, state }) => [day, state])).toEqual([
      ['2026-03-10', 'to_come'],
      ['2026-03-17', 'to_come'],
    ]);
  });

  it('begins at the station’s code and belongs to the post; again changes nothing', async () => {
    now = evening;
    const first = await checkIn(volunteer, codes.here.toLowerCase());
    expect(first.body).toMatchObject({
      isNew: true,
      patrol: { isPlanned: true, endedAt: null, station: { id: stations.here } },
    });
    now += 60_000;
    const again = await checkIn(volunteer, codes.here);
    expect(again.body).toEqual({ ...first.body, isNew: false });
    const { shifts, figures } = await month();
    expect(shifts[0]?.state).toBe('attended');
    expect(figures).toMatchObject({ attended: 1, missed: 0, unplanned: 0 });
    expect((await volunteer.get<OwnPatrols>('/api/v1/patrols/mine')).body.shifts[0]).toMatchObject({
      state: 'attended',
    });
  });

  it('has the reports that were sent from there meanwhile, and ends with what was found', async () => {
    await site.report(volunteer, east, now + 10 * 60_000);
    now += 20 * 60_000;
    const { id } = (await month()).patrols[0] as { id: number };
    const end = (client: Client, outcome: string, note?: string) =>
      client.send<{ code: string }>('PUT', `/api/v1/patrols/${id}/end`, { outcome, note });
    expect((await end(administrator, 'found')).body.code).toBe('no_such_patrol');
    expect((await end(volunteer, 'found', '两袋厨余投进其他垃圾')).status).toBe(204);
    const endedAt = new Date(now).toISOString();
    now += hourMs;
    expect((await end(volunteer, 'found', '已劝导')).status).toBe(204);
    const body = await month();
    expect(patrolMonthSchema.parse(body)).toEqual(body);
    expect(body.patrols).toMatchObject([{ endedAt, outcome: 'found', note: '已劝导', reports: 1 }]);
    expect(body.figures).toMatchObject({ found: 1, reports: 1, minutes: 21, people: 1, stations: 1 });
    // The same post is not attended twice.
    now = evening + 70 * 60_000;
    expect((await checkIn(volunteer, codes.here)).body).toMatchObject({ isNew: false, patrol: { id } });
  });

  it('may be without a post; another station ends it, and time does', async () => {
    await goTo(Date.parse('2026-03-11T01:00:00Z'));
    const one = await checkIn(volunteer, codes.here);
    expect(one.body).toMatchObject({ isNew: true, patrol: { isPlanned: false } });
    now += 30 * 60_000;
    expect((await checkIn(volunteer, codes.other)).body).toMatchObject({
      isNew: true,
      patrol: { isPlanned: false },
    });
    now += 5 * hourMs;
    const { patrols, figures } = await month();
    expect(patrols.slice(0, 2).map(({ endedAt }) => endedAt)).toEqual([
      '2026-03-11T03:30:00.000Z',
      '2026-03-11T01:30:00.000Z',
    ]);
    expect(figures).toMatchObject({ unplanned: 2, minutes: 21 + 30 + 120 });
  });

  it('becomes that of the post when somebody came long before it', async () => {
    await goTo(Date.parse('2026-03-12T08:00:00Z'));
    const post = { fromDay: '2026-03-12', lastDay: '2026-03-12' };
    const { body: added } = await add('volunteer', stations.here, { ...post, from: '17:00', to: '18:00' });
    expect((await checkIn(volunteer, codes.here)).body.patrol.isPlanned).toBe(false);
    now += 40 * 60_000;
    const planned = await checkIn(volunteer, codes.here);
    expect(planned.body).toMatchObject({ isNew: true, patrol: { isPlanned: true } });
    expect((await checkIn(volunteer, codes.here)).body).toEqual({ ...planned.body, isNew: false });
    const { patrols, shifts } = await month();
    expect(patrols[1]).toMatchObject({ isPlanned: false, endedAt: '2026-03-12T08:40:00.000Z' });
    expect(shifts.find(({ postId }) => postId === added.id)?.state).toBe('attended');
    await administrator.send('POST', `/api/v1/patrol-posts/${added.id}/cancel`);
  });

  it('is refused with a code of another estate or none at all', async () => {
    const third = await as('third');
    expect((await checkIn(third, codes.elsewhere)).body.code).toBe('no_such_place');
    expect((await checkIn(third, 'AAAAAA')).body.code).toBe('no_such_code');
  });

  it('is missed after its end; somebody may stand in, it may be called off, and be as it was', async () => {
    const id = (await administrator.get<PostList>('/api/v1/patrol-posts')).body.items.find(
      ({ isCancelled }) => !isCancelled,
    )?.id;
    const change = (day: string, body: object) =>
      administrator.send<{ code: string }>('PUT', `/api/v1/patrol-posts/${id}/days/${day}`, body);
    const state = async () => (await month()).shifts.find(({ day }) => day === '2026-03-17');
    expect((await change('2026-03-18', { kind: 'called_off' })).body.code).toBe('no_such_duty');
    expect((await change('2026-03-17', { kind: 'swapped' })).status).toBe(400);
    expect((await change('2026-03-17', { kind: 'swapped', personId: people.get('second') })).status).toBe(204);
    expect(await state()).toMatchObject({ person: { name: 'second' }, isSwapped: true, state: 'to_come' });
    await goTo(Date.parse('2026-03-17T12:00:00Z'));
    expect(await state()).toMatchObject({ state: 'missed' });
    expect((await month()).figures).toMatchObject({ due: 2, attended: 1, missed: 1 });
    await change('2026-03-17', { kind: 'called_off', reason: '大雨' });
    expect(await state()).toMatchObject({ state: 'called_off' });
    await change('2026-03-17', { kind: 'restored' });
    expect(await state()).toMatchObject({ state: 'missed', person: { name: 'volunteer' } });
    expect((await administrator.send('POST', `/api/v1/patrol-posts/${id}/cancel`)).status).toBe(204);
    expect((await month()).shifts).toEqual([]);
    expect((await change('2026-03-17', { kind: 'called_off' })).body.code).toBe('duty_cancelled');
  });
});
