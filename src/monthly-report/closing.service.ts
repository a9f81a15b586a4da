/** Closes months (月结): judges what is left by a further draw, freezes the inputs, and keeps verdicts that a closed month rests on. */
import { drawAudits } from '../estimates/draw.rules.ts';
import type { FindingsRepo } from '../findings/findings.repo.ts';
import type { Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { MonthReportsRepo } from './month-reports.repo.ts';
import type { Closing } from './month-reports.schemas.ts';
import type { MonthlyReport } from './report.schemas.ts';
import type { ReportReader } from './report-reader.ts';

export type ClosingService = ReturnType<typeof createClosingService>;

const iso = (at: number): string => new Date(at).toISOString();

export function createClosingService(deps: {
  db: Db;
  repo: MonthReportsRepo;
  reader: Pick<ReportReader, 'fresh'>;
  findings: Pick<FindingsRepo, 'update'>;
  calendar: Calendar;
  clock: Clock;
  seed: () => string;
  /** The last day of which audits were drawn, and whether any are drawn at all. */
  drawnDay: () => string | null;
  drawsAudits: () => boolean;
  /** Told inside the transaction: what waits to be judged, or the list of months, is other than before. */
  onChange: (change: { kind: 'queue'; stationId: number } | { kind: 'months' }) => void;
}) {
  const { db, repo, reader, findings, calendar, clock, seed, drawnDay, drawsAudits, onChange } = deps;

  const daysOf = (month: string) => [`${month}-01`, `${calendar.monthAfter(month)}-01`] as const;
  const stateOf = (month: string): Closing['state'] => {
    if (repo.closedAt(month) !== null) return 'closed';
    return clock() < calendar.monthBounds(month).to ? 'running' : 'draft';
  };
  /** Only where there is something to be drawn. */
  const awaitsDraw = (month: string): boolean => {
    const { from, to } = calendar.monthBounds(month);
    return drawsAudits() && repo.hasEpisodes(from, to) && (drawnDay() ?? '') < calendar.dayOf(to - 1);
  };
  const standing = (month: string): Closing => {
    const { flags, audits } = repo.open(...daysOf(month));
    const state = stateOf(month);
    const waits = state !== 'closed' && awaitsDraw(month);
    return {
      month,
      state,
      mayClose: state === 'draft' && !waits && flags + audits === 0,
      flagsOpen: flags,
      auditsOpen: audits,
      awaitsDraw: waits,
      draws: repo.restDraws(month).map(({ number, drawnAt, flags: left, chosen }) => ({
        number,
        drawnAt: iso(drawnAt),
        flags: left,
        chosen,
        notReviewed: left - chosen,
      })),
    };
  };
  const checkOver = ({ state, awaitsDraw: waits }: Closing): void => {
    if (state === 'closed') throw new AppError('month_closed', 'This month is closed.');
    if (state === 'running') throw new AppError('month_not_over', 'This month is not over.');
    if (waits) throw new AppError('month_not_over', 'The audits of its last day are still to be drawn.');
  };
  const checkReady = (closing: Closing): void => {
    checkOver(closing);
    const { flagsOpen, auditsOpen } = closing;
    if (flagsOpen + auditsOpen === 0) return;
    throw new AppError('month_unfinished', `${flagsOpen} flags and ${auditsOpen} audits wait for a verdict.`);
  };

  return {
    standing,
    /** Whether the month that the day is in was closed after the moment: what was so then stays so. */
    isFrozen(day: string, at: number): boolean {
      const closedAt = repo.closedAt(day.slice(0, 7));
      return closedAt !== null && at <= closedAt;
    },

    /**
     * Draws `judge` of the flags that nobody has come to; the others are left without a verdict and those drawn stand for them.
     * What lies on somebody's desk stays there. Throws `month_closed`, `month_not_over`, `nothing_left`.
     */
    drawRest(person: Person, month: string, judge: number): Closing {
      return inTransaction(db, () => {
        checkOver(standing(month));
        const left = repo.restFlags(...daysOf(month), clock()).map((flag) => ({
          ...flag,
          findingId: flag.id,
          id: `episode:${flag.subject}`,
          stratum: String(flag.estateId),
        }));
        if (left.length <= judge) throw new AppError('nothing_left', `There are ${left.length} flags left.`);
        const number = repo.restDraws(month).length + 1;
        const draw = `${month} rest ${number}`;
        const { chosen, strata } = drawAudits(left, { seed: seed(), draw, budget: judge, spread: () => 1 });
        const drawn = new Map(chosen.map((one) => [one.findingId, one.selection]));
        for (const { findingId, version, selection } of left) {
          const chance = drawn.get(findingId);
          findings.update(
            findingId,
            chance === undefined
              ? { state: 'not_reviewed', version: version + 1, leasedTo: null, leasedUntil: null }
              : { selectionProbability: selection * chance },
          );
        }
        const counts = { flags: left.length, chosen: chosen.length, strata };
        repo.insertRestDraw({ month, number, drawnAt: clock(), drawnBy: person.id, ...counts });
        for (const stationId of new Set(left.map((one) => one.stationId))) onChange({ kind: 'queue', stationId });
        return standing(month);
      });
    },

    /**
     * Freezes the report that was looked at. Throws `month_closed`, `month_not_over`, `month_unfinished`, `report_changed`.
     */
    async close(person: Person, month: string, inputsHash: string): Promise<MonthlyReport> {
      checkReady(standing(month));
      const { report, inputs, mark } = await reader.fresh(month, clock());
      return inTransaction(db, () => {
        checkReady(standing(month));
        if (report.head.inputsHash !== inputsHash || repo.mark(month, ...daysOf(month)) !== mark) {
          throw new AppError('report_changed', 'The report has changed since you looked at it; nothing was closed.');
        }
        const closedAt = clock();
        const closedBy = { id: person.id, name: person.name };
        const frozen: MonthlyReport = {
          ...report,
          head: { ...report.head, state: 'closed', closedBy, closedAt: iso(closedAt) },
          trend: report.trend.map((row) => (row.month === month ? { ...row, state: 'closed' } : row)),
        };
        repo.close(month, { closedAt, closedBy: person.id, inputs, report: frozen });
        onChange({ kind: 'months' });
        return frozen;
      });
    },
  };
}
