/** Sections about the estimated rate: the figure and what it rests on, its trend, places, categories, times, causes. */
import type { Cell, ReportSection } from './report-document.schemas.ts';
import {
  counted,
  figureColumns,
  pointsOf,
  rateCells,
  rateColumns,
  section,
  shareOf,
  table,
  textColumns,
  type Writing,
} from './section-parts.rules.ts';

function rateTable({ report: { rate }, words }: Writing) {
  const { row } = words;
  const { sample, estimate, recall } = rate;
  const rows: Cell[][] = [
    [
      row.rate,
      estimate ? { share: estimate.rate } : words.tooFew,
      estimate && { low: estimate.low, high: estimate.high },
    ],
    [row.naive, shareOf(rate.naive), null],
    [row.judgeableShare, shareOf(rate.judgeableShare), null],
    [row.precision, shareOf(rate.precision), null],
    [row.recall, shareOf(recall?.share ?? null), recall && { low: recall.low, high: recall.high }],
    [row.episodes, counted(sample.episodes), null],
    [row.flags, counted(sample.flags), null],
    [row.flagsJudged, counted(sample.flagsJudged), null],
    [row.audits, counted(sample.audits), null],
    [row.auditsJudged, counted(sample.auditsJudged), null],
    [row.notReviewed, counted(sample.notReviewed), null],
    [row.days, counted(sample.days), null],
    [row.daysCounted, counted(sample.daysCounted), null],
  ];
  const columns = [...textColumns(words, 'item'), ...figureColumns(words, 'figure'), ...rateColumns(words).slice(1, 2)];
  return table('rate', words.table.rate, columns, rows, words);
}

function rateSection(writing: Writing): ReportSection {
  const { report, words } = writing;
  const { trend } = report;
  return section('rate', words.section.rate, {
    paragraphs: [words.text.rate, ...(report.rate.isProvisional ? [words.text.provisional] : [])],
    charts: [
      {
        kind: 'intervals',
        id: 'trend',
        title: words.chart.trend,
        isLine: true,
        points: pointsOf(trend, ({ month }) => month),
      },
    ],
    tables: [
      rateTable(writing),
      table(
        'trend',
        words.table.trend,
        [...textColumns(words, 'month'), ...rateColumns(words), ...textColumns(words, 'state')],
        trend.map((row) => [row.month, ...rateCells(row, words), words.state[row.state]]),
        words,
      ),
    ],
  });
}

function placesSection({ report, words }: Writing): ReportSection {
  const counts = figureColumns(words, 'confirmed', 'reported', 'episodes', 'flagged');
  const cells = (row: (typeof report.estates)[number] | (typeof report.stations)[number]): Cell[] => [
    ...rateCells(row, words),
    ...[row.confirmed, row.reported, row.episodes, row.flagged].map(counted),
  ];
  return section('places', words.section.places, {
    paragraphs: [words.text.places],
    charts: [
      {
        kind: 'intervals',
        id: 'estates',
        title: words.chart.estates,
        isLine: false,
        points: pointsOf(report.estates, ({ estate }) => estate.name),
      },
    ],
    tables: [
      table(
        'estates',
        words.table.estates,
        [...textColumns(words, 'estate'), ...rateColumns(words), ...counts],
        report.estates.map((row) => [row.estate.name, ...cells(row)]),
        words,
      ),
      table(
        'stations',
        words.table.stations,
        [...textColumns(words, 'estate', 'station'), ...rateColumns(words), ...counts],
        report.stations.map((row) => [row.estate.name, row.station.name, ...cells(row)]),
        words,
      ),
    ],
  });
}

function categoriesSection({ report, words, nameOf }: Writing): ReportSection {
  return section('categories', words.section.categories, {
    tables: [
      table(
        'categories',
        words.table.categories,
        [...textColumns(words, 'expected'), ...rateColumns(words)],
        report.categories.map((row) => [nameOf(row.expected), ...rateCells(row, words)]),
        words,
      ),
      table(
        'pairs',
        words.table.pairs,
        [...textColumns(words, 'foundIn', 'belongsTo'), ...rateColumns(words)],
        report.pairs.map((row) => [nameOf(row.expected), nameOf(row.actual), ...rateCells(row, words)]),
        words,
      ),
    ],
  });
}

function timesSection({ report, words }: Writing): ReportSection {
  const hourOf = ({ hour }: { hour: number }) => words.hour(hour);
  const weekdayOf = ({ weekday }: { weekday: number }) => words.weekday(weekday);
  const chart = (id: 'hours' | 'weekdays', points: ReturnType<typeof pointsOf>) =>
    ({ kind: 'intervals', id, title: words.chart[id], isLine: false, points }) as const;
  return section('times', words.section.times, {
    charts: [chart('hours', pointsOf(report.hours, hourOf)), chart('weekdays', pointsOf(report.weekdays, weekdayOf))],
    tables: [
      table(
        'hours',
        words.table.hours,
        [...textColumns(words, 'hour'), ...rateColumns(words)],
        report.hours.map((row) => [hourOf(row), ...rateCells(row, words)]),
        words,
      ),
      table(
        'weekdays',
        words.table.weekdays,
        [...textColumns(words, 'weekday'), ...rateColumns(words)],
        report.weekdays.map((row) => [weekdayOf(row), ...rateCells(row, words)]),
        words,
      ),
    ],
  });
}

function causesSection({ report, words, nameOf }: Writing): ReportSection {
  const figures = [...figureColumns(words, 'confirmed'), ...rateColumns(words)];
  return section('causes', words.section.causes, {
    tables: [
      table(
        'cause-stations',
        words.table.causeStations,
        [...textColumns(words, 'estate', 'station'), ...figures],
        report.causes.stations.map((row) => [
          row.estate.name,
          row.station.name,
          counted(row.confirmed),
          ...rateCells(row, words),
        ]),
        words,
      ),
      table(
        'cause-bins',
        words.table.causeBins,
        [...textColumns(words, 'estate', 'station', 'bin', 'expected'), ...figures],
        report.causes.bins.map((row) => [
          row.estate.name,
          row.station.name,
          row.bin.name,
          nameOf(row.expected),
          counted(row.confirmed),
          ...rateCells(row, words),
        ]),
        words,
      ),
    ],
  });
}

export const rateSections = (writing: Writing): ReportSection[] =>
  [rateSection, placesSection, categoriesSection, timesSection, causesSection].map((write) => write(writing));
