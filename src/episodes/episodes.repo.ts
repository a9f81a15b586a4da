/** Reads and writes episodes, and the observations they are made of. */
import { and, asc, desc, eq, gte, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
import { captureTable } from '../captures/captures.table.ts';
import { observationTable } from '../observations/observations.table.ts';
import { binTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import { episodeTable } from './episodes.table.ts';

export type Episode = typeof episodeTable.$inferSelect;
export type UngroupedObservation = Pick<
  typeof observationTable.$inferSelect,
  'id' | 'viewRevisionId' | 'modelId' | 'capturedAt' | 'fingerprint' | 'decision' | 'score' | 'threshold' | 'expected'
>;
/** An episode that lasts longer is not looked for by a moment in it. */
const longestMs = 86_400_000;

/** Episodes of a bin whose frames lie within `toleranceMs` of a moment. */
export function episodesNear(db: Db, binId: number, at: number, toleranceMs: number): Episode[] {
  return db
    .select()
    .from(episodeTable)
    .where(
      and(
        eq(episodeTable.binId, binId),
        gte(episodeTable.endedAt, at - toleranceMs),
        lte(episodeTable.endedAt, at + longestMs),
        lte(episodeTable.startedAt, at + toleranceMs),
      ),
    )
    .orderBy(asc(episodeTable.endedAt))
    .all();
}

export type EpisodesRepo = ReturnType<typeof createEpisodesRepo>;

export function createEpisodesRepo(db: Db) {
  const counts = and(eq(observationTable.counting, true), eq(observationTable.current, true));
  const ungrouped = and(isNull(observationTable.episodeId), counts);
  const columns = {
    id: observationTable.id,
    viewRevisionId: observationTable.viewRevisionId,
    modelId: observationTable.modelId,
    capturedAt: observationTable.capturedAt,
    fingerprint: observationTable.fingerprint,
    decision: observationTable.decision,
    score: observationTable.score,
    threshold: observationTable.threshold,
    expected: observationTable.expected,
  };
  return {
    find: (id: number): Episode | null => db.select().from(episodeTable).where(eq(episodeTable.id, id)).get() ?? null,
    /** Observations of a bin that wait to be grouped, in order of time, before `until` (null: all). */
    ungroupedOf: (binId: number, until: number | null): UngroupedObservation[] =>
      db
        .select(columns)
        .from(observationTable)
        .where(
          and(
            ungrouped,
            eq(observationTable.binId, binId),
            until === null ? undefined : lt(observationTable.capturedAt, until),
          ),
        )
        .orderBy(asc(observationTable.capturedAt), asc(observationTable.id))
        .all(),
    /** Bins with observations that wait to be grouped, and the camera they came from. */
    ungroupedBins: (): { binId: number; cameraId: number }[] =>
      db
        .selectDistinct({
          binId: sql<number>`${observationTable.binId}`,
          cameraId: sql<number>`${captureTable.cameraId}`,
        })
        .from(observationTable)
        .innerJoin(captureTable, eq(captureTable.id, observationTable.captureId))
        .where(ungrouped)
        .all(),
    /** The latest grouped frames of a bin, the newest first: when they were taken, and their episodes. */
    latestFramesOf: (binId: number, limit: number) =>
      db
        .select({ at: observationTable.capturedAt, episodeId: sql<number>`${observationTable.episodeId}` })
        .from(observationTable)
        .where(and(counts, eq(observationTable.binId, binId), isNotNull(observationTable.episodeId)))
        .orderBy(desc(observationTable.capturedAt), desc(observationTable.id))
        .limit(limit)
        .all(),
    /** The grouped frame of a bin nearest before and after a moment, within `gapMs`. */
    neighboursOf(binId: number, at: number, gapMs: number) {
      const near = (side: 'before' | 'after') =>
        db
          .select({
            at: observationTable.capturedAt,
            episodeId: observationTable.episodeId,
            fingerprint: observationTable.fingerprint,
          })
          .from(observationTable)
          .where(
            and(
              counts,
              eq(observationTable.binId, binId),
              sql`${observationTable.episodeId} IS NOT NULL`,
              side === 'before'
                ? and(lte(observationTable.capturedAt, at), gte(observationTable.capturedAt, at - gapMs))
                : and(gte(observationTable.capturedAt, at), lte(observationTable.capturedAt, at + gapMs)),
            ),
          )
          .orderBy(side === 'before' ? desc(observationTable.capturedAt) : asc(observationTable.capturedAt))
          .limit(1)
          .get() ?? null;
      return [near('before'), near('after')].filter((frame) => frame !== null);
    },
    stationOfBin: (binId: number): number => {
      const row = db.select({ id: binTable.stationId }).from(binTable).where(eq(binTable.id, binId)).get();
      if (!row) throw new Error(`bin ${binId} does not exist`);
      return row.id;
    },
    insert: (row: Omit<typeof episodeTable.$inferInsert, 'id'>): Episode =>
      db.insert(episodeTable).values(row).returning().get(),
    update: (id: number, change: Partial<Episode>): Episode =>
      db.update(episodeTable).set(change).where(eq(episodeTable.id, id)).returning().get() as Episode,
    assign: (observationId: number, episodeId: number): void =>
      void db.update(observationTable).set({ episodeId }).where(eq(observationTable.id, observationId)).run(),
  };
}
