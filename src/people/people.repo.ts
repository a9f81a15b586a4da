/** Reads and writes accounts and sessions. */
import { and, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import { estateTable } from '../places/places.table.ts';
import { countRows } from '../platform/db/count-rows.ts';
import type { Db } from '../platform/db/database.ts';
import type { Role } from './people.schemas.ts';
import { personEstateTable, personTable, sessionTable } from './people.table.ts';

export interface Person {
  id: number;
  username: string;
  name: string;
  role: Role;
  householdId: number | null;
  /** Null: all estates. */
  estates: number[] | null;
}

export type PeopleRepo = ReturnType<typeof createPeopleRepo>;

export function createPeopleRepo(db: Db) {
  const person = {
    id: personTable.id,
    username: personTable.username,
    name: personTable.name,
    role: personTable.role,
    householdId: personTable.householdId,
  };

  const estatesOf = (personId: number): number[] | null => {
    const rows = db
      .select({ id: personEstateTable.estateId })
      .from(personEstateTable)
      .where(eq(personEstateTable.personId, personId))
      .all();
    return rows.length === 0 ? null : rows.map((row) => row.id);
  };

  return {
    count: (): number => countRows(db, personTable),
    findForSignIn(username: string): (Person & { passwordHash: string }) | null {
      const row = db
        .select({ ...person, passwordHash: personTable.passwordHash })
        .from(personTable)
        .where(and(eq(personTable.username, username), isNull(personTable.deactivatedAt)))
        .get();
      return row ? { ...row, estates: estatesOf(row.id) } : null;
    },
    findBySession(tokenHash: string, now: number): (Person & { lastUsedAt: number | null }) | null {
      const row = db
        .select({ ...person, lastUsedAt: sessionTable.lastUsedAt })
        .from(sessionTable)
        .innerJoin(personTable, eq(personTable.id, sessionTable.personId))
        .where(
          and(
            eq(sessionTable.tokenHash, tokenHash),
            gt(sessionTable.expiresAt, now),
            isNull(personTable.deactivatedAt),
          ),
        )
        .get();
      return row ? { ...row, estates: estatesOf(row.id) } : null;
    },
    /** Null: there is no such account, or it is closed. */
    find(id: number): Person | null {
      const row = db
        .select(person)
        .from(personTable)
        .where(and(eq(personTable.id, id), isNull(personTable.deactivatedAt)))
        .get();
      return row ? { ...row, estates: estatesOf(row.id) } : null;
    },
    list(): Person[] {
      const rows = db.select(person).from(personTable).orderBy(personTable.username).all();
      return rows.map((row) => ({ ...row, estates: estatesOf(row.id) }));
    },
    /** How many of these estates there are. */
    countEstates: (ids: readonly number[]): number => countRows(db, estateTable, inArray(estateTable.id, [...ids])),
    /** Null when the username is taken. */
    insert(row: Omit<typeof personTable.$inferInsert, 'id'>, estates: number[]): number | null {
      const added = db.insert(personTable).values(row).onConflictDoNothing().returning({ id: personTable.id }).get();
      if (!added) return null;
      for (const estateId of estates) db.insert(personEstateTable).values({ personId: added.id, estateId }).run();
      return added.id;
    },
    insertSession(row: typeof sessionTable.$inferInsert): void {
      db.insert(sessionTable).values(row).run();
    },
    touchSession(tokenHash: string, lastUsedAt: number): void {
      db.update(sessionTable).set({ lastUsedAt }).where(eq(sessionTable.tokenHash, tokenHash)).run();
    },
    deleteSession(tokenHash: string): void {
      db.delete(sessionTable).where(eq(sessionTable.tokenHash, tokenHash)).run();
    },
    deleteExpiredSessions(now: number): void {
      db.delete(sessionTable).where(lte(sessionTable.expiresAt, now)).run();
    },
  };
}
