/** Reads a month's report on a connection that only reads; made for the report's thread. One transaction sees one state of all rows. */
import { createHash } from 'node:crypto';
import { createCommunityRepo } from '../community/community.repo.ts';
import { type Calendar, createCalendar } from '../platform/calendar.ts';
import type { Db } from '../platform/db/database.ts';
import { createReportLinksRepo } from '../volunteer-reports/report-links.repo.ts';
import { stateOf } from '../volunteer-reports/volunteer-reports.rules.ts';
import { correctionsOf, untold } from './corrections.rules.ts';
import { createJudgedEpisodesRepo } from './judged-episodes.repo.ts';
import { createLaterReading } from './later.service.ts';
import { createMonthReportsRepo, type MonthReportsRepo } from './month-reports.repo.ts';
import { estimateMonth, estimateWhole, type MonthSample, type RateFigures } from './rate.rules.ts';
import { computeReport, type ReportFrame } from './report.rules.ts';
import { type MonthlyReport, monthlyReportSchema } from './report.schemas.ts';
import { createReportInputsRepo } from './report-inputs.repo.ts';
import type { CaseRow, CorrectionRow, ReportInputs, TrendRow } from './report-inputs.ts';

/** Months beside this one in the trend. */
const trendMonths = 12;
/** Closed months that are looked through for corrections. */
const watchedMonths = 24;

/** A report with all that closing needs. */
export interface FreshReport {
  report: MonthlyReport;
  inputs: ReportInputs;
  /** See the repository's `mark`. */
  mark: string;
}

/** What a month's rates are, for those who compare. */
export type MonthRates = Pick<RateFigures, 'community' | 'estates' | 'stations'>;

/** Community days, yyyy-mm-dd: from the first to before the last, within one month. */
export interface DaySpan {
  fromDay: string;
  toDay: string;
}
export interface SpanFigures {
  rates: MonthRates;
  /** Live cases whose content was seen in the days. */
  cases: CaseRow[];
}

const hashOf = (inputs: ReportInputs): string => createHash('sha256').update(JSON.stringify(inputs)).digest('hex');

/** The latest edit of each sentence, and how many there have been. */
function editsOf(rows: ReturnType<MonthReportsRepo['edits']>): ReportFrame['edits'] {
  return (['rate', 'causes', 'basis'] as const).map((place) => {
    const own = rows.filter(({ edit }) => edit.place === place);
    const last = own.at(-1);
    const text = last?.edit.text ?? null;
    const at = new Date(last?.edit.editedAt ?? 0).toISOString();
    return { place, version: own.length, edit: last && text !== null ? { text, by: last.by, at } : null };
  });
}

