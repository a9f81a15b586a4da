/** Adds to the log and reads it. Nothing here changes or deletes. */
import { and, desc, eq, gte, inArray, lt, type SQL } from 'drizzle-orm';
import { personTable } from '../people/people.table.ts';
import type { Db } from '../platform/db/database.ts';
import { auditEntryTable } from './audit-log.table.ts';

/** What to look for; null and left out: whatever it is. */
export interface AuditSearch {
  /** Only what these people did. */
  people: readonly number[] | null;
  person?: number | undefined;
  action?: string | undefined;
  object?: string | undefined;
  objectId?: string | undefined;
  since?: number | undefined;
  until?: number | undefined;
  /** Entries with a smaller id. */
  before?: number | undefined;
}

export type AuditLogRepo = ReturnType<typeof createAuditLogRepo>;
export type AuditEntry = ReturnType<AuditLogRepo['page']>[number];

export function createAuditLogRepo(db: Db) {
  const t = auditEntryTable;
  const conditions = (search: AuditSearch): (SQL | undefined)[] => [
    search.people === null ? undefined : inArray(t.personId, [...search.people]),
    search.person === undefined ? undefined : eq(t.personId, search.person),
    search.action === undefined ? undefined : eq(t.action, search.action),
    search.object === undefined ? undefined : eq(t.object, search.object),
    search.objectId === undefined ? undefined : eq(t.objectId, search.objectId),
    search.since === undefined ? undefined : gte(t.at, search.since),
    search.until === undefined ? undefined : lt(t.at, search.until),
    search.before === undefined ? undefined : lt(t.id, search.before),
  ];
  return {
    insert(row: Omit<typeof auditEntryTable.$inferInsert, 'id'>): void {
      db.insert(t).values(row).run();
    },
    /** The latest first. */
    page: (search: AuditSearch, limit: number) =>
      db
        .select({
          id: t.id,
          at: t.at,
          person: { id: personTable.id, name: personTable.name, username: personTable.username },
          action: t.action,
          object: t.object,
          objectId: t.objectId,
          details: t.details,
        })
        .from(t)
        .leftJoin(personTable, eq(personTable.id, t.personId))
        .where(and(...conditions(search)))
        .orderBy(desc(t.id))
        .limit(limit)
        .all(),
  };
}
