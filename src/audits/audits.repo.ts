/** Reads what may be drawn, and writes draws. */
import { and, asc, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm';
import { episodeTable } from '../episodes/episodes.table.ts';
import { observationTable } from '../observations/observations.table.ts';
import { stationTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import { auditDrawTable } from './audits.table.ts';

export type AuditDraw = typeof auditDrawTable.$inferSelect;
export type AuditsRepo = ReturnType<typeof createAuditsRepo>;

export function createAuditsRepo(db: Db) {
  return {
    latest: (): AuditDraw | null => db.select().from(auditDrawTable).orderBy(desc(auditDrawTable.day)).get() ?? null,
    all: (limit: number): AuditDraw[] =>
      db.select().from(auditDrawTable).orderBy(desc(auditDrawTable.day)).limit(limit).all(),
    insert: (row: AuditDraw): void => void db.insert(auditDrawTable).values(row).run(),
    /** When the first episode began; null while there is none. */
    firstEpisodeAt: (): number | null =>
      db.select({ at: episodeTable.startedAt }).from(episodeTable).orderBy(asc(episodeTable.startedAt)).get()?.at ??
      null,
    /** Episodes that began from `from` to before `to`, aren't flagged and have been in no draw, with their station's estate. */
    undrawn: (from: number, to: number) =>
      db
        .select({ episode: episodeTable, estateId: stationTable.estateId })
        .from(episodeTable)
        .innerJoin(stationTable, eq(stationTable.id, episodeTable.stationId))
        .where(
          and(
            gte(episodeTable.startedAt, from),
            lt(episodeTable.startedAt, to),
            eq(episodeTable.flagged, false),
            isNull(episodeTable.stratum),
            eq(episodeTable.outsideDraw, false),
          ),
        )
        .orderBy(asc(episodeTable.id))
        .all(),
    setDraw: (episodeId: number, stratum: string, selectionProbability: number): void =>
      void db.update(episodeTable).set({ stratum, selectionProbability }).where(eq(episodeTable.id, episodeId)).run(),
    /** A frame of an episode of which none is usable: the one in the middle. */
    middleFrameOf(episodeId: number): number | null {
      const ofEpisode = eq(observationTable.episodeId, episodeId);
      const rows = db.select({ rows: sql<number>`count(*)` }).from(observationTable).where(ofEpisode).get()?.rows ?? 0;
      const middle = db
        .select({ id: observationTable.id })
        .from(observationTable)
        .where(ofEpisode)
        .orderBy(asc(observationTable.capturedAt))
        .limit(1)
        .offset(Math.floor((rows - 1) / 2))
        .get();
      return middle?.id ?? null;
    },
  };
}
