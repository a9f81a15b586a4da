/** Reads and writes links that work once. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { accountLinkTable, personTable } from '../people/people.table.ts';
import type { Db } from '../platform/db/database.ts';

export type AccountLinksRepo = ReturnType<typeof createAccountLinksRepo>;
export type AccountLink = typeof accountLinkTable.$inferSelect;

export function createAccountLinksRepo(db: Db) {
  const t = accountLinkTable;
  const open = and(isNull(t.usedAt), isNull(t.revokedAt));
  const creator = alias(personTable, 'creator');
  const listed = (kind: AccountLink['kind'], personId?: number) =>
    db
      .select({ link: t, by: creator.name, person: personTable })
      .from(t)
      .innerJoin(creator, eq(creator.id, t.createdBy))
      .leftJoin(personTable, eq(personTable.id, t.personId))
      .where(and(eq(t.kind, kind), personId === undefined ? undefined : and(eq(t.personId, personId), open)))
      .orderBy(desc(t.id));
  return {
    insert: (row: Omit<typeof t.$inferInsert, 'id'>): number =>
      db.insert(t).values(row).returning({ id: t.id }).get().id,
    findByToken: (tokenHash: string): AccountLink | null =>
      db.select().from(t).where(eq(t.tokenHash, tokenHash)).get() ?? null,
    find: (id: number): AccountLink | null => db.select().from(t).where(eq(t.id, id)).get() ?? null,
    /** The latest first, with who made each and who came of it. */
    invitations: (limit: number) => listed('invitation').limit(limit).all(),
    /** The one that waits for this person. */
    openReset: (personId: number) => listed('reset', personId).limit(1).get() ?? null,
    markUsed(id: number, personId: number, usedAt: number): void {
      db.update(t).set({ usedAt, personId }).where(eq(t.id, id)).run();
    },
    revoke(id: number, revokedAt: number): void {
      db.update(t)
        .set({ revokedAt })
        .where(and(eq(t.id, id), open))
        .run();
    },
    revokeResets(personId: number, revokedAt: number): void {
      db.update(t)
        .set({ revokedAt })
        .where(and(eq(t.personId, personId), eq(t.kind, 'reset'), open))
        .run();
    },
  };
}
