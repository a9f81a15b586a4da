import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openToldCases, type ToldCases } from '../notices/told-cases.fixture.ts';
import type { OwnPoints } from '../points/points.schemas.ts';
import { type Client, signIn } from '../testing/client.ts';
import { testPassword } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults } from '../testing/results.ts';
import { waitFor } from '../testing/wait.ts';
import type { OwnTasks, SpotCheckList, TaskList } from './tasks.schemas.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

let site: ToldCases;
let otto: Client;
const container = () => site.service.container;
const own = async (client = otto) => (await client.get<OwnTasks>('/api/v1/tasks/mine')).body.items;
const visits = async () => (await own()).filter(({ kind }) => kind === 'visit');
const list = async (query = '') => (await site.people.branch.get<TaskList>(`/api/v1/tasks${query}`)).body;
const done = (id: number, note = '已上门，讲了厨余怎么分', client = otto) =>
  client.send<{ code: string }>('POST', `/api/v1/tasks/${id}/completion`, { note });
const undo = (id: number, client = otto) => client.send<{ code: string }>('DELETE', `/api/v1/tasks/${id}/completion`);
const points = async () => (await otto.get<OwnPoints>('/api/v1/my/points')).body.points ?? { balance: 0 };
const rowsIn = (table: string): number =>
  site.inDatabase((db) => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0);
const voidCase = (findingId: string) =>
  site.inDatabase((db) =>
    db.prepare(`UPDATE violation SET voided_at = 1, void_reason = 'test' WHERE finding_id = ?`).run(findingId),
  );

beforeAll(async () => {
  site = await openToldCases(Date.parse('2026-11-02T02:00:00Z'));
  otto = await signIn(site.service.url, { username: 'otto', password: testPassword });
}, 120_000);
afterAll(() => site?.close());

