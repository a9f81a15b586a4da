/** Reads and writes volunteers' reports. */
import { and, desc, eq, lt, type SQL } from 'drizzle-orm';
import { captureTable } from '../captures/captures.table.ts';
import { findingTable, verdictTable } from '../findings/findings.table.ts';
import { isContested, isOriginal, standingVerdictId } from '../findings/standing-verdicts.repo.ts';
import { binTable, estateTable, stationTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import type { VolunteerReport } from './report-links.repo.ts';
import { stationEventTable, volunteerReportTable } from './volunteer-reports.table.ts';

export type VolunteerReportsRepo = ReturnType<typeof createVolunteerReportsRepo>;
/** A report with all that its sender is shown. */
export type ReportInPlace = ReturnType<VolunteerReportsRepo['listOf']>[number];

export function createVolunteerReportsRepo(db: Db) {
  const inPlace = (where: SQL | undefined, limit: number) =>
    db
      .select({
        report: volunteerReportTable,
        estate: { id: estateTable.id, name: estateTable.name },
        station: { id: stationTable.id, name: stationTable.name },
        binName: binTable.name,
        captureState: captureTable.state,
        receivedAt: captureTable.receivedAt,
        event: { id: stationEventTable.id, doneAt: stationEventTable.doneAt },
        finding: { state: findingTable.state, judgement: verdictTable.judgement },
        /** Two people differ on it, and a third has not decided. */
        contested: isContested,
      })
      .from(volunteerReportTable)
      .innerJoin(captureTable, eq(captureTable.id, volunteerReportTable.captureId))
      .innerJoin(stationTable, eq(stationTable.id, volunteerReportTable.stationId))
      .innerJoin(estateTable, eq(estateTable.id, stationTable.estateId))
      .leftJoin(binTable, eq(binTable.id, volunteerReportTable.binId))
      .leftJoin(stationEventTable, eq(stationEventTable.reportId, volunteerReportTable.id))
      .leftJoin(findingTable, and(eq(findingTable.reportCaptureId, volunteerReportTable.captureId), isOriginal))
      .leftJoin(verdictTable, eq(verdictTable.id, standingVerdictId))
      .where(where)
      .orderBy(desc(volunteerReportTable.captureId))
      .limit(limit)
      .all();
  return {
    find: (id: string): VolunteerReport | null =>
      db.select().from(volunteerReportTable).where(eq(volunteerReportTable.id, id)).get() ?? null,
    findOfCapture: (captureId: number): VolunteerReport | null =>
      db.select().from(volunteerReportTable).where(eq(volunteerReportTable.captureId, captureId)).get() ?? null,
    insert: (row: typeof volunteerReportTable.$inferInsert): VolunteerReport =>
      db.insert(volunteerReportTable).values(row).returning().get(),
    findInPlace: (id: string) => inPlace(eq(volunteerReportTable.id, id), 1)[0] ?? null,
    /** A person's reports, newest first, before a capture's number. */
    listOf: (personId: number, before: number | null, limit: number) =>
      inPlace(
        and(
          eq(volunteerReportTable.personId, personId),
          before === null ? undefined : lt(volunteerReportTable.captureId, before),
        ),
        limit,
      ),
  };
}
