import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs, openToldCases, type ToldCases } from '../notices/told-cases.fixture.ts';
import type { Client } from '../testing/client.ts';
import { stranger } from '../testing/client.ts';
import { waitFor } from '../testing/wait.ts';
import type { ViolationChoices, ViolationDetail, ViolationList } from './violations.schemas.ts';

let site: ToldCases;
let viewer: Client;
beforeAll(async () => {
  site = await openToldCases(Date.parse('2026-11-20T04:00:00Z'));
  viewer = await site.community.addPerson('vera', 'viewer');
});
afterAll(() => site.close());

const list = async (client: Client, query = '') =>
  (await client.get<ViolationList>(`/api/v1/violations?month=2026-11${query}`)).body;
const detail = async (client: Client, id: number) =>
  (await client.get<ViolationDetail>(`/api/v1/violations/${id}`)).body;

describe('the ledger', () => {
  it('shows whose a case is to who signs or notifies alone, and looks for a home for nobody else', async () => {
    await site.tell(2);
    const [seen] = (await list(site.people.secretary)).items;
    expect(seen).toMatchObject({
      state: 'signed',
      source: { kind: 'household', label: '3号楼 2单元 102' },
      voided: null,
    });
    const [masked] = (await list(viewer)).items;
    expect(masked).toMatchObject({ id: seen?.id, findingId: null, source: { label: null, basis: 'bag_number' } });
    expect((await list(site.people.anna, '&home=2单元102')).total).toBe(1);
    expect((await list(site.people.anna, '&home=2单元103')).total).toBe(0);
    expect((await viewer.get('/api/v1/violations?month=2026-11&home=102')).status).toBe(403);
    const told = await detail(viewer, seen?.id ?? 0);
    expect(JSON.stringify(told)).not.toMatch(/102|sven|anna/);
    expect(told.pictureUrl).toMatch(/^\/api\/v1\/crops\//);
    expect((await site.people.member.get('/api/v1/violations')).status).toBe(403);
  });

  it('keeps from somebody what is said of their own home, and what lies in other estates', async () => {
    const { community, inDatabase, people, station } = site;
    await site.tell(3);
    const neighbour = await community.addPerson('nora', 'branch');
    inDatabase((db) => db.exec(`UPDATE person SET household_id = 3 WHERE username = 'nora'`));
    const all = await list(people.secretary);
    expect((await list(neighbour)).total).toBe(all.total - 1);
    const own = all.items.find(({ source }) => source?.label?.endsWith('103'));
    expect((await neighbour.get(`/api/v1/violations/${own?.id}`)).status).toBe(404);
    const elsewhere = await community.addEstate('Other');
    const other = await community.addPerson('ola', 'branch', [elsewhere]);
    expect((await list(other)).total).toBe(0);
    expect((await other.get(`/api/v1/violations/${own?.id}`)).status).toBe(404);
    expect((await other.get<ViolationChoices>('/api/v1/violations/choices')).body.estates).toEqual([]);
    const { body } = await people.secretary.get<ViolationChoices>('/api/v1/violations/choices');
    expect(body.estates[0]?.stations[0]).toMatchObject({ id: station.stationId, name: 'Station' });
    expect(body.months).toContain('2026-11');
  });

  it('pages by its cursor through everything once, the latest content first', async () => {
    for (const household of [4, 5, 6]) await site.tell(household);
    const { items, total } = await list(site.people.secretary);
    const paged: number[] = [];
    let after = '';
    do {
      const page = await list(site.people.secretary, `&limit=2${after}`);
      expect(page.total).toBe(total);
      paged.push(...page.items.map(({ id }) => id));
      after = page.next === null ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(paged).toEqual(items.map(({ id }) => id));
    const times = items.map(({ occurredAt }) => occurredAt);
    expect(times).toEqual(times.toSorted().reverse());
    expect((await site.people.secretary.get('/api/v1/violations?after=x')).status).toBe(400);
  });

  it('tells everything that came of a case in the order of time, its end by an appeal included', async () => {
    const { secretary, branch } = site.people;
    const notice = await site.tell(1);
    site.advance(60_000);
    const mine = (await list(secretary, '&home=101')).items[0];
    expect((await list(secretary, '&state=signed')).items.map(({ id }) => id)).toContain(mine?.id);
    await site.appeal(stranger(site.service.url), notice, branch, 'upheld');
    const after = await detail(secretary, mine?.id ?? 0);
    expect(after.violation).toMatchObject({ state: 'voided', voided: { reason: 'appeal_upheld' } });
    const kinds = after.events.map(({ kind }) => kind);
    const expected = ['seen', 'verdict', 'entered', 'attributed', 'signed', 'notice_made', 'notice_delivered'];
    for (const kind of ['appeal_filed', 'appeal_decided', 'voided'] as const) expect(kinds).toContain(kind);
    expect(kinds.slice(0, expected.length)).toEqual(expected);
    const times = after.events.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    expect(after.events.find(({ kind }) => kind === 'signed')?.by?.name).toBe('sven');
    expect((await list(secretary, '&state=voided')).items.map(({ id }) => id)).toEqual([mine?.id]);
    const { total, live } = await list(secretary);
    expect(live).toBe(total - 1);
  });

  it('names points and lists that a case counts in, and what took them back', async () => {
    const { secretary, anna } = site.people;
    const notice = await site.tell(1);
    site.advance(8 * dayMs);
    await site.tell(9);
    const id = (await list(secretary, '&home=101&state=signed')).items[0]?.id ?? 0;
    site.inDatabase((db) =>
      db.exec(`INSERT INTO list_edition (month, number, inputs, inputs_hash, content, made_at, published_at) VALUES
        ('2026-11', 1, '{"cases":[{"findingId":"${notice.findingId}"}]}', 'a', '{}', 1, NULL),
        ('2026-11', 2, '{"cases":[]}', 'b', '{}', 2, NULL)`),
    );
    const events = await waitFor(
      async () => {
        const found = (await detail(secretary, id)).events;
        return ['points', 'task'].every((kind) => found.some((one) => one.kind === kind)) ? found : null;
      },
      { what: 'points and a visit to follow' },
    );
    expect(events).toContainEqual(expect.objectContaining({ kind: 'points', code: 'own_education', difference: 0 }));
    expect(events).toContainEqual(expect.objectContaining({ kind: 'task', task: 'visit', step: 'asked' }));
    const editions = events.flatMap((one) => (one.kind === 'list' ? [[one.edition, one.isCounted]] : []));
    expect(editions).toEqual([
      [1, true],
      [2, false],
    ]);
    expect((await detail(anna, id)).events.some(({ kind }) => kind === 'points')).toBe(false);
  });

  it('keeps from reviewers what one of them is still to judge without knowing', async () => {
    const { secretary, anna, branch } = site.people;
    const [row] = (await list(secretary)).items;
    const other = await site.community.addPerson('rosa', 'reviewer');
    const before = (await list(other)).total;
    const second = crypto.randomUUID();
    site.inDatabase((db) =>
      db.exec(`INSERT INTO finding (id, source, episode_id, observation_id, station_id, state, version, day, deal_order, created_at)
          SELECT '${second}', 'second_look', episode_id, observation_id, station_id, 'open', 0, day, deal_order, created_at
          FROM finding WHERE id = '${row?.findingId}';
        INSERT INTO second_look (finding_id, second_id, probability, draw, seed_mark, drawn_at, state)
          VALUES ('${row?.findingId}', '${second}', 0.1, 0.05, 'a', ${site.now()}, 'waiting')`),
    );
    expect((await list(other)).total).toBe(before - 1);
    expect((await other.get(`/api/v1/violations/${row?.id}`)).status).toBe(404);
    expect((await anna.get(`/api/v1/violations/${row?.id}`)).status).toBe(200);
    expect((await branch.get(`/api/v1/violations/${row?.id}`)).status).toBe(200);
  });

  it('is taken away with real moments, and nothing in it is run', async () => {
    const { secretary } = site.people;
    site.inDatabase((db) => db.exec(`UPDATE station SET name = '=HYPERLINK("x")'`));
    const { items } = await list(secretary, '&limit=200');
    const csv = (await secretary.get<string>('/api/v1/violations.csv?month=2026-11')).body;
    const [heading, first, ...rest]: string[][] = parse(csv, { bom: true });
    expect(heading?.slice(0, 4)).toEqual(['编号', '拍摄时间', '所属月份', '小区']);
    expect(rest).toHaveLength(items.length - 1);
    expect(first?.[4]).toBe(`'=HYPERLINK("x")`);
    const answer = await fetch(new URL('/api/v1/violations.xlsx?month=2026-11&language=en', site.service.url), {
      headers: secretary.credentials,
    });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await answer.arrayBuffer());
    const row = book.worksheets[0]?.getRow(2);
    expect(row?.getCell(1).value).toBe(items[0]?.id);
    const taken = row?.getCell(2).value;
    if (!(taken instanceof Date)) throw new Error('no moment in the workbook');
    // Noon in Shanghai is 04:00 in UTC; seconds are left out.
    expect(taken.getTime() - Date.parse(items[0]?.occurredAt ?? '')).toBeCloseTo(8 * 3_600_000, -5);
    expect(row?.getCell(5)).toMatchObject({ type: ExcelJS.ValueType.String, value: `'=HYPERLINK("x")` });
  });

  it('has at most one live row for an episode, by the database itself', () => {
    const again = () =>
      site.inDatabase((db) => {
        const columns = `finding_id, episode_id, station_id, bin_id, occurred_at, month, expected, actual, created_at`;
        const other = '(SELECT max(id) FROM verdict WHERE id <> violation.verdict_id)';
        db.exec(`INSERT INTO violation (verdict_id, ${columns})
          SELECT ${other}, ${columns} FROM violation WHERE voided_at IS NULL AND episode_id IS NOT NULL LIMIT 1`);
      });
    expect(again).toThrow(/UNIQUE constraint failed/);
    const twice = site.inDatabase((db) =>
      db
        .prepare('SELECT episode_id FROM violation WHERE voided_at IS NULL GROUP BY episode_id HAVING count(*) > 1')
        .all(),
    );
    expect(twice).toEqual([]);
  });
});