describe('a home visit', () => {
  let id: number;
  let findingId: string;

  it('follows from a signed case, for the member whose field it is, once', async () => {
    ({ findingId } = await site.tell(3));
    container().recompute();
    const [task, ...more] = await visits();
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      state: 'open',
      dueDay: '2026-11-09',
      subject: { estate: 'One', name: '3号楼 2单元 103' },
    });
    expect(task?.causes).toMatchObject([{ expected: 'kitchen', actual: 'recyclable' }]);
    id = task?.id ?? 0;
    const before = rowsIn('task_cause');
    container().recompute();
    expect(rowsIn('task_cause')).toBe(before);
    await site.tell(3);
    container().recompute();
    expect((await visits()).map(({ causes }) => causes.length)).toEqual([2]);
  });

  it('is done with a note or a photograph, by whose it is, and can be taken back for a day', async () => {
    expect((await done(id, '')).body.code).toBe('invalid_request');
    expect((await done(id, 'x', site.people.member)).body.code).toBe('no_such_task');
    expect((await done(id)).status).toBe(204);
    expect((await done(id)).body.code).toBe('task_ended');
    expect((await visits())[0]).toMatchObject({ state: 'done', completion: { inTime: true, canUndo: true } });
    await waitFor(async () => (await points()).balance === 10, { what: 'a point for the visit' });
    expect((await undo(id)).status).toBe(204);
    await waitFor(async () => (await points()).balance === 0, { what: 'the point to be taken back' });
    const form = new FormData();
    form.set('note', '不在家，留了告知单');
    form.set(
      'photo',
      new Blob([new Uint8Array(await fieldsPicture(['kitchen'], 77))], { type: 'image/jpeg' }),
      'a.jpg',
    );
    const answer = await fetch(new URL(`/api/v1/tasks/${id}/completion`, site.service.url), {
      method: 'POST',
      headers: otto.credentials,
      body: form,
    });
    expect(answer.status).toBe(204);
    const photo = (client: Client) =>
      fetch(new URL(`/api/v1/tasks/${id}/photo`, site.service.url), { headers: client.credentials });
    expect((await photo(site.people.branch)).headers.get('content-type')).toBe('image/jpeg');
    expect((await photo(site.people.member)).status).toBe(404);
    const broken = new FormData();
    broken.set('photo', new Blob(['no picture'], { type: 'image/jpeg' }), 'a.jpg');
    await site.tell(4);
    container().recompute();
    const other = (await visits()).find(({ state }) => state === 'open')?.id ?? 0;
    const refused = await fetch(new URL(`/api/v1/tasks/${other}/completion`, site.service.url), {
      method: 'POST',
      headers: otto.credentials,
      body: broken,
    });
    expect(refused.status).toBe(415);
    site.advance(dayMs);
    expect((await undo(id)).body.code).toBe('task_not_undoable');
  });

  it('is overdue after its day, which costs, done late or not; a case that is void takes all of that back', async () => {
    site.advance(8 * dayMs);
    container().recompute();
    expect((await list()).counts.overdue).toBe(1);
    await waitFor(async () => (await points()).balance === -10, {
      what: 'a point got, one lost for the day that passed, one for another case although the visit was not done',
    });
    const open = (await visits()).find(({ state }) => state === 'overdue');
    await done(open?.id ?? 0);
    await waitFor(async () => (await points()).balance === 0, { what: 'a point for the late visit' });
    const all = site.inDatabase((db) =>
      db.prepare<[], { id: string }>('SELECT finding_id AS id FROM violation WHERE voided_at IS NULL').all(),
    );
    for (const one of all) voidCase(one.id);
    container().recompute();
    expect((await points()).balance).toBe(0);
    expect(all.map((one) => one.id)).toContain(findingId);
    expect((await visits()).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('that nobody has made is withdrawn when its case is void', async () => {
    const notice = await site.tell(5);
    container().recompute();
    expect((await list('?kind=visit&state=open')).items).toHaveLength(1);
    voidCase(notice.findingId);
    container().recompute();
    expect((await list('?kind=visit&state=open')).items).toEqual([]);
    expect((await list('?kind=visit&state=withdrawn')).items).toHaveLength(1);
  });

  it('to a member’s own home is nobody’s until somebody gives it to another', async () => {
    site.inDatabase((db) => db.exec(`UPDATE person SET household_id = 6 WHERE username = 'otto'`));
    await site.tell(6);
    container().recompute();
    const { items, counts } = await list('?kind=visit&state=open');
    expect(items).toMatchObject([{ person: null }]);
    expect(counts.unassigned).toBe(1);
    const people = (
      await site.community.administrator.get<{ items: { id: number; username: string }[] }>('/api/v1/people')
    ).body.items;
    const idOf = (name: string) => people.find(({ username }) => username === name)?.id;
    const assign = (personId: number | undefined | null) =>
      site.people.branch.send<{ code: string }>('PUT', `/api/v1/tasks/${items[0]?.id}/assignee`, { personId });
    expect((await assign(idOf('otto'))).body.code).toBe('task_holder');
    expect((await assign(idOf('mei'))).status).toBe(204);
    container().recompute();
    expect((await own(site.people.member)).map(({ isAssigned }) => isAssigned)).toEqual([true]);
    expect((await site.people.member.get('/api/v1/tasks')).status).toBe(403);
  });
});

describe('contacts', () => {
  it('are made once a quarter for each home of a field but one’s own, and withdrawn with the field', async () => {
    const contacts = async () => (await own()).filter(({ kind, state }) => kind === 'contact' && state !== 'done');
    container().planTasks();
    container().planTasks();
    expect(await contacts()).toHaveLength(11);
    expect(new Set((await contacts()).map(({ dueDay }) => dueDay))).toEqual(new Set(['2026-12-31']));
    site.inDatabase((db) => db.exec(`UPDATE responsibility_field SET last_day = '2026-11-01'`));
    container().planTasks();
    expect(await contacts()).toEqual([]);
    site.inDatabase((db) => db.exec('UPDATE responsibility_field SET last_day = NULL'));
    container().planTasks();
    expect(await contacts()).toHaveLength(11);
    expect(rowsIn(`task WHERE kind = 'contact'`)).toBe(11);
  });
});

describe('spot-checks', () => {
  it('are drawn once from visits that stand, by the logged seed; who made the visit can’t check it; a failed one costs', async () => {
    for (const { id, kind, state } of await own()) if (kind === 'contact' && state === 'open') await done(id);
    container().planTasks();
    const before = rowsIn('spot_check');
    site.advance(2 * dayMs);
    container().planTasks();
    container().planTasks();
    expect(before).toBeLessThan(rowsIn('spot_check'));
    expect(rowsIn('spot_check')).toBe(rowsIn('task_completion WHERE undone_at IS NULL'));
    // Whichever were drawn: one more is made sure of.
    site.inDatabase((db) =>
      db.exec('UPDATE spot_check SET draw = 0.01 WHERE completion_id = (SELECT max(completion_id) FROM spot_check)'),
    );
    const checks = async (client: Client) => (await client.get<SpotCheckList>('/api/v1/spot-checks')).body.items;
    const one = (await checks(site.people.branch)).find(({ result, task }) => !result && task.kind === 'contact');
    const record = (client: Client, outcome: string) =>
      client.send<{ code: string }>('PUT', `/api/v1/spot-checks/${one?.id}`, { outcome, note: '住户说没有人来过' });
    const balance = (await points()).balance;
    expect((await record(otto, 'held')).status).toBe(403);
    expect((await record(site.people.branch, 'failed')).status).toBe(204);
    expect((await record(site.people.secretary, 'held')).body.code).toBe('spot_check_done');
    await waitFor(async () => (await points()).balance === balance - 30, { what: 'three points less' });
    expect((await site.people.branch.send('DELETE', `/api/v1/spot-checks/${one?.id}`)).status).toBe(204);
    await waitFor(async () => (await points()).balance === balance, { what: 'the points back' });
  });
});

describe('a rectification', () => {
  it('is the bin chief’s where nobody is named, an hour after the verdict; one for a bin as long as it is open', async () => {
    const results = createTestResults(site.service);
    const { anna } = site.people;
    const chief = await site.community.addPerson('chen', 'bin_chief');
    site.inDatabase((db) =>
      db.exec(`INSERT INTO bin_chief_post (person_id, station_id, from_day, recorded_at, recorded_by)
        SELECT id, ${site.station.stationId}, '2026-01-01', 1, id FROM person WHERE username = 'chen'`),
    );
    for (const number of [1, 2]) {
      const at = new Date(site.now() - number * hourMs).toISOString();
      const photo = await fieldsPicture(['recyclable', 'residual'], 900 + number);
      const seen = [
        { label: 'paper_cardboard', content: 9_000 + number * 40 },
        { label: 'ceramic', content: 7 },
      ];
      await results.classify(site.station, photo, at, seen);
      const dealt = await anna.send<{ items: [{ id: string; version: number }] }>('POST', '/api/v1/review/deals', {
        count: 1,
      });
      const [{ id, version }] = dealt.body.items;
      await anna.send('PUT', `/api/v1/findings/${id}/verdict`, {
        version,
        judgement: 'misplaced',
        actual: 'recyclable',
      });
    }
    container().recompute();
    expect(await own(chief)).toEqual([]);
    site.advance(2 * hourMs);
    container().recompute();
    expect(await own(chief)).toMatchObject([{ kind: 'rectification', causes: [{}, {}], subject: { estate: 'One' } }]);
    await results.close();
  });
});
