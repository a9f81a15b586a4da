/** Reads from the rows of captures how much waits, what was done, and what went wrong. */
import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lt, min, ne, or, sql } from 'drizzle-orm';
import { cameraTable } from '../cameras/cameras.table.ts';
import { captureTable } from '../captures/captures.table.ts';
import { estateTable, stationTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';

export type QueueStateRepo = ReturnType<typeof createQueueStateRepo>;
type NotClassified = 'failed' | 'unreadable';
export interface FailuresAsked {
  state: NotClassified | undefined;
  /** Null: of all. */
  estates: readonly number[] | null;
  since: number;
  /** Those that ended before this one; by number when at the same moment. */
  after: { endedAt: number; id: number } | null;
  limit: number;
}

export function createQueueStateRepo(db: Db) {
  // Written out, not bound: only so does SQLite see that the partial index will do.
  const notClassified = sql`${captureTable.state} IN ('unreadable', 'failed')`;
  const inEstates = (estates: readonly number[] | null) =>
    estates ? inArray(stationTable.estateId, [...estates]) : undefined;
  return {
    /** Photographs that have not ended, by state and whether their original waits to be masked. */
    waiting: () =>
      db
        .select({
          state: captureTable.state,
          toMask: sql<boolean>`${captureTable.masking} = 'waiting'`.mapWith(Boolean),
          photos: count(),
          oldestReceivedAt: min(captureTable.receivedAt),
        })
        .from(captureTable)
        .where(isNotNull(captureTable.dueAt))
        .groupBy(captureTable.state, sql`${captureTable.masking} = 'waiting'`)
        .all(),
    /** Photographs that ended since, by state. */
    endedSince: (since: number) =>
      db
        .select({ state: captureTable.state, photos: count() })
        .from(captureTable)
        .where(gte(captureTable.endedAt, since))
        .groupBy(captureTable.state)
        .all(),
    /** Photographs classified since, by slots of `slotMs`. */
    classifiedBySlot: (since: number, slotMs: number) =>
      db
        .select({
          slot: sql<number>`(${captureTable.endedAt} - ${since}) / ${slotMs}`,
          photos: count(),
        })
        .from(captureTable)
        .where(and(gte(captureTable.endedAt, since), eq(captureTable.state, 'classified')))
        .groupBy(sql`1`)
        .all(),
    /** Photographs of these estates that ended unclassified since, by state. */
    notClassifiedSince: (since: number, estates: readonly number[] | null) =>
      db
        .select({ state: captureTable.state, photos: count() })
        .from(captureTable)
        .innerJoin(stationTable, eq(stationTable.id, captureTable.stationId))
        .where(and(notClassified, gte(captureTable.endedAt, since), inEstates(estates)))
        .groupBy(captureTable.state)
        .all(),
    /** The same one by one, the latest first. */
    failures: ({ state, estates, since, after, limit }: FailuresAsked) =>
      db
        .select({
          capture: captureTable,
          camera: { id: cameraTable.id, name: cameraTable.name },
          station: { id: stationTable.id, name: stationTable.name },
          estate: { id: estateTable.id, name: estateTable.name },
        })
        .from(captureTable)
        .innerJoin(stationTable, eq(stationTable.id, captureTable.stationId))
        .innerJoin(estateTable, eq(estateTable.id, stationTable.estateId))
        .leftJoin(cameraTable, eq(cameraTable.id, captureTable.cameraId))
        .where(
          and(
            notClassified,
            gte(captureTable.endedAt, since),
            state ? eq(captureTable.state, state) : undefined,
            inEstates(estates),
            after
              ? or(
                  lt(captureTable.endedAt, after.endedAt),
                  and(eq(captureTable.endedAt, after.endedAt), lt(captureTable.id, after.id)),
                )
              : undefined,
          ),
        )
        .orderBy(desc(captureTable.endedAt), desc(captureTable.id))
        .limit(limit)
        .all(),
    /** Numbers of failed photographs that ended since and whose picture is still there, the latest first. */
    retriable: (since: number, estates: readonly number[] | null, limit: number): number[] =>
      db
        .select({ id: captureTable.id })
        .from(captureTable)
        .innerJoin(stationTable, eq(stationTable.id, captureTable.stationId))
        .where(
          and(
            notClassified,
            eq(captureTable.state, 'failed'),
            gte(captureTable.endedAt, since),
            or(isNull(captureTable.masking), ne(captureTable.masking, 'erased')),
            inEstates(estates),
          ),
        )
        .orderBy(desc(captureTable.endedAt))
        .limit(limit)
        .all()
        .map(({ id }) => id),
  };
}
