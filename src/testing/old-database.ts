/** Makes a small database of an earlier schema, as the program of that time would have left it. */
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';

const root = join(import.meta.dirname, '../..');
const migrationsFolder = join(root, 'src/platform/db/migrations');
export const oldDatabasesFolder = join(root, 'fixtures/databases');

interface Journal {
  entries: { tag: string }[];
}

function readJournal(folder: string): Journal {
  return JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'));
}

/** Tags of the migrations, oldest first, such as 0000_spine. */
export function migrationTags(): string[] {
  return readJournal(migrationsFolder).entries.map(({ tag }) => tag);
}

/** Keeps the migrations up to `tag` in a copy of their folder. */
function forgetLater(folder: string, tag: string): void {
  const journal = readJournal(folder);
  const last = journal.entries.findIndex((entry) => entry.tag === tag);
  if (last < 0) throw new Error(`there is no migration ${tag}: ${migrationTags().join(', ')}`);
  journal.entries.length = last + 1;
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify(journal));
}

/** Rows for the schema of each migration: fixtures/databases/TAG.sql, where it made something new possible. */
function rowsUpTo(tag: string): string[] {
  const tags = migrationTags();
  const files = tags.slice(0, tags.indexOf(tag) + 1).map((one) => join(oldDatabasesFolder, `${one}.sql`));
  return files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
}

/** Writes a database with the schema of that migration, and rows in all its tables, to `path` in place of what was there. */
export function writeOldDatabase(tag: string, path: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'greensleeve-old-database-'));
  try {
    cpSync(migrationsFolder, join(folder, 'migrations'), { recursive: true });
    forgetLater(join(folder, 'migrations'), tag);
    const client = new Database(join(folder, 'old.db'));
    // Pages of the smallest useful size: most tables have a row or two.
    client.pragma('page_size = 1024');
    client.pragma('foreign_keys = OFF');
    migrate(drizzle({ client }), { migrationsFolder: join(folder, 'migrations') });
    for (const rows of rowsUpTo(tag)) client.exec(rows);
    client.exec('VACUUM');
    client.close();
    copyFileSync(join(folder, 'old.db'), path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
