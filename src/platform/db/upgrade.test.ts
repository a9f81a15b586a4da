import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCamerasRepo } from '../../cameras/cameras.repo.ts';
import { createMasksRepo } from '../../cameras/masks.repo.ts';
import { createCapturesRepo } from '../../captures/captures.repo.ts';
import { keptPhoto } from '../../captures/captures.rules.ts';
import { createMaskingRepo } from '../../captures/masking.repo.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { migrationTags, oldDatabasesFolder, writeOldDatabase } from '../../testing/old-database.ts';
import { openDatabase } from './database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greensleeve-upgrade-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const olderTags = migrationTags().slice(0, -1);
type Rows = Record<string, Record<string, unknown>[]>;

/** All rows of all tables but the migrations' own. */
function rowsOf(client: Database.Database): Rows {
  const tables = client
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '__drizzle_migrations'`,
    )
    .pluck()
    .all();
  return Object.fromEntries(
    tables.map((table) => [table, client.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all()]),
  );
}
const schemaOf = (client: Database.Database): unknown[] =>
  client.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all();
function readRows(path: string): Rows {
  const client = new Database(path, { readonly: true });
  const rows = rowsOf(client);
  client.close();
  return rows;
}
/** A copy of the kept database; the one in fixtures stays as it is. */
function copyOf(tag: string): string {
  const path = join(folder, 'greensleeve.db');
  copyFileSync(join(oldDatabasesFolder, `${tag}.db`), path);
  return path;
}

/** Columns that have another name since: their values are looked for there. */
const renamed: Record<string, Record<string, string>> = { task_completion: { photo: 'photo_sha256' } };
const asNamedNow = (table: string, row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [renamed[table]?.[name] ?? name, value]));

describe('a database of an earlier version', () => {
  it.each(olderTags)('%s is upgraded without losing a row or a value', (tag) => {
    const path = copyOf(tag);
    const before = readRows(path);
    const db = openDatabase(path);
    const after = rowsOf(db.$client);
    for (const [table, rows] of Object.entries(before)) {
      expect(rows.length, `rows of ${table}`).toBeGreaterThan(0);
      expect(after[table]).toHaveLength(rows.length);
      for (const [index, row] of rows.entries()) expect(after[table]?.[index]).toMatchObject(asNamedNow(table, row));
    }
    expect(db.$client.pragma('foreign_key_check')).toEqual([]);
    expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
    const fresh = openTestDatabase();
    expect(schemaOf(db.$client)).toEqual(schemaOf(fresh.db.$client));
    fresh.close();
    db.$client.close();
  });

  it.each(olderTags)('%s is kept as the program of that time made it', (tag) => {
    const path = join(folder, 'again.db');
    writeOldDatabase(tag, path);
    expect(readRows(path)).toEqual(readRows(join(oldDatabasesFolder, `${tag}.db`)));
  });

  it('of the time before masks has photographs that are kept as they came, and cameras without masks', () => {
    const db = openDatabase(copyOf('0000_spine'));
    const captures = createCapturesRepo(db);
    for (const id of [1, 2, 3, 4, 5]) {
      const capture = captures.find(id);
      expect(capture && keptPhoto(capture)?.sha256).toBe(String(id).repeat(64));
    }
    expect(createCamerasRepo(db).find(1)?.maskSetRevision).toBe(0);
    expect(createMasksRepo(db).inForce(1)).toBeNull();
    expect(createMaskingRepo(db).countWaiting().originals).toBe(0);
    expect(createMaskingRepo(db).isSharedPicture('1'.repeat(64), 9)).toBe(true);
    expect(createMaskingRepo(db).isSharedPicture('5'.repeat(64), 9)).toBe(true);
    expect(createMaskingRepo(db).isSharedPicture('6'.repeat(64), 9)).toBe(false);
    db.$client.close();
  });
});
