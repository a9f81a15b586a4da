/** The whole report from its inputs: the same inputs give the same bytes. Pure; the formulas are in ../estimates. */
import type { Category } from '../inference/categories.ts';
import { notMeasured } from './not-measured.rules.ts';
import { byDomain, estimateMonth, type RateFigure, unitsOf } from './rate.rules.ts';
import type { MonthlyReport } from './report.schemas.ts';
import type { CaseRow, ReportInputs } from './report-inputs.ts';
import { secondLookFigures } from './second-look-figures.rules.ts';
import { generateSentences } from './sentences.rules.ts';

/** Stations and bins named as those that cause the most. */
const listedCauses = 5;

/** What a report says beyond its figures: its state, who closed it, what people wrote, and what changed since. */
export interface ReportFrame {
  inputsHash: string;
  state: MonthlyReport['head']['state'];
  closedBy: MonthlyReport['head']['closedBy'];
  closedAt: string | null;
  edits: Pick<MonthlyReport['sentences'][number], 'place' | 'edit' | 'version'>[];
  corrections: MonthlyReport['corrections']['own'];
}

const nothing: RateFigure = { judged: 0, judgeable: 0, misplaced: 0, estimate: null };

const isReport = ({ subject }: CaseRow): boolean => subject.startsWith('report:');
const countBy = <Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, number> =>
  new Map([...Map.groupBy(items, keyOf)].map(([key, { length }]) => [key, length]));

/** Rates and plain counts by station and estate. */
function places(inputs: ReportInputs, units: ReturnType<typeof unitsOf>) {
  const byStation = new Map(byDomain(units, ({ stationId }) => stationId));
  const byEstate = new Map(byDomain(units, ({ estateId }) => estateId));
  const seen = new Map(inputs.episodes.map(({ stationId, ...counts }) => [stationId, counts]));
  const reported = countBy(inputs.cases.filter(isReport), ({ stationId }) => stationId);
  const all = countBy(inputs.cases, ({ stationId }) => stationId);
  const stations = inputs.stations.map(({ id, name, estate }): MonthlyReport['stations'][number] => ({
    ...(byStation.get(id) ?? nothing),
    episodes: seen.get(id)?.episodes ?? 0,
    flagged: seen.get(id)?.flagged ?? 0,
    confirmed: (all.get(id) ?? 0) - (reported.get(id) ?? 0),
    reported: reported.get(id) ?? 0,
    station: { id, name },
    estate,
  }));
  const estates = [...Map.groupBy(stations, ({ estate }) => estate.id)]
    .sort(([a], [b]) => a - b)
    .flatMap(([id, members]): MonthlyReport['estates'] => {
      const [first] = members;
      if (!first) return [];
      const sum = (name: 'episodes' | 'flagged' | 'confirmed' | 'reported'): number =>
        members.reduce((total, one) => total + one[name], 0);
      return [
        {
          ...(byEstate.get(id) ?? nothing),
          episodes: sum('episodes'),
          flagged: sum('flagged'),
          confirmed: sum('confirmed'),
          reported: sum('reported'),
          estate: first.estate,
        },
      ];
    });
  return { stations, estates };
}

/** The few with most confirmed cases that cameras saw, each with its rate beside it. */
function causes(
  inputs: ReportInputs,
  stations: MonthlyReport['stations'],
  units: ReturnType<typeof unitsOf>,
): MonthlyReport['causes'] {
  const worst = [...stations]
    .filter(({ confirmed }) => confirmed > 0)
    .sort((a, b) => b.confirmed - a.confirmed || a.station.id - b.station.id)
    .slice(0, listedCauses);
  const ofBin = countBy(
    inputs.cases.filter((one) => !isReport(one)),
    ({ binId }) => binId,
  );
  const stationOf = new Map(inputs.stations.map((station) => [station.id, station]));
  const bins = inputs.bins
    .flatMap((bin) => {
      const station = stationOf.get(bin.stationId);
      const confirmed = ofBin.get(bin.id) ?? 0;
      return station && confirmed > 0 ? [{ bin, station, confirmed }] : [];
    })
    .sort((a, b) => b.confirmed - a.confirmed || a.bin.id - b.bin.id)
    .slice(0, listedCauses);
  const named = new Set(bins.map(({ bin }) => bin.id));
  const figures = new Map(byDomain(units, ({ binId }) => (named.has(binId) ? binId : 0)));
  return {
    stations: worst.map(({ episodes: _, flagged: __, reported: ___, ...row }) => row),
    bins: bins.map(({ bin, station, confirmed }) => ({
      ...(figures.get(bin.id) ?? nothing),
      bin: { id: bin.id, name: bin.name },
      station: { id: station.id, name: station.name },
      estate: station.estate,
      expected: bin.expected,
      confirmed,
    })),
  };
}

