import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../testing/client.ts';
import { setUpCommunity } from '../testing/community.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { attendanceChange, trainingFigures } from './training.rules.ts';
import { type TrainingMonth, trainingMonthSchema } from './training.schemas.ts';

let service: TestService;
let administrator: Client;
let limited: Client;
let people: Map<string, number>;
const estates = { here: 0, elsewhere: 0 };

beforeAll(async () => {
  service = await startTestService({ clock: () => Date.parse('2026-03-20T02:00:00Z') });
  const community = await setUpCommunity(service);
  administrator = community.administrator;
  estates.here = await community.addEstate('Here');
  estates.elsewhere = await community.addEstate('Elsewhere');
  await community.addPerson('volunteer', 'volunteer', [estates.here]);
  await community.addPerson('stranger', 'volunteer', [estates.elsewhere]);
  limited = await community.addPerson('branch', 'branch', [estates.here]);
  const { body } = await administrator.get<{ items: { id: number; username: string }[] }>('/api/v1/people');
  people = new Map(body.items.map(({ id, username }) => [username, id]));
});
afterAll(() => service.stop());

const session = {
  group: 'volunteers',
  topic: '认识其他垃圾',
  day: '2026-03-12',
  place: '党群服务中心',
  trainer: '李老师',
};
const idOf = (username: string): number => people.get(username) ?? 0;
const add = (client: Client, more: object) =>
  client.send<{ id: number; code: string }>('POST', '/api/v1/training', { ...session, ...more });
const month = async (client = administrator) =>
  (await client.get<TrainingMonth>('/api/v1/training/months/2026-03')).body;

describe('a training session', () => {
  it('is put down with who took part; a corrected list replaces it', async () => {
    const { body } = await add(administrator, {
      estateId: estates.here,
      people: [idOf('volunteer'), idOf('branch')],
      others: 5,
    });
    await add(administrator, { group: 'children', people: [], others: 30 });
    const before = await month();
    expect(trainingMonthSchema.parse(before)).toEqual(before);
    expect(before.figures).toEqual({
      ...{ sessions: 2, attendances: 37, people: 2 },
      byGroup: [
        { group: 'volunteers', sessions: 1, attendances: 7 },
        { group: 'children', sessions: 1, attendances: 30 },
      ],
    });
    const change = { ...session, estateId: estates.here, people: [idOf('branch')], others: 6 };
    for (const _ of [1, 2]) {
      expect((await administrator.send('PUT', `/api/v1/training/${body.id}`, change)).status).toBe(204);
    }
    const changed = (await month()).items.find(({ id }) => id === body.id);
    expect(changed).toMatchObject({ people: [{ name: 'branch' }], others: 6 });
    expect((await administrator.send('PUT', `/api/v1/training/${body.id}`, { ...change, people: [999] })).status).toBe(
      404,
    );
  });

  it('counts for nothing once cancelled, and can’t be changed then', async () => {
    const [one] = (await month()).items.filter(({ group }) => group === 'children');
    expect((await administrator.send('POST', `/api/v1/training/${one?.id}/cancel`)).status).toBe(204);
    expect((await month()).figures).toMatchObject({ sessions: 1, attendances: 7 });
    const again = await administrator.send<{ code: string }>('POST', `/api/v1/training/${one?.id}/cancel`);
    expect(again.body.code).toBe('training_cancelled');
  });

  it('is of the caller’s estates; the whole community’s is seen by all and changed by who sees all', async () => {
    await add(administrator, { estateId: estates.elsewhere });
    const whole = await add(administrator, { others: 3 });
    expect((await add(limited, {})).body.code).toBe('no_such_place');
    expect((await add(limited, { estateId: estates.elsewhere })).body.code).toBe('no_such_place');
    expect((await add(limited, { estateId: estates.here, people: [idOf('stranger')] })).body.code).toBe(
      'no_such_person',
    );
    const seen = await month(limited);
    expect(seen.items.map(({ estate }) => estate?.name ?? null)).not.toContain('Elsewhere');
    expect(seen.items.find(({ id }) => id === whole.body.id)?.isEditable).toBe(false);
    expect((await limited.send('POST', `/api/v1/training/${whole.body.id}/cancel`)).status).toBe(404);
    expect(seen.people.map(({ name }) => name)).not.toContain('stranger');
  });
});

describe('sums of training', () => {
  const one = fc.record({
    group: fc.constantFrom('a', 'b'),
    isCancelled: fc.boolean(),
    people: fc.uniqueArray(fc.integer({ min: 1, max: 9 })),
    others: fc.nat(50),
  });
  it('are those of the groups together, without what was cancelled', () => {
    fc.assert(
      fc.property(fc.array(one), (sessions) => {
        const { byGroup, ...whole } = trainingFigures(sessions, ['a', 'b']);
        expect(byGroup.reduce((sum, { attendances }) => sum + attendances, 0)).toBe(whole.attendances);
        expect(byGroup.reduce((sum, of) => sum + of.sessions, 0)).toBe(whole.sessions);
        expect(
          trainingFigures(
            sessions.filter(({ isCancelled }) => !isCancelled),
            ['a', 'b'],
          ),
        ).toEqual({ byGroup, ...whole });
        expect(whole.people).toBeLessThanOrEqual(9);
      }),
    );
  });
  it('follow a corrected list: adding and taking away makes it what was wanted', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(ids, ids, (current, wanted) => {
        const { added, removed } = attendanceChange(current, wanted);
        const after = [...current.filter((id) => !removed.includes(id)), ...added];
        expect(after.toSorted()).toEqual(wanted.toSorted());
        expect(attendanceChange(after, wanted)).toEqual({ added: [], removed: [] });
      }),
    );
  });
});
