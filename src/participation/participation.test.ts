import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MonthEditions, PublicList } from '../lists/lists.schemas.ts';
import { dayMs, openToldCases, type ToldCases } from '../notices/told-cases.fixture.ts';
import { homeCodeFrom } from '../places/home-codes.rules.ts';
import type { MemberEntries } from '../points/points.schemas.ts';
import { type Client, stranger } from '../testing/client.ts';
import { waitFor } from '../testing/wait.ts';
import type { FoundHomes, OwnRecords, Recorded } from './participation.schemas.ts';

let site: ToldCases;
let volunteer: Client;
const code = homeCodeFrom(Uint8Array.of(1, 2, 3, 4, 5));
const month = '2026-11';

beforeAll(async () => {
  site = await openToldCases(Date.parse('2026-11-02T04:00:00Z'));
  site.inDatabase((db) => db.prepare('UPDATE household SET code = ? WHERE id = 5').run(code));
  volunteer = await site.community.addPerson('vera', 'volunteer', [site.estateId]);
});
afterAll(() => site.close());

const record = (body: object, by = volunteer) =>
  by.send<Recorded & { code: string }>('POST', '/api/v1/participation', body);
const own = async (by = volunteer) => (await by.get<OwnRecords>('/api/v1/participation/mine')).body.items;
const find = async (search: string, by = volunteer) =>
  (await by.get<FoundHomes>(`/api/v1/participation/homes?search=${search}`)).body.items;
const stored = (where: string) =>
  site.inDatabase(
    (db) => (db.prepare(`SELECT count(*) AS n FROM participation WHERE ${where}`).get() as { n: number }).n,
  );

describe('participation', () => {
  it('is recorded by a bag’s number once a day, a slip is told, and the number does not tell the address', async () => {
    const first = await record({ code: ` ${code.toLowerCase()}` });
    expect([first.status, first.body]).toEqual([201, { id: first.body.id, isNew: true, name: code }]);
    expect((await record({ code })).body).toEqual({ id: first.body.id, isNew: false, name: code });
    const slip = code.slice(0, 5) + (code[5] === 'Z' ? 'Y' : 'Z');
    expect((await record({ code: slip })).body.code).toBe('bad_bag_code');
    expect((await record({ code: homeCodeFrom(Uint8Array.of(9, 9, 9, 9, 9)) })).body.code).toBe('no_such_home');
    expect(await find(code)).toEqual([]);
  });

  it('is ticked at the station by address, taken back by who did it, and stays as a voided row', async () => {
    const [home] = await find('3-2-106');
    expect(home).toMatchObject({ id: 6, name: '3号楼 2单元 106' });
    const { body } = await record({ householdId: 6 });
    const other = await site.community.addPerson('victor', 'volunteer', [site.estateId]);
    const path = `/api/v1/participation/${body.id}`;
    expect((await other.send<{ code: string }>('DELETE', path)).body.code).toBe('no_such_participation');
    expect((await volunteer.send('DELETE', path)).status).toBe(204);
    expect((await volunteer.send('DELETE', path)).status).toBe(204);
    expect((await own())[0]).toMatchObject({ id: body.id, source: 'tick', isVoided: true });
    expect((await record({ householdId: 6 })).body.isNew).toBe(true);
    expect(stored('household_id = 6')).toBe(2);
    expect(stored('household_id = 6 AND voided_at IS NULL')).toBe(1);
  });

  it('is not recorded of other estates, nor of one’s own household', async () => {
    const far = await site.community.addPerson('fay', 'volunteer', [await site.community.addEstate('Two')]);
    expect(await find('3-2-106', far)).toEqual([]);
    expect((await record({ householdId: 6 }, far)).body.code).toBe('no_such_home');
    expect((await record({ code }, far)).body.code).toBe('no_such_home');
    expect((await record({ householdId: 1 }, site.people.member)).body.code).toBe('own_household');
    const viewer = await site.community.addPerson('vic', 'viewer');
    expect((await record({ householdId: 6 }, viewer)).status).toBe(403);
  });
});

