/** Opens the community's database, brings it to the current schema and runs short, immediate transactions. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { AppError } from '../errors.ts';
import { doErrand } from './errand.ts';

/** The connection as repositories take it. Synchronous; only the web process has one that writes. */
export type Db = BetterSQLite3Database & { $client: Database.Database };

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** The newest schema this program knows, as the time its migration was made. */
export function knownSchema(): number {
  const journal = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8')) as {
    entries: { when: number }[];
  };
  return Math.max(...journal.entries.map((entry) => entry.when));
}

/** A program older than the file would write rows that the newer one does not understand. */
function refuseNewer(client: Database.Database, path: string): void {
  const applied = client.prepare<[], number>('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() ?? 0;
  if (applied > knownSchema()) {
    throw new Error(`${path} was made by a newer version of this program; please install that one.`);
  }
}

/**
 * Opens (or makes) the file at `path` and migrates it. Throws when the file is no database, or newer than this program.
 * A commit is on the disk when it returns: WAL with synchronous=FULL.
 */
export function openDatabase(path: string): Db {
  const client = new Database(path);
  try {
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = FULL');
    client.pragma('foreign_keys = ON');
    client.pragma('busy_timeout = 5000');
    const db = drizzle({ client });
    migrate(db, { migrationsFolder });
    refuseNewer(client, path);
    return db;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** A connection for long reads in another thread: it can't write, and holds up nobody who does. */
export function openReadOnly(path: string): Db {
  return drizzle({ client: new Database(path, { readonly: true, fileMustExist: true }) });
}

/**
 * Throws when nothing can be written: the header's user version is set to what it is and rolled back, so that the write
 * lock and the right to write are tried without waiting for the disk.
 */
export function checkWritable({ $client: client }: Db): void {
  const patience = client.pragma('busy_timeout', { simple: true });
  // Nobody who takes in photographs waits for a question about the state.
  client.pragma('busy_timeout = 50');
  try {
    client.exec('BEGIN IMMEDIATE');
    client.pragma(`user_version = ${client.pragma('user_version', { simple: true })}`);
  } finally {
    if (client.inTransaction) client.exec('ROLLBACK');
    client.pragma(`busy_timeout = ${patience}`);
  }
}

/**
 * Runs `work` in one immediate transaction, and with it what is to be written together with this change (errand.ts). It
 * must not await: the connection is shared. Throws `storage_full`.
 */
export function inTransaction<Result>(db: Db, work: () => Result): Result {
  if (db.$client.inTransaction) return db.$client.transaction(work).immediate();
  let takeBack = (): void => {};
  const workAndErrand = (): Result => {
    const result = work();
    takeBack = doErrand(result);
    return result;
  };
  try {
    return db.$client.transaction(workAndErrand).immediate();
  } catch (error) {
    takeBack();
    const isFull = error instanceof Error && [error, error.cause].some((one) => sqliteCodeOf(one) === 'SQLITE_FULL');
    if (!isFull) throw error;
    const detail = 'The disk is full; nothing was recorded.';
    throw new AppError('storage_full', detail, { retryAfterS: 60, cause: error });
  }
}

function sqliteCodeOf(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}
