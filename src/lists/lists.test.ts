import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayMs, openToldCases, type ToldCases } from '../notices/told-cases.fixture.ts';
import { stranger } from '../testing/client.ts';
import { waitFor } from '../testing/wait.ts';
import type { MonthEditions, PublicList, PublicMonths } from './lists.schemas.ts';

let site: ToldCases;
beforeAll(async () => {
  site = await openToldCases(Date.parse('2026-11-12T04:00:00Z'));
});
afterAll(() => site.close());

const month = '2026-11';
const editions = async () => (await site.people.branch.get<MonthEditions>(`/api/v1/lists/${month}`)).body;
const draft = (body: object = {}) =>
  site.people.secretary.send<{ code: string }>('POST', `/api/v1/lists/${month}/editions`, body);
const published = () => stranger(site.service.url).get<PublicList & { code: string }>(`/api/v1/public/lists/${month}`);

describe('a month’s lists', () => {
  it('are drafted, signed by a second person, published under masked codes, and corrected by themselves when a case is void', async () => {
    const { secretary, branch } = site.people;
    const first = await site.tell(3);
    await site.tell(3);
    await site.tell(4);
    const appeal = await site.appeal(stranger(site.service.url), first, branch, 'refused');
    expect((await draft()).body.code).toBe('month_not_over');
    site.advance(30 * dayMs);

    expect((await draft()).status).toBe(204);
    const [made] = (await editions()).editions;
    expect(made).toMatchObject({ number: 1, state: 'draft', madeBy: 'sven', maySign: true });
    expect((await secretary.send('POST', `/api/v1/list-editions/${made?.id}/signature`)).status).toBe(403);
    expect((await secretary.send('POST', `/api/v1/list-editions/${made?.id}/publication`)).status).toBe(409);
    expect((await published()).body.code).toBe('no_such_list');
    expect((await branch.send('POST', `/api/v1/list-editions/${made?.id}/signature`)).status).toBe(204);
    expect((await branch.send('POST', `/api/v1/list-editions/${made?.id}/publication`)).status).toBe(403);
    expect((await secretary.send('POST', `/api/v1/list-editions/${made?.id}/publication`)).status).toBe(204);

    const { body } = await published();
    expect(body).toMatchObject({ number: 1, isCorrection: false, list: { unlisted: 1 } });
    expect(body.list.households).toMatchObject([{ name: 'ABCX0•', cases: 2, rank: 1 }]);
    expect(body.list.units).toMatchObject([{ name: '3号楼 2单元', cases: 3 }]);
    expect(JSON.stringify(body)).not.toMatch(/103|104|ABCX0\d|anna|findingId/);

    await branch.send('DELETE', `/api/v1/appeals/${appeal}/decision`);
    await branch.send('POST', `/api/v1/appeals/${appeal}/decision`, { decision: 'upheld', reason: '门禁记录' });
    await waitFor(async () => ((await published()).body.number === 1 ? null : true), { what: 'the correction' });
    const corrected = (await published()).body;
    expect(corrected).toMatchObject({ isCorrection: true, reason: 'case_void', list: { households: [], unlisted: 2 } });
    const after = (await editions()).editions;
    expect(after.map(({ state }) => state).at(-1)).toBe('corrected');
    expect(after.at(-1)?.content.households).toHaveLength(1);
    expect(after[0]).toMatchObject({ state: 'published', madeBy: null });
  });

  it('are corrected by people with a reason, which is public; an older draft is not published any more', async () => {
    const { secretary, branch } = site.people;
    expect((await draft()).body.code).toBe('list_needs_reason');
    await draft({ reason: '补充复核' });
    const older = (await editions()).editions[0];
    await branch.send('POST', `/api/v1/list-editions/${older?.id}/signature`);
    await draft({ reason: '补充复核' });
    expect((await secretary.send('POST', `/api/v1/list-editions/${older?.id}/publication`)).status).toBe(409);
    const newest = (await editions()).editions[0];
    await branch.send('POST', `/api/v1/list-editions/${newest?.id}/signature`);
    expect((await secretary.send('POST', `/api/v1/list-editions/${newest?.id}/publication`)).status).toBe(204);
    expect((await published()).body).toMatchObject({ reason: '补充复核', isCorrection: true });
    const { body } = await stranger(site.service.url).get<PublicMonths>('/api/v1/public/lists');
    expect(body.months).toEqual([month]);
  });
});
