/** A database for a test: a copy of a migrated template, in a folder of its own that is removed afterwards. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDatabase } from '../platform/db/database.ts';

const templateFolder = join(tmpdir(), `greensleeve-template-${process.pid}`);
const template = join(templateFolder, 'template.db');
process.once('exit', () => rmSync(templateFolder, { recursive: true, force: true }));

/** Migrated once for each test process, then only copied. */
function makeTemplate(): void {
  if (existsSync(template)) return;
  mkdirSync(templateFolder, { recursive: true });
  const draft = `${template}.new`;
  const db = openDatabase(draft);
  db.$client.pragma('wal_checkpoint(TRUNCATE)');
  db.$client.close();
  renameSync(draft, template);
}

export interface TestDatabase {
  db: Db;
  folder: string;
  close(): void;
}

export function openTestDatabase(): TestDatabase {
  makeTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'greensleeve-test-db-'));
  const path = join(folder, 'greensleeve.db');
  copyFileSync(template, path);
  const db = openDatabase(path);
  return {
    db,
    folder,
    close() {
      db.$client.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
