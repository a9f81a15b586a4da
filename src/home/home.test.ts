import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deal } from '../findings/findings.schemas.ts';
import type { Role } from '../people/people.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { Home } from './home.schemas.ts';

const now = Date.parse('2026-11-20T10:05:00Z');
let service: TestService;
let community: TestCommunity;
let estates: number[];
beforeAll(async () => {
  service = await startTestService({ clock: () => now });
  community = await setUpCommunity(service);
  estates = [await community.addEstate('一区'), await community.addEstate('二区')];
  const results = createTestResults(service);
  for (const [index, estateId] of estates.entries()) {
    const station = await community.addStation(estateId, `投放点${index}`, ['kitchen']);
    for (let content = 0; content <= index; content += 1) {
      const photo = await fieldsPicture(['recyclable'], 10 * index + content);
      const at = new Date(now - (20 - 5 * content) * 60_000).toISOString();
      await results.classify(station, photo, at, [{ label: 'paper_cardboard', content: content * 40 }]);
    }
  }
  await results.close();
});
afterAll(() => service.stop());

const homeOf = async (client: Client): Promise<Home> => (await client.get<Home>('/api/v1/home')).body;
const known = (home: Home) => Object.entries(home).flatMap(([part, value]) => (value === null ? [] : [part]));

describe('the page that one sees first', () => {
  it.each<[Role, string[]]>([
    ['volunteer', ['reports', 'tasks']],
    ['bin_chief', ['events', 'reports', 'stations', 'tasks']],
    ['member', ['reports', 'tasks']],
    ['branch', ['appeals', 'month', 'reports', 'signatures', 'tasks', 'tasksOverdue']],
    ['reviewer', ['cameras', 'month', 'reports', 'review', 'tasks']],
    ['secretary', ['appeals', 'cameras', 'month', 'queue', 'reports', 'review', 'signatures', 'tasks', 'tasksOverdue']],
    [
      'administrator',
      ['appeals', 'cameras', 'disk', 'events', 'month', 'queue', 'reports', 'review', 'tasks', 'tasksOverdue'],
    ],
    ['viewer', ['month']],
  ])('tells a %s only what is theirs to know', async (role, parts) => {
    const client = await community.addPerson(`home-${role.replace('_', '-')}`, role);
    expect(known(await homeOf(client)).sort()).toEqual(parts);
  });

  it('counts what is of one’s estates, and follows the verdicts', async () => {
    const own = await community.addPerson('home-one', 'secretary', [estates[1] as number]);
    expect(await homeOf(own)).toMatchObject({
      review: { waiting: 2 },
      month: { month: '2026-11', photos: 2, open: 2 },
    });
    expect((await homeOf(community.administrator)).month).toMatchObject({ photos: 3, open: 3, confirmed: 0 });
    const { body } = await own.send<Deal>('POST', '/api/v1/review/deals', { count: 1 });
    const [item] = body.items;
    const verdict = { version: item?.version, judgement: 'misplaced', actual: 'recyclable' };
    expect((await own.send('PUT', `/api/v1/findings/${item?.id}/verdict`, verdict)).status).toBe(200);
    expect(await homeOf(own)).toMatchObject({ review: { waiting: 1 }, month: { open: 1, confirmed: 1 } });
  });

  it('tells administrators of queue and disk', async () => {
    const { queue, disk } = await homeOf(community.administrator);
    expect(queue).toMatchObject({ classified: 3, waiting: 0, workers: 0 });
    expect(disk && disk.freeBytes > 0 && disk.totalBytes > disk.freeBytes).toBe(true);
  });
});
