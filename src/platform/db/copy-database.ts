/** A whole copy of the database while the service writes to it, and what such a copy is compared by. */
import Database from 'better-sqlite3';

export interface DatabaseFacts {
  /** The time the newest applied migration was made; 0: none. */
  schema: number;
  rows: Record<string, number>;
}

/** More pages than any file has: a writer meanwhile would make a copy in small steps begin again and again. */
const allPages = 2 ** 31 - 1;

/** Copies a database in use, by SQLite's online backup, into one file that needs no other beside it. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    await source.backup(to, { progress: () => allPages });
  } finally {
    source.close();
  }
  const copy = new Database(to);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

/** Counts the rows of each table. Throws when the file is no sound database. */
export function inspectDatabase(path: string): DatabaseFacts {
  const client = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const verdict = client.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') throw new Error(`${path} is damaged: ${verdict}`);
    const names = client
      .prepare<[], string>(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
      )
      .pluck()
      .all();
    const count = (name: string): number =>
      client.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0;
    const rows = Object.fromEntries(names.map((name) => [name, count(name)]));
    const newest = 'SELECT max(created_at) FROM __drizzle_migrations';
    const schema = '__drizzle_migrations' in rows ? (client.prepare<[], number>(newest).pluck().get() ?? 0) : 0;
    return { schema, rows };
  } finally {
    client.close();
  }
}

/** Answers which of these hashes no row of the database names in any column for hashes. */
export function unnamedHashes(path: string, hashes: readonly string[]): string[] {
  const client = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const columns = client
      .prepare<[], { name: string; column: string }>(
        `SELECT m.name, c.name AS "column" FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name LIKE '%sha256'`,
      )
      .all();
    const asked = columns.map(({ name, column }) =>
      client.prepare(`SELECT 1 FROM "${name}" WHERE "${column}" = ? LIMIT 1`).pluck(),
    );
    return hashes.filter((hash) => asked.every((statement) => statement.get(hash) === undefined));
  } finally {
    client.close();
  }
}
