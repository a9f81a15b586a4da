/** Reads and writes party branches. */
import { eq, sql } from 'drizzle-orm';
import { branchTable } from '../people/people.table.ts';
import type { Db } from '../platform/db/database.ts';

export interface BranchRow {
  id: number;
  name: string;
  retiredAt: number | null;
  /** Accounts of it that are not deactivated. */
  people: number;
}

export type BranchesRepo = ReturnType<typeof createBranchesRepo>;

export function createBranchesRepo(db: Db) {
  return {
    list: (): BranchRow[] =>
      db.all<BranchRow>(sql`
        SELECT branch.id, branch.name, branch.retired_at AS retiredAt, count(person.id) AS people
        FROM branch LEFT JOIN person ON person.branch_id = branch.id AND person.deactivated_at IS NULL
        GROUP BY branch.id ORDER BY branch.retired_at IS NOT NULL, branch.id`),
    find: (id: number) => db.select().from(branchTable).where(eq(branchTable.id, id)).get() ?? null,
    /** Null when the name is taken. */
    insert: (name: string, createdAt: number): number | null =>
      db.insert(branchTable).values({ name, createdAt }).onConflictDoNothing().returning().get()?.id ?? null,
    /** False when another one has the name. */
    rename: (id: number, name: string): boolean =>
      db.run(sql`UPDATE OR IGNORE branch SET name = ${name} WHERE id = ${id}`).changes > 0,
    setRetired: (id: number, retiredAt: number | null): void =>
      void db.update(branchTable).set({ retiredAt }).where(eq(branchTable.id, id)).run(),
  };
}
