import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/database.ts';
import { checkWritable, inTransaction, openDatabase } from './database.ts';
import { createGroupCommit } from './group-commit.ts';

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});
function open() {
  const database = openTestDatabase();
  opened.push(database);
  return database;
}

describe('the database', () => {
  it('is written through to the disk at each commit', () => {
    const { db } = open();
    expect(db.$client.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.$client.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('is told apart when it can be read and not written, and the check leaves nothing behind', () => {
    const { db } = open();
    const before = db.$client.pragma('data_version', { simple: true });
    checkWritable(db);
    expect(db.$client.inTransaction).toBe(false);
    db.$client.pragma('query_only = ON');
    expect(() => checkWritable(db)).toThrow(/readonly/);
    expect(db.$client.inTransaction).toBe(false);
    db.$client.pragma('query_only = OFF');
    checkWritable(db);
    expect(db.$client.pragma('data_version', { simple: true })).toBe(before);
  });

  it('migrates an empty file to the very schema of the tables', async () => {
    // CommonJS only: the ESM build of drizzle-kit's programming interface fails to load.
    const { generateSQLiteDrizzleJson, generateSQLiteMigration } = createRequire(import.meta.url)('drizzle-kit/api');
    const root = join(import.meta.dirname, '../..');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.table.ts'));
    const modules = await Promise.all(files.map((file) => import(join(root, file))));
    const tables = Object.assign({}, ...modules);
    const snapshots = readdirSync(join(import.meta.dirname, 'migrations/meta')).filter((name) => /snapshot/.test(name));
    const last = createRequire(import.meta.url)(`./migrations/meta/${snapshots.sort().at(-1)}`);
    const difference = await generateSQLiteMigration(last, await generateSQLiteDrizzleJson(tables, last.id));
    expect(difference).toEqual([]);
  });

  it('keeps its rows when it is opened again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'greensleeve-test-db-'));
    opened.push({ close: () => rmSync(folder, { recursive: true, force: true }) });
    const path = join(folder, 'a.db');
    const first = openDatabase(path);
    first.$client.exec("INSERT INTO estate (name, created_at) VALUES ('a', 1)");
    first.$client.close();
    const second = openDatabase(path);
    expect(second.$client.prepare('SELECT name FROM estate').pluck().all()).toEqual(['a']);
    second.$client.close();
  });

  it('refuses a file that is newer than this program', () => {
    const folder = mkdtempSync(join(tmpdir(), 'greensleeve-test-db-'));
    opened.push({ close: () => rmSync(folder, { recursive: true, force: true }) });
    const path = join(folder, 'a.db');
    const db = openDatabase(path);
    db.$client.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 99999999999999)");
    db.$client.close();
    expect(() => openDatabase(path)).toThrow(/newer version/);
  });
});

describe('group commit', () => {
  const names = (db: ReturnType<typeof open>['db']) =>
    db.$client.prepare('SELECT name FROM estate ORDER BY id').pluck().all();
  const insert = (db: ReturnType<typeof open>['db']) => (name: string) =>
    db.$client.prepare('INSERT INTO estate (name, created_at) VALUES (?, 1)').run(name).lastInsertRowid;

  it('writes what comes in one turn in one transaction', async () => {
    const { db } = open();
    const finished: string[][] = [];
    const commit = createGroupCommit(db, insert(db), { maxItems: 10, finish: (items) => finished.push(items) });
    await Promise.all(['a', 'b', 'c'].map((name) => commit.submit(name)));
    expect(finished).toEqual([['a', 'b', 'c']]);
    expect(names(db)).toEqual(['a', 'b', 'c']);
  });

  it('lets a bad item spoil no other', async () => {
    const { db } = open();
    const commit = createGroupCommit(db, insert(db), { maxItems: 10 });
    const results = await Promise.allSettled(['a', 'b', 'a', 'c'].map((name) => commit.submit(name)));
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(names(db)).toEqual(['a', 'b', 'c']);
  });

  it('takes no more than its limit into one transaction, and all in the end', async () => {
    const { db } = open();
    const sizes: number[] = [];
    const commit = createGroupCommit(db, insert(db), { maxItems: 4, finish: (items) => sizes.push(items.length) });
    await Promise.all(Array.from({ length: 10 }, (_, index) => commit.submit(`n${index}`)));
    expect(sizes).toEqual([4, 4, 2]);
  });

  it('says that the disk is full, and has written nothing', async () => {
    const { db } = open();
    const pages = db.$client.pragma('page_count', { simple: true }) as number;
    db.$client.pragma(`max_page_count = ${pages}`);
    const commit = createGroupCommit(db, insert(db), { maxItems: 10 });
    const results = await Promise.allSettled(
      Array.from({ length: 3 }, (_, index) => commit.submit('x'.repeat(9_000 + index))),
    );
    for (const result of results) {
      expect(result.status === 'rejected' && result.reason).toMatchObject({ code: 'storage_full', retryAfterS: 60 });
    }
    expect(names(db)).toEqual([]);
  });

  it('rolls back as a whole when a transaction fails', () => {
    const { db } = open();
    const work = () =>
      inTransaction(db, () => {
        insert(db)('a');
        throw new Error('no');
      });
    expect(work).toThrow('no');
    expect(names(db)).toEqual([]);
  });
});
