/** A database for a test: a copy of a migrated template, in a folder of its own that is removed afterwards. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Db, openDatabase } from '../platform/db/database.ts';

export interface TestDatabase {
  db: Db;
  folder: string;
  close(): void;
}

export function openTestDatabase(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'greensleeve-test-db-'));
  const path = join(folder, 'greensleeve.db');
  copyFileSync(inject('databaseTemplate'), path);
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
