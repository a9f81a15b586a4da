/** Reads and writes second looks. */
import { and, desc, eq, gte, inArray, lt, or, sql } from 'drizzle-orm';
import { stationTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import { findingTable } from './findings.table.ts';
import { secondLookTable } from './second-looks.table.ts';

export type SecondLook = typeof secondLookTable.$inferSelect;
export type SecondLooksRepo = ReturnType<typeof createSecondLooksRepo>;

export function createSecondLooksRepo(db: Db) {
  const within = (estates: number[] | null, from: number, to: number) =>
    and(
      gte(secondLookTable.drawnAt, from),
      lt(secondLookTable.drawnAt, to),
      estates === null ? undefined : inArray(stationTable.estateId, estates),
    );
  return {
    /** Of which the finding is the first, the second or the third. */
    findOf: (findingId: string): SecondLook | null =>
      db
        .select()
        .from(secondLookTable)
        .where(
          or(
            eq(secondLookTable.findingId, findingId),
            eq(secondLookTable.secondId, findingId),
            eq(secondLookTable.thirdId, findingId),
          ),
        )
        .get() ?? null,
    /** Whether the episode has a finding from that source already. */
    hasFinding: (episodeId: number, source: (typeof findingTable.$inferSelect)['source']): boolean =>
      db
        .select({ id: findingTable.id })
        .from(findingTable)
        .where(and(eq(findingTable.episodeId, episodeId), eq(findingTable.source, source)))
        .get() !== undefined,
    insert: (row: Omit<typeof secondLookTable.$inferInsert, 'id'>): SecondLook =>
      db.insert(secondLookTable).values(row).returning().get(),
    update: (id: number, change: Partial<SecondLook>): void =>
      void db.update(secondLookTable).set(change).where(eq(secondLookTable.id, id)).run(),
    /** How many were drawn in the time, by state and agreement. */
    count: (estates: number[] | null, from: number, to: number) =>
      db
        .select({
          state: secondLookTable.state,
          agreement: secondLookTable.agreement,
          rows: sql<number>`count(*)`,
          overruled: sql<number>`total(${secondLookTable.standingVerdictId} IS NOT (
            SELECT id FROM verdict WHERE verdict.finding_id = ${secondLookTable.findingId} AND verdict.undone_at IS NULL)
            AND ${secondLookTable.standingVerdictId} IS NOT NULL)`,
        })
        .from(secondLookTable)
        .innerJoin(findingTable, eq(findingTable.id, secondLookTable.findingId))
        .innerJoin(stationTable, eq(stationTable.id, findingTable.stationId))
        .where(within(estates, from, to))
        .groupBy(secondLookTable.state, secondLookTable.agreement)
        .all(),
    /** Those that a third has decided, the latest draw first. */
    decided: (estates: number[] | null, from: number, to: number, limit: number): SecondLook[] =>
      db
        .select({ look: secondLookTable })
        .from(secondLookTable)
        .innerJoin(findingTable, eq(findingTable.id, secondLookTable.findingId))
        .innerJoin(stationTable, eq(stationTable.id, findingTable.stationId))
        .where(and(within(estates, from, to), eq(secondLookTable.state, 'decided')))
        .orderBy(desc(secondLookTable.drawnAt))
        .limit(limit)
        .all()
        .map(({ look }) => look),
  };
}
