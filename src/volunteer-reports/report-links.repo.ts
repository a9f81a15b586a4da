/** Reads and writes which episode a report belongs to, and which findings a case has. */
import { and, asc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { type Episode, episodesNear } from '../episodes/episodes.repo.ts';
import { findingTable, verdictTable } from '../findings/findings.table.ts';
import { isContested, isOriginal, standingVerdictId } from '../findings/standing-verdicts.repo.ts';
import type { Db } from '../platform/db/database.ts';
import { volunteerReportTable } from './volunteer-reports.table.ts';

export type VolunteerReport = typeof volunteerReportTable.$inferSelect;
export type ReportLinksRepo = ReturnType<typeof createReportLinksRepo>;

export function createReportLinksRepo(db: Db) {
  const ofEpisode = (episodeId: number): VolunteerReport[] =>
    db
      .select()
      .from(volunteerReportTable)
      .where(eq(volunteerReportTable.episodeId, episodeId))
      .orderBy(asc(volunteerReportTable.captureId))
      .all();
  return {
    findOfCapture: (captureId: number): VolunteerReport | null =>
      db.select().from(volunteerReportTable).where(eq(volunteerReportTable.captureId, captureId)).get() ?? null,
    ofEpisode,
    /** Reports of the bin photographed within the time that belong to no episode yet. */
    unlinked: (binId: number, from: number, to: number): VolunteerReport[] =>
      db
        .select()
        .from(volunteerReportTable)
        .where(
          and(
            eq(volunteerReportTable.binId, binId),
            gte(volunteerReportTable.capturedAt, from),
            lte(volunteerReportTable.capturedAt, to),
            isNull(volunteerReportTable.episodeId),
          ),
        )
        .all(),
    /** Episodes of the bin whose frames lie within `toleranceMs` of the moment. */
    episodesNear: (binId: number, at: number, toleranceMs: number): Episode[] =>
      episodesNear(db, binId, at, toleranceMs),
    link: (id: string, episodeId: number): void =>
      void db.update(volunteerReportTable).set({ episodeId }).where(eq(volunteerReportTable.id, id)).run(),
    /** Of the episode's findings and those of reports linked to it: how many wait, how many are confirmed. */
    caseOf(episodeId: number): { open: number; confirmed: number } {
      const captures = ofEpisode(episodeId).map((report) => report.captureId);
      const row = db
        .select({
          open: sql<number>`total(${findingTable.state} = 'open' OR ${isContested})`,
          confirmed: sql<number>`total(${verdictTable.judgement} IS 'misplaced' AND NOT ${isContested})`,
        })
        .from(findingTable)
        .leftJoin(verdictTable, eq(verdictTable.id, standingVerdictId))
        .where(
          and(
            isOriginal,
            or(
              eq(findingTable.episodeId, episodeId),
              captures.length === 0 ? undefined : inArray(findingTable.reportCaptureId, captures),
            ),
          ),
        )
        .get();
      return row ?? { open: 0, confirmed: 0 };
    },
    hasFinding: (captureId: number): boolean =>
      db
        .select({ id: findingTable.id })
        .from(findingTable)
        .where(eq(findingTable.reportCaptureId, captureId))
        .limit(1)
        .get() !== undefined,
  };
}
