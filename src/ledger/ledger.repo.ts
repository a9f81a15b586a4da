/** Reads and writes the ledger of violations. */
import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { episodeTable } from '../episodes/episodes.table.ts';
import { findingTable, verdictTable } from '../findings/findings.table.ts';
import { doesCount, isContested } from '../findings/standing-verdicts.repo.ts';
import type { Db } from '../platform/db/database.ts';
import { volunteerReportTable } from '../volunteer-reports/volunteer-reports.table.ts';
import type { ConfirmingVerdict } from './ledger.rules.ts';
import { violationTable } from './ledger.table.ts';

export type Violation = typeof violationTable.$inferSelect;
export type LedgerRepo = ReturnType<typeof createLedgerRepo>;

/** What a violation is of: an episode, or a volunteer's report. */
export type Subject = { episodeId: number } | { reportCaptureId: number };

export function createLedgerRepo(db: Db) {
  /** Volunteers' photographs of what the episode shows. */
  const reportsOf = (episodeId: number): number[] =>
    db
      .select({ id: volunteerReportTable.captureId })
      .from(volunteerReportTable)
      .where(eq(volunteerReportTable.episodeId, episodeId))
      .all()
      .map(({ id }) => id);
  /** A case is an episode with the reports of it, or a report of what no camera saw. */
  const isOf = (subject: Subject, table: typeof violationTable | typeof findingTable): SQL | undefined => {
    if (!('episodeId' in subject)) return eq(table.reportCaptureId, subject.reportCaptureId);
    const captures = reportsOf(subject.episodeId);
    const ofEpisode = eq(table.episodeId, subject.episodeId);
    return captures.length === 0 ? ofEpisode : or(ofEpisode, inArray(table.reportCaptureId, captures));
  };
  const violationsOf = (subject: Subject) => isOf(subject, violationTable);
  const findingsOf = (subject: Subject) => isOf(subject, findingTable);
  return {
    live: (subject: Subject): Violation | null =>
      db
        .select()
        .from(violationTable)
        .where(and(violationsOf(subject), isNull(violationTable.voidedAt)))
        .get() ?? null,
    confirming: (subject: Subject): ConfirmingVerdict[] =>
      db
        .select({ verdictId: verdictTable.id, findingId: verdictTable.findingId, actual: verdictTable.actual })
        .from(verdictTable)
        .innerJoin(findingTable, eq(findingTable.id, verdictTable.findingId))
        .where(
          and(findingsOf(subject), isNull(verdictTable.undoneAt), eq(verdictTable.judgement, 'misplaced'), doesCount),
        )
        .all()
        .flatMap(({ actual, ...verdict }) => (actual === null ? [] : [{ ...verdict, actual }])),
    /** A person said that an earlier episode shows the same: it has no consequence of its own. */
    isDuplicate: (subject: Subject): boolean =>
      'episodeId' in subject &&
      db
        .select({ id: episodeTable.duplicateOfId })
        .from(episodeTable)
        .where(and(eq(episodeTable.id, subject.episodeId), isNotNull(episodeTable.duplicateOfId)))
        .get() !== undefined,
    /** An appeal about the case was upheld: whatever verdicts there are, nothing stands. */
    isOverturned: (subject: Subject): boolean =>
      db
        .select({ id: findingTable.id })
        .from(findingTable)
        .where(
          and(
            findingsOf(subject),
            sql`EXISTS (SELECT 1 FROM attribution JOIN notice ON notice.attribution_id = attribution.id
              JOIN appeal ON appeal.notice_id = notice.id
              JOIN appeal_decision ON appeal_decision.appeal_id = appeal.id
              WHERE attribution.finding_id = ${findingTable.id} AND appeal_decision.decision = 'upheld'
                AND appeal_decision.undone_at IS NULL)`,
          ),
        )
        .get() !== undefined,
    insert: (row: Omit<typeof violationTable.$inferInsert, 'id'>): void =>
      void db.insert(violationTable).values(row).run(),
    void: (id: number, voidedAt: number, voidedBy: number, voidReason: string): void =>
      void db.update(violationTable).set({ voidedAt, voidedBy, voidReason }).where(eq(violationTable.id, id)).run(),
    /** Contested: two people differ on it and a third has not decided; whatever follows from it waits. */
    liveOfMonth: (month: string): (Violation & { isContested: boolean })[] =>
      db
        .select({ violation: violationTable, contested: isContested })
        .from(violationTable)
        .innerJoin(findingTable, eq(findingTable.id, violationTable.findingId))
        .where(and(eq(violationTable.month, month), isNull(violationTable.voidedAt)))
        .orderBy(violationTable.id)
        .all()
        .map(({ violation, contested }) => ({ ...violation, isContested: contested === 1 })),
  };
}
