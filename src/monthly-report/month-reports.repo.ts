/** Reads and writes drafts and closed months, what people wrote into reports, and what is left to judge at a month's end. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { personTable } from '../people/people.table.ts';
import { isHiddenFinding } from '../photo-hidings/photo-hidings.repo.ts';
import type { Db } from '../platform/db/database.ts';
import { monthReportTable, restDrawTable, sentenceEditTable } from './month-reports.table.ts';
import type { MonthlyReport } from './report.schemas.ts';
import type { ReportInputs } from './report-inputs.ts';

type MonthReport = typeof monthReportTable.$inferSelect;
export type SentencePlace = MonthlyReport['sentences'][number]['place'];
export type MonthReportsRepo = ReturnType<typeof createMonthReportsRepo>;

const pack = (value: unknown): Buffer => gzipSync(JSON.stringify(value));
const unpack = <Value>(packed: Buffer): Value => JSON.parse(gunzipSync(packed).toString('utf8')) as Value;

/** Without what is frozen: that is long. */
const state = {
  month: monthReportTable.month,
  draftedAt: monthReportTable.draftedAt,
  draftHash: monthReportTable.draftHash,
  closedAt: monthReportTable.closedAt,
  inputsHash: monthReportTable.inputsHash,
  closedBy: { id: personTable.id, name: personTable.name },
};

export function createMonthReportsRepo(db: Db) {
  const states = () =>
    db.select(state).from(monthReportTable).leftJoin(personTable, eq(personTable.id, monthReportTable.closedBy));
  return {
    list: () => states().orderBy(desc(monthReportTable.month)).all(),
    find: (month: string) => states().where(eq(monthReportTable.month, month)).get() ?? null,
    /** When the month was closed; null: it is open. */
    closedAt: (month: string): number | null =>
      db
        .select({ closedAt: monthReportTable.closedAt })
        .from(monthReportTable)
        .where(eq(monthReportTable.month, month))
        .get()?.closedAt ?? null,
    /** Closed months before this one, latest first. */
    closedBefore: (month: string, limit: number): { month: string; closedAt: number }[] =>
      db
        .select({ month: monthReportTable.month, closedAt: sql<number>`${monthReportTable.closedAt}` })
        .from(monthReportTable)
        .where(and(isNotNull(monthReportTable.closedAt), sql`${monthReportTable.month} < ${month}`))
        .orderBy(desc(monthReportTable.month))
        .limit(limit)
        .all(),
    /** What was frozen; null for a month that is open. */
    frozenReport(month: string): MonthlyReport | null {
      const columns = { report: monthReportTable.report };
      const row = db.select(columns).from(monthReportTable).where(eq(monthReportTable.month, month)).get();
      return row?.report ? unpack<MonthlyReport>(row.report) : null;
    },
    frozenInputs(month: string): ReportInputs | null {
      const columns = { inputs: monthReportTable.inputs };
      const row = db.select(columns).from(monthReportTable).where(eq(monthReportTable.month, month)).get();
      return row?.inputs ? unpack<ReportInputs>(row.inputs) : null;
    },
    insertDraft: (row: Pick<MonthReport, 'month' | 'draftedAt' | 'draftHash'>): void =>
      void db.insert(monthReportTable).values(row).onConflictDoNothing().run(),
    close(
      month: string,
      closing: { closedAt: number; closedBy: number; inputs: ReportInputs; report: MonthlyReport },
    ): void {
      const { inputs, report, ...rest } = closing;
      const { inputsHash } = report.head;
      const frozen = { ...rest, inputsHash, inputs: pack(inputs), report: pack(report) };
      db.insert(monthReportTable)
        .values({ month, draftedAt: rest.closedAt, draftHash: inputsHash, ...frozen })
        .onConflictDoUpdate({ target: monthReportTable.month, set: frozen })
        .run();
    },
    /** Changes with every verdict, undo and case of the month: equal marks mean that nothing happened in between. */
    mark(month: string, fromDay: string, toDay: string): string {
      const findings = db.get<{ mark: string }>(sql`
        SELECT count(*) || ' ' || total(version) || ' ' || total(state = 'not_reviewed') AS mark
        FROM finding WHERE day >= ${fromDay} AND day < ${toDay}`);
      const cases = db.get<{ mark: string }>(sql`
        SELECT count(*) || ' ' || total(voided_at IS NOT NULL) AS mark FROM violation WHERE month = ${month}`);
      return `${findings?.mark} ${cases?.mark}`;
    },
    /** Whether the ledger of the month has changed since. */
    hasChangedSince: (month: string, since: number): boolean =>
      (db.get<{ rows: number }>(sql`
        SELECT count(*) AS rows FROM violation
        WHERE month = ${month} AND (created_at >= ${since} OR voided_at >= ${since})`)?.rows ?? 0) > 0,
    /** Flags and audits of the days that wait for a verdict. */
    open: (fromDay: string, toDay: string): { flags: number; audits: number } =>
      db.get<{ flags: number; audits: number }>(sql`
        SELECT total(source = 'flag') AS flags, total(source = 'audit') AS audits
        FROM finding WHERE day >= ${fromDay} AND day < ${toDay} AND state = 'open' AND NOT ${isHiddenFinding}`) ?? {
        flags: 0,
        audits: 0,
      },
    hasEpisodes: (from: number, to: number): boolean =>
      db.get(sql`SELECT 1 FROM episode WHERE started_at >= ${from} AND started_at < ${to} LIMIT 1`) !== undefined,

    /** All that was written, oldest first. */
    edits: (month: string) =>
      db
        .select({ edit: sentenceEditTable, by: { id: personTable.id, name: personTable.name } })
        .from(sentenceEditTable)
        .innerJoin(personTable, eq(personTable.id, sentenceEditTable.personId))
        .where(eq(sentenceEditTable.month, month))
        .orderBy(asc(sentenceEditTable.id))
        .all(),
    insertEdit: (row: Omit<typeof sentenceEditTable.$inferInsert, 'id'>): void =>
      void db.insert(sentenceEditTable).values(row).run(),

    restDraws: (month: string) =>
      db.select().from(restDrawTable).where(eq(restDrawTable.month, month)).orderBy(asc(restDrawTable.number)).all(),
    insertRestDraw: (row: typeof restDrawTable.$inferInsert): void => void db.insert(restDrawTable).values(row).run(),
    /** Flags of the days that wait and that nobody has before them, with their estate. */
    restFlags: (fromDay: string, toDay: string, now: number) =>
      db.all<{
        id: string;
        stationId: number;
        version: number;
        selection: number;
        estateId: number;
        subject: number;
      }>(sql`
        SELECT finding.id AS id, finding.station_id AS stationId, version, selection_probability AS selection,
          station.estate_id AS estateId, finding.episode_id AS subject
        FROM finding JOIN station ON station.id = finding.station_id
        WHERE finding.day >= ${fromDay} AND finding.day < ${toDay} AND source = 'flag' AND state = 'open'
          AND NOT ${isHiddenFinding}
          AND (leased_to IS NULL OR leased_until < ${now}) ORDER BY finding.episode_id`),
  };
}
