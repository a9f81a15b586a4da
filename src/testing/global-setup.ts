/** Before all tests of a run: a migrated database, which each test that needs one copies, and a place for the interface; removed after all of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../platform/db/database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the migrated database. */
    databaseTemplate: string;
    /** Where the interface is, once a test has had it built. */
    builtInterface: string;
  }
}

export default function setUp(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'greensleeve-template-'));
  const path = join(folder, 'template.db');
  const db = openDatabase(path);
  db.$client.pragma('wal_checkpoint(TRUNCATE)');
  db.$client.close();
  project.provide('databaseTemplate', path);
  project.provide('builtInterface', join(folder, 'interface'));
  return () => rmSync(folder, { recursive: true, force: true });
}
