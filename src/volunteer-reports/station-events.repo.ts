/** Reads and writes station events: waste beside the bins. */
import { and, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { personTable } from '../people/people.table.ts';
import { estateTable, stationTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import { stationEventTable, volunteerReportTable } from './volunteer-reports.table.ts';

export type StationEvent = typeof stationEventTable.$inferSelect;
export type StationEventsRepo = ReturnType<typeof createStationEventsRepo>;
export type StationEventInPlace = ReturnType<StationEventsRepo['listAt']>[number];

export function createStationEventsRepo(db: Db) {
  return {
    find: (id: number): StationEvent | null =>
      db.select().from(stationEventTable).where(eq(stationEventTable.id, id)).get() ?? null,
    insert: (row: Omit<typeof stationEventTable.$inferInsert, 'id'>): void =>
      void db.insert(stationEventTable).values(row).run(),
    setDone: (id: number, done: { doneAt: number; doneBy: number } | { doneAt: null; doneBy: null }): void =>
      void db.update(stationEventTable).set(done).where(eq(stationEventTable.id, id)).run(),
    /** Of these stations, newest first. */
    listAt: (stationIds: number[], state: 'open' | 'done', limit: number) =>
      db
        .select({
          event: stationEventTable,
          report: volunteerReportTable,
          estate: { id: estateTable.id, name: estateTable.name },
          station: { id: stationTable.id, name: stationTable.name },
          doneBy: personTable.name,
        })
        .from(stationEventTable)
        .innerJoin(volunteerReportTable, eq(volunteerReportTable.id, stationEventTable.reportId))
        .innerJoin(stationTable, eq(stationTable.id, stationEventTable.stationId))
        .innerJoin(estateTable, eq(estateTable.id, stationTable.estateId))
        .leftJoin(personTable, eq(personTable.id, stationEventTable.doneBy))
        .where(
          and(
            inArray(stationEventTable.stationId, stationIds),
            state === 'open' ? isNull(stationEventTable.doneAt) : isNotNull(stationEventTable.doneAt),
          ),
        )
        .orderBy(desc(stationEventTable.occurredAt))
        .limit(limit)
        .all(),
  };
}