export function createReportReading(db: Db) {
  const community = createCommunityRepo(db).find();
  if (!community) throw new Error('there is no community in this database');
  const calendar: Calendar = createCalendar(community.timeZone);
  const rows = createReportInputsRepo(db, calendar);
  const sample = createJudgedEpisodesRepo(db, rows.hourOf);
  const months = createMonthReportsRepo(db);
  const cases = createReportLinksRepo(db);
  const readLater = createLaterReading(db, calendar);

  const daysOf = (month: string) => [`${month}-01`, `${calendar.monthAfter(month)}-01`] as const;
  const sampleOf = (month: string): MonthSample => ({
    judged: sample.judged(...daysOf(month)),
    counts: sample.counts(...daysOf(month)),
    drawnDays: sample.drawnDays(...daysOf(month)),
  });
  const stateAt = (month: string, now: number): 'running' | 'draft' =>
    now < calendar.monthBounds(month).to ? 'running' : 'draft';

  const volunteers = (month: string): ReportInputs['reports'] => {
    const { from, to } = calendar.monthBounds(month);
    const states = rows.reports(from, to).map((row) => {
      const counted = row.episodeId === null ? null : cases.caseOf(row.episodeId);
      const { findingState, judgement } = row;
      return stateOf({
        event: row.isEvent ? { done: row.isDone === 1 } : null,
        captureState: row.captureState,
        finding:
          findingState && (row.contested ? { state: 'open', judgement: null } : { state: findingState, judgement }),
        known: counted && { open: counted.open > 0, confirmed: counted.confirmed > 0 },
      });
    });
    return [...Map.groupBy(states, (state) => state)]
      .map(([state, { length: reports }]) => ({ state, reports }))
      .sort((a, b) => (a.state < b.state ? -1 : 1));
  };

  /** The twelve months before, oldest first; closed ones as they were closed. */
  const trendBefore = (month: string, now: number): TrendRow[] => {
    const names: string[] = [];
    for (let at = calendar.monthBefore(month); names.length < trendMonths; at = calendar.monthBefore(at))
      names.push(at);
    return names.reverse().map((name) => {
      const frozen = months.frozenReport(name);
      const { judged, judgeable, misplaced, estimate } = frozen ? frozen.rate : estimateWhole(sampleOf(name));
      const state = frozen ? 'closed' : stateAt(name, now);
      return { judged, judgeable, misplaced, estimate, month: name, state };
    });
  };

  /** What has changed in a closed month. */
  const corrections = (month: string, closedAt: number): CorrectionRow[] => {
    if (!months.hasChangedSince(month, closedAt)) return [];
    const frozen = months.frozenInputs(month)?.cases ?? [];
    return correctionsOf(frozen, rows.cases(month), rows.voided(month), rows.stations());
  };

  /** To earlier closed months, without what the report of a closed month in between has told already. */
  const earlierCorrections = (month: string): CorrectionRow[] => {
    const closed = months.closedBefore(month, watchedMonths);
    const all = closed.flatMap((one) => corrections(one.month, one.closedAt));
    if (all.length === 0) return [];
    return untold(
      all.sort((a, b) => a.violation - b.violation),
      closed.flatMap((one) => months.frozenReport(one.month)?.corrections.earlier ?? []),
    );
  };

  const readInputs = (month: string, now: number): ReportInputs => {
    const { from, to } = calendar.monthBounds(month);
    return {
      community: community.name,
      timeZone: calendar.timeZone,
      month,
      stations: rows.stations(),
      bins: rows.bins(),
      cameras: rows.cameras(),
      ...sampleOf(month),
      notReviewed: sample.notReviewed(...daysOf(month)),
      episodes: rows.episodes(from, to),
      cases: rows.cases(month).map(({ on: _, ...row }) => row),
      reports: volunteers(month),
      looks: rows.looks(...daysOf(month)),
      hours: rows.hours(from, Math.min(to, calendar.startOfHour(now))),
      trend: trendBefore(month, now),
      corrections: earlierCorrections(month),
      later: readLater(month, now),
    };
  };

  const fresh = (month: string, now: number): FreshReport => {
    const inputs = readInputs(month, now);
    const report = computeReport(inputs, {
      inputsHash: hashOf(inputs),
      state: stateAt(month, now),
      closedBy: null,
      closedAt: null,
      edits: editsOf(months.edits(month)),
      corrections: [],
    });
    return { report: monthlyReportSchema.parse(report), inputs, mark: months.mark(month, ...daysOf(month)) };
  };

  const read = (month: string, now: number): MonthlyReport => {
    const frozen = months.frozenReport(month);
    const closedAt = months.closedAt(month);
    if (!frozen || closedAt === null) return fresh(month, now).report;
    return { ...frozen, corrections: { ...frozen.corrections, own: corrections(month, closedAt) } };
  };

  const rates = (month: string): MonthRates => {
    const frozen = months.frozenReport(month);
    if (!frozen) return estimateMonth(sampleOf(month));
    return {
      community: frozen.rate,
      estates: frozen.estates.map((row) => ({ ...row, estateId: row.estate.id })),
      stations: frozen.stations.map((row) => ({ ...row, stationId: row.station.id })),
    };
  };

  const span = ({ fromDay, toDay }: DaySpan): SpanFigures => ({
    rates: estimateMonth({
      judged: sample.judged(fromDay, toDay),
      counts: sample.counts(fromDay, toDay),
      drawnDays: sample.drawnDays(fromDay, toDay),
    }),
    cases: rows.cases(fromDay.slice(0, 7)).filter(({ day }) => day >= fromDay && day < toDay),
  });

  const inOneState = <Result>(work: () => Result): Result => db.$client.transaction(work).deferred();
  return {
    /** As it is now; a closed month as it was closed, with what has changed since. */
    report: (month: string, now: number): MonthlyReport => inOneState(() => read(month, now)),
    fresh: (month: string, now: number): FreshReport => inOneState(() => fresh(month, now)),
    spans: (spans: readonly DaySpan[]): SpanFigures[] => inOneState(() => spans.map(span)),
    /** The month's and those of the one before. */
    rates: (month: string): [MonthRates, MonthRates] =>
      inOneState(() => [rates(month), rates(calendar.monthBefore(month))]),
  };
}
