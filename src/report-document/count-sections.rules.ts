/** Sections of counts: confirmed cases, volunteers’ reports, review, what was not measured, corrections. */
import type { Cell, ReportSection } from './report-document.schemas.ts';
import {
  counted,
  factTable,
  figureColumns,
  section,
  shareOf,
  table,
  textColumns,
  type Writing,
} from './section-parts.rules.ts';

function confirmedSection({ report: { confirmed }, words, nameOf, colourOf }: Writing): ReportSection {
  const { row } = words;
  return section('confirmed', words.section.confirmed, {
    paragraphs: [words.text.confirmed],
    charts: [
      {
        kind: 'bars',
        id: 'confirmed-pairs',
        title: words.chart.pairs,
        bars: confirmed.pairs.map(({ expected, actual, cases }) => ({
          label: `${nameOf(expected)} → ${nameOf(actual)}`,
          count: cases,
          colour: colourOf(actual),
        })),
      },
    ],
    tables: [
      factTable(
        'confirmed',
        words.table.confirmed,
        [
          [row.total, counted(confirmed.total)],
          [row.byCamera, counted(confirmed.cameras)],
          [row.byVolunteer, counted(confirmed.reported)],
          [row.contested, counted(confirmed.contested)],
        ],
        words,
      ),
      table(
        'confirmed-pairs',
        words.table.confirmedPairs,
        [...textColumns(words, 'foundIn', 'belongsTo'), ...figureColumns(words, 'cases')],
        confirmed.pairs.map(({ expected, actual, cases }) => [nameOf(expected), nameOf(actual), counted(cases)]),
        words,
      ),
    ],
  });
}

function volunteersSection({ report: { volunteers }, words }: Writing): ReportSection {
  const { row } = words;
  const { bins, stations } = volunteers;
  return section('volunteers', words.section.volunteers, {
    paragraphs: [words.text.volunteers],
    tables: [
      factTable(
        'volunteers',
        words.table.volunteers,
        [
          [row.bins, counted(bins.total)],
          [row.binsConfirmed, counted(bins.confirmed)],
          [row.binsRejected, counted(bins.rejected)],
          [row.binsInReview, counted(bins.inReview)],
          [row.binsCannotTell, counted(bins.cannotTell)],
          [row.binsUnreadable, counted(bins.unreadable)],
          [row.binsReceived, counted(bins.received)],
          [row.ground, counted(stations.total)],
          [row.groundDone, counted(stations.dealtWith)],
          [row.groundPassedOn, counted(stations.passedOn)],
        ],
        words,
      ),
    ],
  });
}

function qualitySection({ report: { secondLooks: looks }, words }: Writing): ReportSection {
  const { row } = words;
  const number = (value: number | undefined): Cell => (value === undefined ? null : { value });
  const columns = [
    ...textColumns(words, 'item'),
    ...figureColumns(words, 'figure'),
    { label: words.column.interval, isInterval: true, isText: false },
  ];
  const { error, kappa } = looks;
  const rows: Cell[][] = [
    [row.drawn, counted(looks.drawn), null],
    [row.waiting, counted(looks.waiting), null],
    [row.same, counted(looks.same), null],
    [row.otherCategory, counted(looks.otherCategory), null],
    [row.contested, counted(looks.contested), null],
    [row.decided, counted(looks.decided), null],
    [row.overruled, counted(looks.overruled), null],
    [row.error, shareOf(error?.share ?? null), error && { low: error.low, high: error.high }],
    [row.kappa, number(kappa?.value), null],
    [row.kappaLow, number(kappa?.low), null],
    [row.kappaHigh, number(kappa?.high), null],
  ];
  return section('quality', words.section.quality, {
    paragraphs: [words.text.quality],
    tables: [table('quality', words.table.quality, columns, rows, words)],
  });
}

function heatOf({ report: { notMeasured }, words }: Writing) {
  const days = [...new Set(notMeasured.stations.flatMap((station) => station.days.map(({ day }) => day)))].sort();
  return {
    kind: 'heat' as const,
    id: 'not-measured',
    title: words.chart.heat,
    rows: notMeasured.stations.map(({ estate, station }) => words.place(estate.name, station.name)),
    columns: days.map((day) => String(Number(day.slice(8)))),
    cells: notMeasured.stations.flatMap((station, row) =>
      station.days
        .filter(({ expected }) => expected > 0)
        .map(({ day, lost, expected }) => ({ row, column: days.indexOf(day), share: Math.min(1, lost / expected) })),
    ),
  };
}

function notMeasuredSection(writing: Writing): ReportSection {
  const { report, words } = writing;
  const { total, stations, silentCameras } = report.notMeasured;
  const cells = (hours: typeof total): Cell[] => [
    ...[hours.expected, hours.received, hours.unusable, hours.lost].map(counted),
    shareOf(hours.expected > 0 ? Math.min(1, hours.lost / hours.expected) : null),
  ];
  const figures = figureColumns(words, 'photosExpected', 'photosReceived', 'photosUnusable', 'photosLost', 'lostShare');
  return section('not-measured', words.section.notMeasured, {
    paragraphs: [words.text.notMeasured],
    charts: [heatOf(writing)],
    tables: [
      table(
        'not-measured',
        words.table.notMeasured,
        [...textColumns(words, 'estate', 'station'), ...figures],
        [
          ...stations.map((row) => [row.estate.name, row.station.name, ...cells(row)]),
          [words.row.total, '', ...cells(total)],
        ],
        words,
      ),
      table(
        'silent-cameras',
        words.table.silent,
        [
          ...textColumns(words, 'estate', 'station', 'camera'),
          ...figureColumns(words, 'hoursNotMeasured', 'silentHours', 'expectedHours'),
        ],
        silentCameras.map((row) => [
          row.estate.name,
          row.station.name,
          row.camera.name,
          row.hoursNotMeasured === undefined ? null : counted(row.hoursNotMeasured),
          counted(row.silentHours),
          counted(row.expectedHours),
        ]),
        words,
      ),
    ],
  });
}

function correctionsSection({ report: { corrections }, words, nameOf }: Writing): ReportSection {
  const columns = textColumns(
    words,
    'ofMonth',
    'kind',
    'day',
    'estate',
    'station',
    'foundIn',
    'before',
    'actual',
    'on',
  );
  const rows = (list: typeof corrections.own): Cell[][] =>
    list.map((row) => [
      row.month,
      words.correction[row.kind],
      row.day,
      row.estate.name,
      row.station.name,
      nameOf(row.expected),
      row.before && nameOf(row.before),
      nameOf(row.actual),
      row.on,
    ]);
  return section('corrections', words.section.corrections, {
    paragraphs: [words.text.corrections],
    tables: [
      table('own-corrections', words.table.ownCorrections, columns, rows(corrections.own), words),
      table('earlier-corrections', words.table.earlierCorrections, columns, rows(corrections.earlier), words),
    ],
  });
}

export const countSections = (writing: Writing): ReportSection[] =>
  [confirmedSection, volunteersSection, qualitySection, notMeasuredSection, correctionsSection].map((write) =>
    write(writing),
  );
