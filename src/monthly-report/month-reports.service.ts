/** Monthly reports for people: read, compared, written into; drafts made and announced by themselves. */
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import type { MonthReportsRepo, SentencePlace } from './month-reports.repo.ts';
import type { Comparison, MonthList, SentenceRequest } from './month-reports.schemas.ts';
import type { RateFigure } from './rate.rules.ts';
import { limitReport } from './report.rules.ts';
import type { MonthlyReport } from './report.schemas.ts';
import type { ReportReader } from './report-reader.ts';
import { changeBetween } from './sentences.rules.ts';

export type MonthReportsService = ReturnType<typeof createMonthReportsService>;

/** After the end of a month: photographs of its last evening may still be on their way, and its audits are drawn. */
const graceMs = 3 * 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
const nothing: RateFigure = { judged: 0, judgeable: 0, misplaced: 0, estimate: null };

/** Each that has a figure now, with the one before. */
function compare<Figure extends RateFigure>(
  now: readonly Figure[],
  before: readonly Figure[],
  keyOf: (figure: Figure) => number,
) {
  const earlier = new Map(before.map((figure) => [keyOf(figure), figure]));
  return now.map((figure) => {
    const other: RateFigure = earlier.get(keyOf(figure)) ?? nothing;
    return { key: keyOf(figure), now: figure, before: other, change: changeBetween(other.estimate, figure.estimate) };
  });
}

export function createMonthReportsService(deps: {
  db: Db;
  repo: MonthReportsRepo;
  reader: ReportReader;
  places: Pick<PlacesService, 'stations'>;
  calendar: Calendar;
  clock: Clock;
  log: Pick<Logger, 'info'>;
  /** When the first episode began; null while there is none. */
  firstEpisodeAt: () => number | null;
  /** Told that a draft was made or a sentence written. */
  onChange: () => void;
}) {
  const { db, repo, reader, places, calendar, clock, log, firstEpisodeAt, onChange } = deps;

  /** Months that are over and have no draft, oldest first. */
  const undrafted = (): string[] => {
    const first = firstEpisodeAt();
    const due: string[] = [];
    if (first === null) return due;
    for (let month = calendar.monthOf(first); calendar.monthBounds(month).to + graceMs <= clock(); ) {
      if (!repo.find(month)) due.push(month);
      month = calendar.monthAfter(month);
    }
    return due;
  };

  return {
    list(): MonthList {
      const present = calendar.monthOf(clock());
      const known = repo.list().map(({ draftedAt, draftHash: _, closedAt, ...row }) => ({
        ...row,
        state: closedAt === null ? ('draft' as const) : ('closed' as const),
        draftedAt: iso(draftedAt),
        closedAt: isoOrNull(closedAt),
      }));
      const running = { draftedAt: null, closedAt: null, closedBy: null, inputsHash: null };
      return { items: [{ month: present, state: 'running', ...running }, ...known] };
    },

    /** The community's figures for whoever may see counts; places only of the person's estates. */
    async report(person: Person, month: string): Promise<MonthlyReport> {
      const report = await reader.report(month, clock());
      return person.estates === null
        ? report
        : limitReport(report, (estateId) => maySeeEstate(person.estates, estateId));
    },

    /** Rates with their intervals against those of the month before. */
    async comparison(person: Person, month: string): Promise<Comparison> {
      const [now, before] = await reader.rates(month, clock());
      const stations = new Map(
        places
          .stations({ withRetired: true })
          .flatMap((one) => (maySeeEstate(person.estates, one.estate.id) ? [[one.id, one]] : [])),
      );
      const estates = new Map([...stations.values()].map(({ estate }) => [estate.id, estate]));
      const [community] = compare([now.community], [before.community], () => 0);
      return {
        month,
        before: calendar.monthBefore(month),
        community: community ?? { now: nothing, before: nothing, change: 'unknown' },
        estates: compare(now.estates, before.estates, ({ estateId }) => estateId).flatMap(({ key, ...row }) => {
          const estate = estates.get(key);
          return estate ? [{ ...row, estate }] : [];
        }),
        stations: compare(now.stations, before.stations, ({ stationId }) => stationId).flatMap(({ key, ...row }) => {
          const station = stations.get(key);
          return station ? [{ ...row, station: { id: key, name: station.name }, estate: station.estate }] : [];
        }),
      };
    },

    /** Everything written into the month's report, oldest first. */
    history: (month: string) =>
      repo.edits(month).map(({ edit, by }) => ({ place: edit.place, text: edit.text, by, at: iso(edit.editedAt) })),

    /** Keeps what a person writes beside what was generated. Throws `month_closed`, `sentence_changed`. */
    writeSentence(person: Person, month: string, place: SentencePlace, { text, version }: SentenceRequest): void {
      inTransaction(db, () => {
        if (repo.closedAt(month) !== null) throw new AppError('month_closed', 'This month is closed.');
        const edits = repo.edits(month).filter(({ edit }) => edit.place === place);
        if (edits.length !== version) {
          const by = edits.at(-1)?.by.name;
          throw new AppError('sentence_changed', `${by ?? 'Somebody'} has written this sentence meanwhile.`);
        }
        repo.insertEdit({ month, place, text, personId: person.id, editedAt: clock() });
      });
      onChange();
    },

    /** Makes and announces the drafts of months that are over. */
    async draftDue(): Promise<void> {
      for (const month of undrafted()) {
        const { report } = await reader.fresh(month, clock());
        repo.insertDraft({ month, draftedAt: clock(), draftHash: report.head.inputsHash });
        onChange();
        log.info({ month, inputsHash: report.head.inputsHash }, 'draft of the monthly report made');
      }
    },
  };
}
