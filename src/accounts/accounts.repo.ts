/** Reads and writes what people.repo.ts does not: sessions as a list, passwords, the end and return of an account. */
import { and, count, desc, eq, gt, isNull, like, ne } from 'drizzle-orm';
import { branchTable, personEstateTable, personTable, sessionTable } from '../people/people.table.ts';
import { buildingTable, estateTable, householdTable, unitTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import type { PersonChange } from './accounts.schemas.ts';

export type AccountsRepo = ReturnType<typeof createAccountsRepo>;
export type AccountRow = NonNullable<ReturnType<AccountsRepo['find']>>;

export function createAccountsRepo(db: Db) {
  const ofPerson = (personId: number, exceptHash?: string) =>
    and(
      eq(sessionTable.personId, personId),
      exceptHash === undefined ? undefined : ne(sessionTable.tokenHash, exceptHash),
    );
  return {
    /** With the estates it is limited to; null: there is none. */
    find(id: number) {
      const row = db.select().from(personTable).where(eq(personTable.id, id)).get();
      if (!row) return null;
      const estates = db
        .select({ id: estateTable.id, name: estateTable.name })
        .from(personEstateTable)
        .innerJoin(estateTable, eq(estateTable.id, personEstateTable.estateId))
        .where(eq(personEstateTable.personId, id))
        .orderBy(estateTable.name)
        .all();
      return { ...row, estates: estates.length === 0 ? null : estates };
    },
    branch: (id: number): { id: number; name: string; retiredAt: number | null } | null =>
      db.select().from(branchTable).where(eq(branchTable.id, id)).get() ?? null,
    /** A home in words, and its estate. */
    household(id: number): { id: number; address: string; estateId: number; retiredAt: number | null } | null {
      const row = db
        .select({
          ...{
            estate: estateTable.name,
            building: buildingTable.name,
            unit: unitTable.name,
            room: householdTable.room,
          },
          ...{ estateId: estateTable.id, retiredAt: householdTable.retiredAt },
        })
        .from(householdTable)
        .innerJoin(unitTable, eq(unitTable.id, householdTable.unitId))
        .innerJoin(buildingTable, eq(buildingTable.id, unitTable.buildingId))
        .innerJoin(estateTable, eq(estateTable.id, buildingTable.estateId))
        .where(eq(householdTable.id, id))
        .get();
      if (!row) return null;
      const { estate, building, unit, room, ...rest } = row;
      return { id, address: [estate, building, unit, room].join(' '), ...rest };
    },
    update(id: number, change: Omit<PersonChange, 'estates'>): void {
      if (Object.keys(change).length > 0) db.update(personTable).set(change).where(eq(personTable.id, id)).run();
    },
    /** None: all estates. */
    setEstates(personId: number, estates: readonly number[]): void {
      db.delete(personEstateTable).where(eq(personEstateTable.personId, personId)).run();
      for (const estateId of new Set(estates)) db.insert(personEstateTable).values({ personId, estateId }).run();
    },
    sessions: (personId: number, now: number) =>
      db
        .select()
        .from(sessionTable)
        .where(and(ofPerson(personId), gt(sessionTable.expiresAt, now)))
        .orderBy(desc(sessionTable.createdAt))
        .all(),
    /** Of one's own, by the beginning of its hash. False: there is none. */
    deleteSession(personId: number, hashBeginning: string): boolean {
      const where = and(ofPerson(personId), like(sessionTable.tokenHash, `${hashBeginning}%`));
      return db.delete(sessionTable).where(where).run().changes > 0;
    },
    /** All of them but one; how many. */
    deleteSessions: (personId: number, exceptHash?: string): number =>
      db.delete(sessionTable).where(ofPerson(personId, exceptHash)).run().changes,
    setPassword(id: number, passwordHash: string): void {
      db.update(personTable).set({ passwordHash }).where(eq(personTable.id, id)).run();
    },
    setDeactivated(id: number, deactivatedAt: number | null): void {
      db.update(personTable).set({ deactivatedAt }).where(eq(personTable.id, id)).run();
    },
    /** Accounts that can administer all estates. */
    countAdministrators(): number {
      const row = db
        .select({ accounts: count() })
        .from(personTable)
        .leftJoin(personEstateTable, eq(personEstateTable.personId, personTable.id))
        .where(
          and(
            eq(personTable.role, 'administrator'),
            isNull(personTable.deactivatedAt),
            isNull(personEstateTable.personId),
          ),
        )
        .get();
      return row?.accounts ?? 0;
    },
  };
}
