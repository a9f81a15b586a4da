/** A month's report with something in every part, for tests of its forms; the figures differ so that none can be taken for another. */
import { categories } from '../inference/categories.ts';
import type { MonthlyReport } from '../monthly-report/report.schemas.ts';

const estates = ['杏林花园', '=翠湖苑', '安置小区'].map((name, at) => ({ id: at + 1, name }));
const placeOf = (at: number) => ({
  station: { id: at + 1, name: `${at + 1}号投放点` },
  estate: estates[at % 3] ?? { id: 1, name: '杏林花园' },
});

/** An estimate that no other `at` has. */
const figure = (at: number) => ({
  judged: 100 + at,
  judgeable: 90 + at,
  misplaced: 5 + (at % 7),
  estimate: { rate: 0.05 + at / 1_000, low: 0.031 + at / 1_000, high: 0.082 + at / 900, standardError: 0.011 },
});
const tooFew = { judged: 12, judgeable: 11, misplaced: 1, estimate: null };
const counts = (at: number) => ({ episodes: 1_900 + at, flagged: 210 + at, confirmed: 40 + at, reported: at });
const hours = (at: number) => ({ expected: 1_000 + at, received: 940 + at, unusable: 13 + at, lost: 73 + at });
const days = Array.from({ length: 30 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`);

const correction = (month: string, kind: 'confirmed' | 'voided' | 'changed', at: number) => ({
  month,
  kind,
  violation: at,
  day: `${month}-17`,
  ...placeOf(at),
  expected: 'kitchen' as const,
  actual: 'mixed' as const,
  before: kind === 'changed' ? ('residual' as const) : null,
  on: '2026-12-03',
});

export const sampleReport: MonthlyReport = {
  version: 1,
  head: {
    community: '锦绣社区',
    month: '2026-11',
    timeZone: 'Asia/Shanghai',
    state: 'closed',
    inputsHash: 'a1b2c3d4'.repeat(8),
    closedBy: { id: 2, name: 'secretary' },
    closedAt: '2026-12-02T09:30:00+08:00',
  },
  sentences: [
    {
      place: 'rate',
      generated: {
        code: 'rate_estimated',
        rate: 0.0721,
        low: 0.0572,
        high: 0.0873,
        change: 'lower',
        previous: { month: '2026-10', rate: 0.1034, low: 0.0911, high: 0.1172 },
      },
      edit: null,
      version: 0,
    },
    {
      place: 'causes',
      generated: {
        code: 'causes',
        confirmed: 417,
        ...placeOf(2),
        ofStation: 83,
        expected: 'kitchen',
        actual: 'residual',
        ofPair: 121,
      },
      edit: {
        text: '安置小区3号投放点装修垃圾较多，已约谈物业。',
        by: { id: 2, name: 'secretary' },
        at: '2026-12-01T10:00:00+08:00',
      },
      version: 1,
    },
    {
      place: 'basis',
      generated: { code: 'basis', judged: 1_204, notMeasured: 0.0614, notReviewed: 9, silentCameras: 2 },
      edit: null,
      version: 0,
    },
  ],
  rate: {
    ...figure(0),
    naive: 0.0531,
    judgeableShare: 0.9123,
    precision: 0.8012,
    recall: { share: 0.7423, low: 0.6514, high: 0.8322 },
    sample: {
      episodes: 9_001,
      flags: 601,
      flagsJudged: 592,
      audits: 303,
      auditsJudged: 302,
      notReviewed: 9,
      days: 30,
      daysCounted: 29,
    },
    isProvisional: true,
  },
  trend: Array.from({ length: 13 }, (_, at) => ({
    month: at < 2 ? `2025-${11 + at}` : `2026-${String(at - 1).padStart(2, '0')}`,
    state: 'closed' as const,
    ...(at === 3 ? tooFew : figure(20 + at)),
  })),
  estates: estates.map((estate, at) => ({ estate, ...figure(40 + at), ...counts(at) })),
  stations: Array.from({ length: 7 }, (_, at) => ({
    ...placeOf(at),
    ...(at === 4 ? tooFew : figure(50 + at)),
    ...counts(10 + at),
  })),
  categories: categories.map((expected, at) => ({ expected, ...figure(60 + at) })),
  pairs: [
    { expected: 'kitchen', actual: 'residual', ...figure(70) },
    { expected: 'recyclable', actual: 'mixed', ...figure(71) },
  ],
  hours: [6, 7, 8, 18, 19].map((hour) => ({ hour, ...figure(80 + hour) })),
  weekdays: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...figure(110 + weekday) })),
  causes: {
    stations: [2, 5].map((at) => ({ ...placeOf(at), confirmed: 83 - at, ...figure(120 + at) })),
    bins: [2, 5].map((at) => ({
      bin: { id: at, name: `${at}号桶` },
      ...placeOf(at),
      expected: 'kitchen' as const,
      confirmed: 44 - at,
      ...figure(130 + at),
    })),
  },
  confirmed: {
    total: 417,
    cameras: 398,
    reported: 19,
    contested: 4,
    pairs: [
      { expected: 'kitchen', actual: 'residual', cases: 121 },
      { expected: 'residual', actual: 'kitchen', cases: 97 },
      { expected: 'recyclable', actual: 'mixed', cases: 33 },
    ],
  },
  volunteers: {
    bins: { total: 61, confirmed: 27, rejected: 14, inReview: 8, cannotTell: 6, unreadable: 2, received: 3 },
    stations: { total: 17, dealtWith: 15, passedOn: 1 },
  },
  secondLooks: {
    drawn: 72,
    waiting: 5,
    same: 58,
    otherCategory: 7,
    contested: 1,
    decided: 10,
    overruled: 6,
    kappa: { value: 0.8134, low: 0.7022, high: 0.9246 },
    error: { settled: 66, share: 0.0909, low: 0.0423, high: 0.1845 },
  },
  notMeasured: {
    total: hours(900),
    stations: [0, 1, 2].map((at) => ({
      ...hours(100 * at),
      ...placeOf(at),
      days: days.map((day, index) => ({ day, ...hours(index), lost: index * 30 })),
      hours: [7, 18].map((hour) => ({ hour, ...hours(hour) })),
    })),
    silentCameras: [
      { camera: { id: 4, name: '西门' }, ...placeOf(1), hoursNotMeasured: 36, silentHours: 31, expectedHours: 124 },
    ],
  },
  corrections: {
    own: [correction('2026-11', 'voided', 1), correction('2026-11', 'changed', 2)],
    earlier: [correction('2026-09', 'confirmed', 3)],
  },
  later: {
    visits: [
      { kind: 'rectification', due: 41, done: 36, overdue: 3 },
      { kind: 'visit', due: 58, done: 49, overdue: 4 },
    ],
    spotChecks: { considered: 49, drawn: 11, checked: 9, failed: 1 },
    points: {
      members: 63,
      given: 715,
      taken: -120,
      reversed: -15,
      causes: [
        { code: null, rows: 2, tenths: -15 },
        { code: 'own_deduction', rows: 5, tenths: -100 },
        { code: 'visit_done', rows: 47, tenths: 470 },
      ],
    },
    lists: {
      ...{ state: 'published', edition: 2, corrections: 1, red: 4, black: 3 },
      ...{ buildings: 12, units: 19, households: 7, modelHouseholds: null },
    },
    appeals: { filed: 8, upheld: 3, refused: 4, waiting: 1, late: 0 },
    measures: null,
    training: {
      ...{ sessions: 4, attendances: 86, people: 31 },
      groups: [
        { group: 'members', sessions: 1, attendances: 22 },
        { group: 'children', sessions: 3, attendances: 64 },
      ],
    },
    patrols: {
      ...{ due: 120, attended: 111, missed: 9, calledOff: 4, unplanned: 6, minutes: 6_930 },
      ...{ people: 34, stations: 12, found: 27, reports: 41 },
    },
  },
};
