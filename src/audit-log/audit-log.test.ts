import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../platform/db/database.ts';
import { withErrand, withoutErrand } from '../platform/db/errand.ts';
import { type Client, stranger } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, testPassword } from '../testing/community.ts';
import { openTestDatabase } from '../testing/database.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { AuditChoices, AuditList } from './audit-log.schemas.ts';

let now = Date.parse('2026-11-20T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let admin: Client;
beforeAll(async () => {
  service = await startTestService({ clock: () => now });
  community = await setUpCommunity(service);
  admin = community.administrator;
});
afterAll(() => service.stop());

const logged = async (query = '', client = admin) =>
  (await client.get<AuditList>(`/api/v1/audit-log${query ? `?${query}` : ''}`)).body.items;

describe('the log of who did what', () => {
  it('tells who, what, to what and with which words, the latest first', async () => {
    const estateId = await community.addEstate('翠湖苑');
    const [entry] = await logged();
    expect(entry).toMatchObject({
      at: new Date(now).toISOString(),
      person: { username: 'admin' },
      action: 'estate_added',
      object: 'estates',
      objectId: String(estateId),
      details: { name: '翠湖苑' },
    });
  });

  it('keeps no password, neither of a new account nor of signing in', async () => {
    const viewer = await community.addPerson('log-viewer', 'viewer');
    await viewer.send('DELETE', '/api/v1/session');
    const items = await logged();
    expect(items.slice(0, 3).map(({ action, person }) => [action, person?.username])).toEqual([
      ['signed_out', 'log-viewer'],
      ['signed_in', 'log-viewer'],
      ['person_added', 'admin'],
    ]);
    expect(JSON.stringify(items)).not.toContain(testPassword);
  });

  it('has no line for what was refused', async () => {
    const before = (await logged())[0]?.id;
    await admin.send('POST', '/api/v1/estates', { name: '翠湖苑' });
    await stranger(service.url).send('POST', '/api/v1/session', { username: 'admin', password: 'wrong' });
    await stranger(service.url).send('POST', '/api/v1/estates', { name: 'Elsewhere' });
    expect((await logged())[0]?.id).toBe(before);
  });

  it('is searched by person, action, thing and the community’s day, page by page', async () => {
    const reader = await community.addPerson('log-secretary', 'secretary');
    const { body: choices } = await reader.get<AuditChoices>('/api/v1/audit-log/choices');
    const person = choices.people.find(({ username }) => username === 'log-secretary')?.id;
    expect((await logged(`person=${person}`)).map(({ action }) => action)).toEqual(['signed_in']);
    now = Date.parse('2026-11-20T16:30:00Z');
    const id = await community.addEstate('次日苑');
    expect((await logged('from=2026-11-21&to=2026-11-21')).map(({ objectId }) => objectId)).toEqual([String(id)]);
    expect((await logged('to=2026-11-20&action=estate_added')).every(({ details }) => details?.name !== '次日苑')).toBe(
      true,
    );
    expect(await logged(`object=estates&objectId=${id}`)).toHaveLength(1);
    const all: number[] = [];
    for (let before: number | null | undefined; before !== null; ) {
      const query: string = before === undefined ? 'limit=2' : `limit=2&before=${before}`;
      const { body } = await reader.get<AuditList>(`/api/v1/audit-log?${query}`);
      all.push(...body.items.map((one) => one.id));
      before = body.next;
    }
    expect(all).toEqual((await logged('limit=100')).map((one) => one.id));
  });

  it('comes as CSV in either language, and says so itself', async () => {
    const { body } = await admin.get<string>('/api/v1/audit-log.csv?action=estate_added&language=zh-CN');
    expect(body).toMatch(/编号,日期/);
    expect(body).toMatch(/2026-11-21,00:30:00,系统管理员,admin,添加小区,小区,\d+,/);
    expect((await logged())[0]?.action).toBe('audit_log_exported');
  });

  it('shows those who are limited to an estate what people of that estate did', async () => {
    const estateId = await community.addEstate('一区');
    const secretary = await community.addPerson('one-secretary', 'secretary', [estateId]);
    const other = await community.addEstate('二区');
    await community.addPerson('two-volunteer', 'volunteer', [other]);
    await community.addPerson('one-volunteer', 'volunteer', [estateId]);
    const names = new Set((await logged('', secretary)).map(({ person }) => person?.username));
    expect([...names].sort()).toEqual(['one-secretary', 'one-volunteer']);
  });

  it('refuses to be changed, deleted from or overwritten, by whatever program', () => {
    const client = new Database(join(service.dataDir, 'greensleeve.db'));
    expect(() => client.exec('UPDATE audit_entry SET action = 1')).toThrow(/never changed/);
    expect(() => client.exec('DELETE FROM audit_entry')).toThrow(/never deleted/);
    expect(() =>
      client.exec("INSERT OR REPLACE INTO audit_entry (id, at, action, object) VALUES (1, 1, 'a', 'b')"),
    ).toThrow(/never changed/);
    client.close();
  });
});

describe('a line of the log', () => {
  it('is written with the change or not at all', async () => {
    const { db, close } = openTestDatabase();
    db.$client.exec('CREATE TABLE deed (name TEXT); CREATE TABLE line (name TEXT)');
    const add = (table: string, name: string) => db.$client.prepare(`INSERT INTO ${table} VALUES (?)`).run(name);
    const names = (table: string) => db.$client.prepare(`SELECT name FROM ${table}`).pluck().all();
    const errand =
      (name: string, canWrite = true) =>
      (_: unknown, isLast: boolean) => {
        if (!canWrite && !isLast) return false;
        add('line', name);
        return true;
      };
    const failing = withErrand(errand('a'), () =>
      inTransaction(db, () => {
        add('deed', 'a');
        throw new Error('no');
      }),
    );
    await expect(failing).rejects.toThrow('no');
    const brokenLine = withErrand(
      () => {
        throw new Error('no line');
      },
      () => inTransaction(db, () => add('deed', 'b')),
    );
    await expect(brokenLine).rejects.toThrow('no line');
    expect([names('deed'), names('line')]).toEqual([[], []]);

    await withErrand(errand('c'), async () => {
      inTransaction(db, () => inTransaction(db, () => add('deed', 'c')));
      expect(names('line')).toEqual(['c']);
      inTransaction(db, () => add('deed', 'd'));
    });
    await withErrand(errand('e', false), () => inTransaction(db, () => add('deed', 'e')));
    await withErrand(errand('f'), () => withoutErrand(() => inTransaction(db, () => add('deed', 'f'))));
    expect(names('line')).toEqual(['c', 'e', 'f']);
    close();
  });
});
