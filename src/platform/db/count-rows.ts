/** Counts rows synchronously (drizzle's own $count only comes as a promise). */
import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db } from './database.ts';

/** Rows of a table for which the condition holds. */
export function countRows(db: Db, table: SQLiteTable, where?: SQL): number {
  return db.select({ rows: sql<number>`count(*)` }).from(table).where(where).get()?.rows ?? 0;
}
