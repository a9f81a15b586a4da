/** Reads and writes the one row of the community. */
import type { Db } from '../platform/db/database.ts';
import { communityTable } from './community.table.ts';

export type Community = typeof communityTable.$inferSelect;
export type CommunityRepo = ReturnType<typeof createCommunityRepo>;

export function createCommunityRepo(db: Db) {
  return {
    find: (): Community | null => db.select().from(communityTable).get() ?? null,
    insert: (row: Omit<typeof communityTable.$inferInsert, 'id'>): Community =>
      db
        .insert(communityTable)
        .values({ id: 1, ...row })
        .returning()
        .get(),
    update: (set: Partial<Omit<Community, 'id' | 'seed' | 'createdAt'>>): Community =>
      db.update(communityTable).set(set).returning().get(),
  };
}