const importCards = async (rows: string[]) => {
  const { administrator } = site.community;
  const bytes = new TextEncoder().encode(['袋码,小区,楼栋,单元,房号,日期,次数', ...rows].join('\n'));
  const path = '/api/v1/imports/participation?fileName=cards.csv';
  const tried = await administrator.send<{ id: string; faults: { code: string }[] }>('POST', path, bytes, {
    'content-type': 'application/octet-stream',
  });
  if (tried.body.faults.length > 0) return tried.body.faults.map((fault) => fault.code);
  return (await administrator.send('POST', `/api/v1/imports/${tried.body.id}/commit`)).body;
};

describe('spreadsheets of card-operated bins', () => {
  it('are taken by code or address, once, and a later count replaces the earlier', async () => {
    const rows = [`${code},,,,,2026-11-01,2`, ',One,3号楼,2单元,107,2026/11/1,'];
    expect(await importCards(rows)).toEqual({ added: 2, changed: 0, unchanged: 0 });
    expect(await importCards(rows)).toEqual({ added: 0, changed: 0, unchanged: 2 });
    expect(await importCards([`${code},,,,,2026-11-01,3`])).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await importCards([',One,3号楼,2单元,107,2026-11-01,0'])).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(stored("source = 'card'")).toBe(3);
    expect(stored("source = 'card' AND voided_at IS NULL")).toBe(1);
    const faulty = ['XXXXXX,,,,,2026-11-01,1', ',One,3号楼,2单元,,2026-11-01,1', `${code},,,,,2027-01-01,1`];
    expect(await importCards([...faulty, `${code},,,,,2026-11-01,x`])).toEqual([
      ...['unknown_home', 'missing', 'future_day', 'bad_count'],
    ]);
  });
});

describe('the red list of households', () => {
  const editions = async () => (await site.people.branch.get<MonthEditions>(`/api/v1/lists/${month}`)).body;
  const publish = async (body: object = {}) => {
    const { secretary, branch } = site.people;
    await secretary.send('POST', `/api/v1/lists/${month}/editions`, body);
    const id = (await editions()).editions[0]?.id;
    await branch.send('POST', `/api/v1/list-editions/${id}/signature`);
    expect((await secretary.send('POST', `/api/v1/list-editions/${id}/publication`)).status).toBe(204);
    return (await stranger(site.service.url).get<PublicList>(`/api/v1/public/lists/${month}`)).body.list.redHouseholds;
  };
  const ottosRed = async () => {
    const id = site.inDatabase(
      (db) => (db.prepare("SELECT id FROM person WHERE username = 'otto'").get() as { id: number }).id,
    );
    const { body } = await site.people.secretary.get<MemberEntries>(`/api/v1/points/members/${id}`);
    return body.balance;
  };

  it('holds who opted in and took part often enough; its publication gives the field’s member points, its correction takes them', async () => {
    const { administrator } = site.community;
    const consent = (id: number, agrees: boolean, day: string) =>
      administrator.send('POST', `/api/v1/households/${id}/consent`, { agrees, day });
    await consent(5, true, '2026-11-01');
    await consent(6, true, '2026-11-01');
    await consent(7, true, '2026-11-01');
    await site.tell(7);
    for (let day = 0; day < 8; day += 1) {
      for (const householdId of [5, 7, 8]) expect((await record({ householdId })).status).toBe(201);
      site.advance(dayMs);
    }
    site.advance(30 * dayMs);
    const red = await publish();
    expect(red).toMatchObject({ leastDays: 8, rows: [{ days: 9, rank: 1, isTied: false }] });
    expect(JSON.stringify(red)).not.toContain(code);
    // Two points for the red list, and one less for the visit to home 7 that nobody made.
    await waitFor(async () => ((await ottosRed()) === 10 ? true : null), { what: 'the points' });

    await consent(5, false, '2026-11-30');
    expect((await editions()).isOutdated).toBe(true);
    expect(await publish({ reason: '住户撤回意愿' })).toMatchObject({ rows: [] });
    await waitFor(async () => ((await ottosRed()) === -10 ? true : null), { what: 'the points taken back' });
  });
});
