/** Reads homes and bins for lists; reads and writes editions. */
import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';
import type { Db } from '../platform/db/database.ts';
import type { HomeRow } from './lists.rules.ts';
import { listEditionTable } from './lists.table.ts';

export type ListsRepo = ReturnType<typeof createListsRepo>;
export type Edition = typeof listEditionTable.$inferSelect;

export function createListsRepo(db: Db) {
  const maker = alias(personTable, 'maker');
  const signer = alias(personTable, 'signer');
  const publisher = alias(personTable, 'publisher');
  return {
    /** All that are not retired and have a code. */
    homes: (): HomeRow[] =>
      db.all<HomeRow>(sql`
        SELECT household.id AS householdId, household.code AS code, unit.id AS unitId, unit.name AS unit,
          building.name AS building, estate.name AS estate
        FROM household JOIN unit ON unit.id = household.unit_id JOIN building ON building.id = unit.building_id
          JOIN estate ON estate.id = building.estate_id
        WHERE household.retired_at IS NULL AND household.code IS NOT NULL ORDER BY household.id`),
    /** The bin of each episode that has a finding of these days. */
    binOfEpisodes: (fromDay: string, toDay: string): Map<number, number> =>
      new Map(
        db
          .all<{ episodeId: number; binId: number }>(sql`
            SELECT episode.id AS episodeId, episode.bin_id AS binId FROM finding JOIN episode ON episode.id = finding.episode_id
            WHERE finding.day >= ${fromDay} AND finding.day < ${toDay}`)
          .map(({ episodeId, binId }) => [episodeId, binId]),
      ),
    /** Newest first, with the names of who made, signed and published each. */
    editions: (month: string) =>
      db
        .select({ edition: listEditionTable, madeBy: maker.name, signedBy: signer.name, publishedBy: publisher.name })
        .from(listEditionTable)
        .leftJoin(maker, eq(maker.id, listEditionTable.madeBy))
        .leftJoin(signer, eq(signer.id, listEditionTable.signedBy))
        .leftJoin(publisher, eq(publisher.id, listEditionTable.publishedBy))
        .where(eq(listEditionTable.month, month))
        .orderBy(desc(listEditionTable.number))
        .all(),
    find: (id: number): Edition | null =>
      db.select().from(listEditionTable).where(eq(listEditionTable.id, id)).get() ?? null,
    /** The latest published edition of a month. */
    published: (month: string): Edition | null =>
      db
        .select()
        .from(listEditionTable)
        .where(and(eq(listEditionTable.month, month), isNotNull(listEditionTable.publishedAt)))
        .orderBy(desc(listEditionTable.number))
        .limit(1)
        .get() ?? null,
    publishedMonths: (): string[] =>
      db
        .selectDistinct({ month: listEditionTable.month })
        .from(listEditionTable)
        .where(isNotNull(listEditionTable.publishedAt))
        .orderBy(desc(listEditionTable.month))
        .all()
        .map(({ month }) => month),
    insert: (row: Omit<Edition, 'id'>): void => void db.insert(listEditionTable).values(row).run(),
    sign: (id: number, signedBy: number, signedAt: number): void =>
      void db.update(listEditionTable).set({ signedBy, signedAt }).where(eq(listEditionTable.id, id)).run(),
    publish: (id: number, publishedBy: number, publishedAt: number): void =>
      void db.update(listEditionTable).set({ publishedBy, publishedAt }).where(eq(listEditionTable.id, id)).run(),
  };
}
