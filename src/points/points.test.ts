import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs, openToldCases, type ToldCases } from '../notices/told-cases.fixture.ts';
import { stranger } from '../testing/client.ts';
import { waitFor } from '../testing/wait.ts';
import { firstRules } from './points.rules.ts';
import type { DryRun, OwnPoints, Points, RuleList } from './points.schemas.ts';

let site: ToldCases;
beforeAll(async () => {
  site = await openToldCases(Date.parse('2026-11-02T04:00:00Z'));
});
afterAll(() => site.close());

const own = async () => (await site.people.member.get<OwnPoints>('/api/v1/my/points')).body.points;
/** Points follow soon after a change. */
const balanceBecomes = (tenths: number) =>
  waitFor(async () => (await own())?.balance === tenths || null, { what: `the balance to be ${tenths}` });
const rowsInLedger = () =>
  site.inDatabase((db) => db.prepare<[], number>('SELECT count(*) FROM point_entry').pluck().get());
/** What the sweep does every minute. */
const sweep = async (): Promise<void> => {
  // Any change makes it look: a notice of no consequence is handed over.
  await site.tell(9);
};

describe('points of a member', () => {
  it('come only from cases past their term, are explained, and are reversed by an appeal that is upheld', async () => {
    const { branch, member, secretary } = site.people;
    const first = await site.tell(1);
    await site.tell(1);
    site.advance(8 * dayMs);
    await sweep();
    await waitFor(async () => (await own())?.entries.length === 2 || null, { what: 'education and warning' });
    expect((await own())?.entries.map(({ code, difference, nth }) => [code, difference, nth])).toEqual([
      ['own_warning', 0, 2],
      ['own_education', 0, 1],
    ]);
    const third = await site.tell(1);
    await sweep();
    expect((await own())?.balance).toBe(0);
    const appeal = await site.appeal(stranger(site.service.url), third, branch, 'refused');
    await balanceBecomes(-20);
    expect((await own())?.entries[0]).toMatchObject({ code: 'own_deduction', nth: 3, about: 'own', findingId: null });
    await branch.send('DELETE', `/api/v1/appeals/${appeal}/decision`);
    await balanceBecomes(0);
    const again = { decision: 'upheld', reason: '门禁记录' };
    await branch.send('POST', `/api/v1/appeals/${appeal}/decision`, again);
    expect((await member.get('/api/v1/points')).status).toBe(403);
    const { body } = await secretary.get<Points>('/api/v1/points');
    expect(body.branches.find(({ branch: of }) => of?.name === '第一支部')).toMatchObject({ members: 1, tenths: 0 });
    expect(first.code).not.toBe(third.code);
    const sums = site.inDatabase((db) =>
      db
        .prepare<[], number>(
          `SELECT sum(difference) FROM point_entry JOIN person ON person.id = person_id WHERE username = 'mei'`,
        )
        .pluck()
        .get(),
    );
    expect(sums).toBe((await own())?.balance);
  });

  it('are not counted twice however often they are looked at', async () => {
    await sweep();
    await new Promise((resolve) => setImmediate(resolve));
    await own();
    const before = rowsInLedger();
    await sweep();
    await waitFor(async () => (await own()) !== undefined || null, { what: 'an answer' });
    expect(rowsInLedger()).toBe(before);
  });

  it('of a closed month are booked in the open one, with the day of the cause', async () => {
    const notice = await site.tell(1);
    await site.tell(1);
    site.inDatabase((db) =>
      db.exec(`INSERT INTO month_report (month, drafted_at, draft_hash, closed_at) VALUES ('2026-11', 1, 'h', 2)`),
    );
    site.advance(30 * dayMs);
    await sweep();
    await balanceBecomes(-40);
    expect((await own())?.entries[0]).toMatchObject({ bookedMonth: '2026-12', difference: -20 });
    expect((await own())?.entries[0]?.day).toMatch(/^2026-11/);
    expect(notice.household.id).toBe(1);
  });
});

describe('rules', () => {
  it('are tried on the last three months before they hold, and hold from an open month on', async () => {
    const { secretary, branch } = site.people;
    const rules = { ...firstRules, ownCase: { windowMonths: 12, free: 2, tenths: -30 } };
    const { body } = await secretary.send<DryRun>('POST', '/api/v1/points/rules/dry-run', { rules });
    expect(body.months).toEqual(['2026-10', '2026-11', '2026-12']);
    expect(body.members).toMatchObject([{ member: { name: 'mei' }, before: -40, after: -60 }]);
    expect((await own())?.balance).toBe(-40);
    const add = (fromDay: string) =>
      secretary.send<{ code: string }>('POST', '/api/v1/points/rules', { fromDay, rules, note: '支部大会通过' });
    expect((await add('2026-11-15')).body.code).toBe('month_closed');
    expect((await add('2026-12-01')).status).toBe(204);
    expect((await branch.send('POST', '/api/v1/points/rules', {})).status).toBe(403);
    const known = (await site.people.member.get<RuleList>('/api/v1/points/rules')).body;
    expect(known.inForce.ownCase.tenths).toBe(-30);
    expect((await own())?.balance).toBe(-40);
  });
});

describe('the assessment', () => {
  it('is the same as page, CSV and workbook', async () => {
    const { secretary } = site.people;
    const { body } = await secretary.get<Points>('/api/v1/points?year=2026');
    const mei = body.members.find(({ member }) => member.name === 'mei');
    expect(mei).toMatchObject({ tenths: -40, grade: 'failed' });
    const csv = (await secretary.get<string>('/api/v1/points/assessment.csv?year=2026')).body;
    expect(csv).toContain('mei,第一支部,-4,-4,不合格');
    const answer = await fetch(new URL('/api/v1/points/assessment.xlsx?year=2026&language=en', site.service.url), {
      headers: secretary.credentials,
    });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await answer.arrayBuffer());
    const rows = book.worksheets[0]?.getSheetValues() ?? [];
    expect(JSON.stringify(rows)).toContain('"mei","第一支部",-4,-4,"not passed"');
  });
});
