/** Reads and writes imports, and finds by name what their rows refer to. */
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { branchTable, personEstateTable, personTable } from '../people/people.table.ts';
import type { Db } from '../platform/db/database.ts';
import { importTable } from './imports.table.ts';

export type ImportsRepo = ReturnType<typeof createImportsRepo>;
type NewImport = typeof importTable.$inferInsert;

export function createImportsRepo(db: Db) {
  const idOf = (query: ReturnType<typeof sql>): number | null => db.all<{ id: number }>(query)[0]?.id ?? null;
  return {
    insert: (row: NewImport): void => void db.insert(importTable).values(row).run(),
    find: (id: string) => db.select().from(importTable).where(eq(importTable.id, id)).get() ?? null,
    finish: (id: string, outcome: NonNullable<NewImport['outcome']>, committedAt: number): void =>
      void db.update(importTable).set({ outcome, committedAt, rows: null }).where(eq(importTable.id, id)).run(),
    /** Rows of what was tried and left. */
    forgetRows: (before: number): void =>
      void db
        .update(importTable)
        .set({ rows: null })
        .where(and(lt(importTable.readAt, before), isNull(importTable.committedAt)))
        .run(),

    buildingNamed: (estateId: number, name: string) =>
      idOf(sql`SELECT id FROM building WHERE estate_id = ${estateId} AND name = ${name} AND retired_at IS NULL`),
    unitNamed: (buildingId: number, name: string) =>
      idOf(sql`SELECT id FROM unit WHERE building_id = ${buildingId} AND name = ${name} AND retired_at IS NULL`),
    homeAt: (unitId: number, room: string) =>
      idOf(sql`SELECT id FROM household WHERE unit_id = ${unitId} AND room = ${room} AND retired_at IS NULL`),
    branchNamed: (name: string, createdAt: number): number =>
      idOf(sql`SELECT id FROM branch WHERE name = ${name}`) ??
      db.insert(branchTable).values({ name, createdAt }).returning({ id: branchTable.id }).get().id,
    person: (username: string) => db.select().from(personTable).where(eq(personTable.username, username)).get() ?? null,
    updatePerson: (
      id: number,
      change: Partial<Pick<typeof personTable.$inferInsert, 'name' | 'role' | 'branchId'>>,
    ): void => void db.update(personTable).set(change).where(eq(personTable.id, id)).run(),
    estatesOf: (personId: number): number[] =>
      db
        .select()
        .from(personEstateTable)
        .where(eq(personEstateTable.personId, personId))
        .all()
        .map(({ estateId }) => estateId),
    setEstates(personId: number, estates: number[]): void {
      db.delete(personEstateTable).where(eq(personEstateTable.personId, personId)).run();
      for (const estateId of estates) db.insert(personEstateTable).values({ personId, estateId }).run();
    },
  };
}