function confirmedCases(cases: readonly CaseRow[]): MonthlyReport['confirmed'] {
  const pairs = countBy(cases, ({ expected, actual }) => `${expected} ${actual}`);
  const reported = cases.filter(isReport).length;
  return {
    total: cases.length,
    cameras: cases.length - reported,
    reported,
    contested: cases.filter(({ isContested }) => isContested).length,
    pairs: [...pairs]
      .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
      .map(([name, count]) => {
        const [expected, actual] = name.split(' ') as [Category, Category | 'mixed'];
        return { expected, actual, cases: count };
      }),
  };
}

function volunteers(reports: ReportInputs['reports']): MonthlyReport['volunteers'] {
  const of = (state: string): number =>
    reports.reduce((total, row) => total + (row.state === state ? row.reports : 0), 0);
  const bins = {
    confirmed: of('confirmed'),
    rejected: of('rejected'),
    inReview: of('in_review'),
    cannotTell: of('cannot_tell'),
    unreadable: of('unreadable'),
    received: of('received'),
  };
  const stations = { dealtWith: of('dealt_with'), passedOn: of('passed_on') };
  const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);
  return { bins: { total: sum(bins), ...bins }, stations: { total: sum(stations), ...stations } };
}

/** 1 Monday to 7 Sunday. */
const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** What of a report is figures. */
type Figures = Omit<MonthlyReport, 'version' | 'head' | 'sentences' | 'later'>;

function figuresOf(inputs: ReportInputs, state: MonthlyReport['head']['state']): Figures {
  const figures = estimateMonth(inputs);
  const units = unitsOf(inputs);
  const { stations, estates } = places(inputs, units);
  const episodes = inputs.episodes.reduce((total, row) => total + row.episodes, 0);
  return {
    rate: {
      ...figures.community,
      naive: figures.naive,
      judgeableShare: figures.unjudgeable === null ? null : 1 - figures.unjudgeable,
      precision: figures.precision,
      recall: figures.recall,
      sample: { episodes, ...figures.sample, notReviewed: inputs.notReviewed },
      isProvisional: figures.isProvisional,
    },
    trend: [...inputs.trend, { month: inputs.month, state, ...figures.community }],
    estates,
    stations,
    categories: figures.categories,
    pairs: figures.pairs,
    hours: byDomain(units, ({ hour }) => hour).map(([hour, figure]) => ({ hour, ...figure })),
    weekdays: byDomain(units, ({ day }) => weekdayOf(day)).map(([weekday, figure]) => ({ weekday, ...figure })),
    causes: causes(inputs, stations, units),
    confirmed: confirmedCases(inputs.cases),
    volunteers: volunteers(inputs.reports),
    secondLooks: secondLookFigures(inputs.looks),
    notMeasured: notMeasured(inputs),
    corrections: { own: [], earlier: inputs.corrections },
  };
}

export function computeReport(inputs: ReportInputs, frame: ReportFrame): MonthlyReport {
  const figures = figuresOf(inputs, frame.state);
  const generated = generateSentences(figures);
  return {
    version: 1,
    head: {
      community: inputs.community,
      month: inputs.month,
      timeZone: inputs.timeZone,
      state: frame.state,
      inputsHash: frame.inputsHash,
      closedBy: frame.closedBy,
      closedAt: frame.closedAt,
    },
    sentences: (['rate', 'causes', 'basis'] as const).map((place) => {
      const own = frame.edits.find((one) => one.place === place);
      return { place, generated: generated[place], edit: own?.edit ?? null, version: own?.version ?? 0 };
    }),
    ...figures,
    corrections: { ...figures.corrections, own: frame.corrections },
    later: inputs.later,
  };
}

/** A report as somebody limited to some estates may see it: the community's figures, and the places of those estates. */
export function limitReport(report: MonthlyReport, maySee: (estateId: number) => boolean): MonthlyReport {
  const inside = <Row extends { estate: { id: number } }>(rows: Row[]): Row[] =>
    rows.filter(({ estate }) => maySee(estate.id));
  return {
    ...report,
    sentences: report.sentences.map((one) => {
      const { generated } = one;
      const isElsewhere = generated.code === 'causes' && !maySee(generated.estate.id);
      const { total: confirmed } = report.confirmed;
      return isElsewhere ? { ...one, generated: { code: 'confirmed_cases', confirmed } } : one;
    }),
    estates: inside(report.estates),
    stations: inside(report.stations),
    causes: { stations: inside(report.causes.stations), bins: inside(report.causes.bins) },
    notMeasured: {
      ...report.notMeasured,
      stations: inside(report.notMeasured.stations),
      silentCameras: inside(report.notMeasured.silentCameras),
    },
    corrections: { own: inside(report.corrections.own), earlier: inside(report.corrections.earlier) },
  };
}
