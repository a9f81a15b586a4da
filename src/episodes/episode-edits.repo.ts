/** Reads and writes what people say about episodes, and moves their frames. */
import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { captureTable } from '../captures/captures.table.ts';
import { findingTable, verdictTable } from '../findings/findings.table.ts';
import { observationTable } from '../observations/observations.table.ts';
import { personTable } from '../people/people.table.ts';
import { isHiddenCapture } from '../photo-hidings/photo-hidings.repo.ts';
import { photoHidingTable } from '../photo-hidings/photo-hidings.table.ts';
import type { Db } from '../platform/db/database.ts';
import { volunteerReportTable } from '../volunteer-reports/volunteer-reports.table.ts';
import { episodeEditTable } from './episode-edits.table.ts';
import type { Episode } from './episodes.repo.ts';
import { episodeTable } from './episodes.table.ts';

export type EpisodeEdit = typeof episodeEditTable.$inferSelect;
export type EpisodeEditsRepo = ReturnType<typeof createEpisodeEditsRepo>;

export function createEpisodeEditsRepo(db: Db) {
  return {
    /** Frames of an episode in order of time, with their photographs. */
    frames: (episodeId: number) =>
      db
        .select({
          observation: observationTable,
          capture: { id: captureTable.id, width: captureTable.width, height: captureTable.height },
          isHidden: isHiddenCapture,
        })
        .from(observationTable)
        .innerJoin(captureTable, eq(captureTable.id, observationTable.captureId))
        .where(eq(observationTable.episodeId, episodeId))
        .orderBy(asc(observationTable.capturedAt), asc(observationTable.id))
        .all(),
    /** The nearest episodes of the bin before and after, in order of time, no further off than `withinMs`. */
    neighbours(episode: Episode, each: number, withinMs: number): Episode[] {
      const ofBin = eq(episodeTable.binId, episode.binId);
      const { startedAt, id } = episode;
      const isBefore = or(
        lt(episodeTable.startedAt, startedAt),
        and(eq(episodeTable.startedAt, startedAt), lt(episodeTable.id, id)),
      );
      const isAfter = or(
        gt(episodeTable.startedAt, startedAt),
        and(eq(episodeTable.startedAt, startedAt), gt(episodeTable.id, id)),
      );
      const before = db
        .select()
        .from(episodeTable)
        .where(and(ofBin, isBefore, gte(episodeTable.endedAt, startedAt - withinMs)))
        .orderBy(desc(episodeTable.endedAt), desc(episodeTable.id))
        .limit(each)
        .all();
      const after = db
        .select()
        .from(episodeTable)
        .where(
          and(
            ofBin,
            isAfter,
            lte(episodeTable.startedAt, episode.endedAt + withinMs),
            gte(episodeTable.endedAt, startedAt),
          ),
        )
        .orderBy(asc(episodeTable.endedAt), asc(episodeTable.id))
        .limit(each)
        .all();
      return [...before.reverse(), ...after];
    },
    /** Edits in force of these episodes, newest first. */
    inForce: (episodeIds: number[]) =>
      db
        .select({ edit: episodeEditTable, by: { id: personTable.id, name: personTable.name } })
        .from(episodeEditTable)
        .innerJoin(personTable, eq(personTable.id, episodeEditTable.editedBy))
        .where(
          and(
            isNull(episodeEditTable.undoneAt),
            or(inArray(episodeEditTable.episodeId, episodeIds), inArray(episodeEditTable.otherId, episodeIds)),
          ),
        )
        .orderBy(desc(episodeEditTable.id))
        .all(),
    findEdit: (id: number): EpisodeEdit | null =>
      db.select().from(episodeEditTable).where(eq(episodeEditTable.id, id)).get() ?? null,
    insert: (row: Omit<typeof episodeEditTable.$inferInsert, 'id'>): number =>
      db.insert(episodeEditTable).values(row).returning({ id: episodeEditTable.id }).get().id,
    markUndone: (id: number, undoneBy: number, undoneAt: number): void =>
      void db.update(episodeEditTable).set({ undoneBy, undoneAt }).where(eq(episodeEditTable.id, id)).run(),
    move: (observationIds: number[], episodeId: number): void =>
      void db.update(observationTable).set({ episodeId }).where(inArray(observationTable.id, observationIds)).run(),
    /** Judged findings of the episode, and of what volunteers reported of it. */
    judgedFindingsOf(episodeId: number): string[] {
      const isJudged = eq(findingTable.state, 'judged');
      const own = db
        .select({ id: findingTable.id })
        .from(findingTable)
        .where(and(isJudged, eq(findingTable.episodeId, episodeId)))
        .all();
      const reported = db
        .select({ id: findingTable.id })
        .from(volunteerReportTable)
        .innerJoin(findingTable, eq(findingTable.reportCaptureId, volunteerReportTable.captureId))
        .where(and(isJudged, eq(volunteerReportTable.episodeId, episodeId)))
        .all();
      return [...own, ...reported].map(({ id }) => id);
    },
    /** Whether a finding of it was ever judged, or was where somebody hid its photograph. */
    isInUse: (episodeId: number): boolean =>
      db
        .select({ id: findingTable.id })
        .from(findingTable)
        .leftJoin(verdictTable, eq(verdictTable.findingId, findingTable.id))
        .leftJoin(photoHidingTable, eq(photoHidingTable.findingId, findingTable.id))
        .where(
          and(eq(findingTable.episodeId, episodeId), or(isNotNull(verdictTable.id), isNotNull(photoHidingTable.id))),
        )
        .get() !== undefined,
    /** Removes a part that was put back, with findings of it that nobody has judged; reports of it are then of the whole. */
    removePart(partId: number, wholeId: number): void {
      db.update(volunteerReportTable)
        .set({ episodeId: wholeId })
        .where(eq(volunteerReportTable.episodeId, partId))
        .run();
      db.delete(findingTable).where(eq(findingTable.episodeId, partId)).run();
      db.update(episodeTable).set({ duplicateOfId: wholeId }).where(eq(episodeTable.duplicateOfId, partId)).run();
      db.delete(episodeTable).where(sql`${episodeTable.id} = ${partId}`).run();
    },
  };
}
