import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../accounts/accounts.schemas.ts';
import type { PersonView } from '../people/people.schemas.ts';
import type { PlaceTree } from '../places/homes.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity } from '../testing/community.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { BranchList } from './branches.schemas.ts';

interface Answer {
  id: number;
  code?: string;
}

let service: TestService;
let community: TestCommunity;
let admin: Client;
let east: number;
let west: number;
/** An administrator of the east alone. */
let limited: Client;
beforeAll(async () => {
  service = await startTestService();
  community = await setUpCommunity(service);
  admin = community.administrator;
  [east, west] = [await community.addEstate('东苑'), await community.addEstate('西苑')];
  limited = await community.addPerson('east-admin', 'administrator', [east]);
});
afterAll(() => service.stop());

const list = async (client: Client, query = '') =>
  (await client.get<{ items: PersonView[] }>(`/api/v1/people${query}`)).body.items;
const idOf = async (username: string): Promise<number> =>
  (await list(admin)).find((one) => one.username === username)?.id ?? 0;
const accountOf = async (id: number) => (await admin.get<Account>(`/api/v1/people/${id}/account`)).body;
const patch = (client: Client, id: number, body: object) => client.send<Answer>('PATCH', `/api/v1/people/${id}`, body);

describe('branches', () => {
  it('are added, renamed, retired and restored, and count their people', async () => {
    const add = (name: string, client = admin) => client.send<Answer>('POST', '/api/v1/branches', { name });
    const { id } = (await add('第一党支部')).body;
    expect((await add('第一党支部')).body.code).toBe('name_taken');
    expect((await add('第二党支部', limited)).status).toBe(403);
    const change = (body: object) => admin.send<Answer>('PATCH', `/api/v1/branches/${id}`, body);
    expect((await change({ name: '云河党支部' })).status).toBe(204);
    await community.addPerson('li', 'member', [east]);
    const li = await idOf('li');
    expect((await patch(admin, li, { branchId: id })).status).toBe(204);
    expect((await change({ isRetired: true })).status).toBe(204);
    const branches = async () => (await admin.get<BranchList>('/api/v1/branches')).body.items;
    expect(await branches()).toEqual([{ id, name: '云河党支部', people: 1, retiredAt: expect.any(String) }]);
    await community.addPerson('wang', 'member', [east]);
    expect((await patch(admin, await idOf('wang'), { branchId: id })).body.code).toBe('no_such_branch');
    // Who is in it already can be saved without leaving it.
    expect((await patch(admin, li, { branchId: id, name: '李四' })).status).toBe(204);
    await change({ isRetired: false });
    expect((await branches())[0]?.retiredAt).toBeNull();
  });
});

describe('an account', () => {
  it('is found by name, username and initials in pinyin', async () => {
    await community.addPerson('zhangsan', 'volunteer', [east]);
    await patch(admin, await idOf('zhangsan'), { name: '张三丰' });
    for (const search of ['张三', 'zsf', 'zhangsanf', 'ZHANGSAN']) {
      expect((await list(admin, `?search=${encodeURIComponent(search)}`)).map(({ username }) => username)).toEqual([
        'zhangsan',
      ]);
    }
    expect(await list(admin, '?search=zsf&role=viewer')).toEqual([]);
  });

  it('changes in name, role, estates, branch and home', async () => {
    await community.addPerson('zhao', 'volunteer', [east]);
    const id = await idOf('zhao');
    await admin.send('POST', '/api/v1/households', { estateId: east, building: '1栋', unit: '1单元', rooms: ['101'] });
    const homes = await admin.get<{ items: { id: number }[] }>('/api/v1/households');
    const householdId = homes.body.items[0]?.id;
    const changed = { name: '赵六', role: 'bin_chief', estates: [east, west], householdId };
    expect((await patch(admin, id, changed)).status).toBe(204);
    const account = await accountOf(id);
    expect(account).toMatchObject({ name: '赵六', role: 'bin_chief', household: { address: '东苑 1栋 1单元 101' } });
    expect(account.estates?.map((one) => one.name)).toEqual(['东苑', '西苑']);
    await patch(admin, id, { householdId: null, estates: [] });
    expect(await accountOf(id)).toMatchObject({ household: null, estates: null, name: '赵六' });
    expect((await patch(admin, id, { householdId: 99_999 })).body.code).toBe('no_such_place');
    expect((await patch(admin, id, { estates: [99_999] })).body.code).toBe('no_such_estate');
  });

  it('of another estate, or of all, is out of a limited administrator’s sight and reach', async () => {
    await community.addPerson('sun', 'reviewer', [west]);
    await community.addPerson('zhou', 'reviewer', [east]);
    const [sun, zhou] = [await idOf('sun'), await idOf('zhou')];
    const seen = (await list(limited)).map(({ username }) => username);
    expect(seen).toContain('zhou');
    expect(seen).not.toContain('sun');
    expect(seen).not.toContain('admin');
    expect((await patch(limited, sun, { name: 'x' })).body.code).toBe('no_such_person');
    for (const estates of [[west], [east, west], []]) {
      expect((await patch(limited, zhou, { estates })).body.code).toBe('no_such_estate');
      const person = {
        username: `new-${estates.length}`,
        name: 'new',
        role: 'viewer',
        password: 'long enough 1',
        estates,
      };
      expect((await limited.send<Answer>('POST', '/api/v1/people', person)).body.code).toBe('no_such_estate');
    }
    expect((await patch(limited, zhou, { name: '周五', estates: [east] })).status).toBe(204);
    expect((await limited.send('POST', '/api/v1/estates', { name: '新苑' })).status).toBe(403);
    expect((await limited.send('PATCH', '/api/v1/settings', {})).status).toBe(403);
    const station = { estateId: west, name: '南门', bins: [{ expected: 'kitchen' }] };
    expect((await limited.send<Answer>('POST', '/api/v1/stations', station)).body.code).toBe('no_such_estate');
    const { estates } = (await limited.get<PlaceTree>('/api/v1/places')).body;
    expect(estates.map(({ name }) => name)).toEqual(['东苑']);
  });

  it('keeps its own role and estates from itself, and the last administrator of all stays one', async () => {
    const me = await idOf('admin');
    expect((await patch(admin, me, { role: 'viewer' })).body.code).toBe('own_account');
    expect((await patch(admin, me, { name: '管理员', role: 'administrator' })).status).toBe(204);
    const other = await community.addPerson('other-admin', 'administrator');
    expect((await patch(other, me, { role: 'viewer' })).status).toBe(204);
    expect((await admin.get('/api/v1/people')).status).toBe(403);
    const third = await community.addPerson.call(null, 'never', 'viewer').catch(() => null);
    expect(third).toBeNull();
    expect((await patch(other, me, { role: 'administrator' })).status).toBe(204);
    await patch(admin, await idOf('other-admin'), { estates: [east] });
    expect((await patch(other, me, { role: 'viewer' })).body.code).toBe('no_such_person');
  });
});
