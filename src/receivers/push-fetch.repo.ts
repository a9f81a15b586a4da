/** Reads and writes the pictures that are to be fetched. */
import { and, asc, desc, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { pushFetchTable } from './push.table.ts';

export type PushFetch = typeof pushFetchTable.$inferSelect;
export type PushFetchRepo = ReturnType<typeof createPushFetchRepo>;

export function createPushFetchRepo(db: Db) {
  return {
    insert: (row: typeof pushFetchTable.$inferInsert): void => void db.insert(pushFetchTable).values(row).run(),
    due: (now: number, limit: number): PushFetch[] =>
      db
        .select()
        .from(pushFetchTable)
        .where(and(isNotNull(pushFetchTable.dueAt), lte(pushFetchTable.dueAt, now)))
        .orderBy(asc(pushFetchTable.dueAt))
        .limit(limit)
        .all(),
    update: (id: number, set: Partial<typeof pushFetchTable.$inferInsert>): void =>
      void db.update(pushFetchTable).set(set).where(eq(pushFetchTable.id, id)).run(),
    latestOfCamera: (cameraId: number, limit: number): PushFetch[] =>
      db
        .select()
        .from(pushFetchTable)
        .where(eq(pushFetchTable.cameraId, cameraId))
        .orderBy(desc(pushFetchTable.id))
        .limit(limit)
        .all(),
    /** Those refused by the list of hosts are tried again once the list was changed. */
    reopenRefused: (addressId: number, dueAt: number): void =>
      void db
        .update(pushFetchTable)
        .set({ state: 'waiting', dueAt, attempts: 0 })
        .where(
          and(
            eq(pushFetchTable.addressId, addressId),
            isNull(pushFetchTable.dueAt),
            sql`${pushFetchTable.reason} IN ('host_not_listed', 'address_not_listed')`,
          ),
        )
        .run(),
  };
}
