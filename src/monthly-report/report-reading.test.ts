import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/database.ts';
import { fillReportYear, type ReportYear } from '../testing/report-year.ts';
import type { MonthlyReport } from './report.schemas.ts';
import { createReportReader } from './report-reader.ts';
import { createReportReading } from './report-reading.service.ts';

const year: ReportYear = {
  firstMonth: '2025-01',
  months: 3,
  stations: 6,
  bins: 3,
  episodes: 4,
  rate: (month, station) => 0.03 + 0.01 * station + 0.04 * month,
  recall: 0.7,
  falseFlags: 0.02,
  budget: 20,
};
/** After all of it. */
const later = Date.parse('2026-03-01T00:00:00Z');
const digest = (report: MonthlyReport): string =>
  createHash('sha256').update(JSON.stringify(report)).digest('hex').slice(0, 16);
const opened: TestDatabase[] = [];
function filled(one: Partial<ReportYear> = {}) {
  const database = openTestDatabase();
  opened.push(database);
  const truth = fillReportYear(database.db.$client, { ...year, ...one });
  return { ...database, truth };
}
afterAll(() => {
  for (const one of opened) one.close();
});

describe('the report of a seeded year', () => {
  let database: ReturnType<typeof filled>;
  let report: MonthlyReport;
  beforeAll(() => {
    database = filled();
    report = createReportReading(database.db).report('2025-03', later);
  }, 60_000);

  it('is the one that it always was', () => {
    const { rate, confirmed, secondLooks, notMeasured } = report;
    expect({
      rate: rate.estimate?.rate.toFixed(6),
      low: rate.estimate?.low.toFixed(6),
      high: rate.estimate?.high.toFixed(6),
      sample: rate.sample,
      confirmed: confirmed.total,
      kappa: secondLooks.kappa?.value.toFixed(4),
      lost: notMeasured.total.lost,
      worst: report.causes.stations.map(({ station, confirmed: cases }) => [station.id, cases]),
      inputs: report.head.inputsHash.slice(0, 16),
      bytes: digest(report),
    }).toMatchInlineSnapshot(`
      {
        "bytes": "f933e3d1196a3427",
        "confirmed": 257,
        "high": "0.131926",
        "inputs": "0e7200a1b74b89ac",
        "kappa": "0.9636",
        "lost": 3312,
        "low": "0.120126",
        "rate": "0.123596",
        "sample": {
          "audits": 620,
          "auditsJudged": 620,
          "days": 31,
          "daysCounted": 31,
          "episodes": 2232,
          "flags": 245,
          "flagsJudged": 245,
          "notReviewed": 0,
        },
        "worst": [
          [
            6,
            64,
          ],
          [
            4,
            54,
          ],
          [
            5,
            40,
          ],
          [
            3,
            37,
          ],
          [
            1,
            32,
          ],
        ],
      }
    `);
  });

  it('is in each of twelve months the one that it always was', () => {
    const whole = filled({ months: 12, stations: 2, rate: (month, station) => 0.06 + 0.02 * station + 0.01 * month });
    const reading = createReportReading(whole.db);
    const months = whole.truth.map((_, index) => {
      const one = reading.report(`2025-${String(index + 1).padStart(2, '0')}`, later);
      return `${one.head.month} ${one.rate.estimate?.rate.toFixed(6)} ${one.confirmed.total} ${digest(one)}`;
    });
    expect(months).toMatchInlineSnapshot(`
      [
        "2025-01 0.072862 51 bdab721caa76cd36",
        "2025-02 0.087764 55 1d91c3c63798e2b3",
        "2025-03 0.090226 64 bd41128d7b09bb73",
        "2025-04 0.101107 69 ecdf4ea8ca24f8f2",
        "2025-05 0.105552 74 e83a1c08dd40a3e4",
        "2025-06 0.116606 79 bdf110e0639cbe81",
        "2025-07 0.132641 94 2c9d90a5fa4612f7",
        "2025-08 0.137189 96 1482c33b00c6e02b",
        "2025-09 0.121063 83 02f6d5645d356edb",
        "2025-10 0.140051 97 2490002915ccf302",
        "2025-11 0.178160 120 62c8afa17267c3d0",
        "2025-12 0.183708 129 b8634cd410baeea7",
      ]
    `);
  });

  it('has the truth within its interval, month for month', () => {
    const truth = database.truth.map(({ episodes, misplaced }) => misplaced / episodes);
    const months = report.trend.slice(-3);
    expect(months.map(({ month }) => month)).toEqual(['2025-01', '2025-02', '2025-03']);
    for (const [index, { estimate }] of months.entries()) {
      expect(estimate?.low).toBeLessThan(truth[index] ?? 0);
      expect(estimate?.high).toBeGreaterThan(truth[index] ?? 1);
    }
    expect(report.trend.slice(0, 10).every(({ judged, estimate }) => judged === 0 && estimate === null)).toBe(true);
  });

  it('is found higher than the month before where it clearly is', () => {
    expect(report.sentences[0]?.generated).toMatchObject({ code: 'rate_estimated', change: 'higher' });
    expect(report.sentences[1]?.generated).toMatchObject({ code: 'causes', confirmed: report.confirmed.total });
  });

  it('adds up: by estate, station, hour and weekday the same episodes', () => {
    const total = (rows: { judged: number }[]): number => rows.reduce((sum, { judged }) => sum + judged, 0);
    const { estates, stations, categories, hours, weekdays, rate } = report;
    for (const rows of [estates, stations, categories, hours, weekdays]) expect(total(rows)).toBe(rate.judged);
    expect(hours.map(({ hour }) => hour)).toEqual([6, 7, 18, 19]);
    expect(weekdays.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(report.confirmed.total).toBe(stations.reduce((sum, { confirmed }) => sum + confirmed, 0));
    expect(rate.sample.episodes).toBe(31 * 18 * 4);
    const { total: hoursTotal, stations: places } = report.notMeasured;
    expect(hoursTotal.expected).toBe(31 * 6 * 4 * 60);
    expect(places.flatMap(({ days }) => days).reduce((sum, { lost }) => sum + lost, 0)).toBe(hoursTotal.lost);
    expect(places.flatMap(({ hours: cells }) => cells).reduce((sum, { lost }) => sum + lost, 0)).toBe(hoursTotal.lost);
  });

  it('is the same read in another thread on a connection that only reads, and read again', async () => {
    const reader = createReportReader(`${database.folder}/greensleeve.db`);
    const [one, other] = await Promise.all([reader.report('2025-03', later), reader.report('2025-03', later)]);
    expect(digest(one)).toBe(digest(report));
    expect(digest(other)).toBe(digest(report));
    await reader.close();
  });

  it('of a month without data says so, and gives no figure', () => {
    const none = createReportReading(database.db).report('2024-06', later);
    expect(none.rate).toMatchObject({ judged: 0, estimate: null, naive: null, isProvisional: false });
    expect(none.sentences.map(({ generated }) => generated.code)).toEqual([
      'nothing_judged',
      'nothing_confirmed',
      'basis',
    ]);
    expect(none.notMeasured.total.expected).toBe(0);
    expect(none.stations).toHaveLength(6);
  });
});

describe('a report', () => {
  const monthOf = (one: Partial<ReportYear>) =>
    createReportReading(filled({ months: 1, ...one }).db).report('2025-01', later);

  it('of one station has that station’s rate for the whole', () => {
    const { rate, stations, estates } = monthOf({ stations: 1, bins: 4, episodes: 6 });
    expect(stations).toHaveLength(1);
    expect(stations[0]?.estimate?.rate).toBeCloseTo(rate.estimate?.rate ?? -1, 12);
    expect(estates[0]?.estimate?.high).toBeCloseTo(rate.estimate?.high ?? -1, 12);
  });

  it('of a month in which everything was flagged counts, without an interval to speak of', () => {
    const { rate } = monthOf({ recall: 1, falseFlags: 1, stations: 2 });
    expect(rate.sample.audits).toBe(0);
    // Nothing could be drawn, so no day has a draw that says anything of what was not flagged.
    expect(rate.sample.daysCounted).toBe(rate.sample.days);
    expect(rate.recall?.share ?? 1).toBe(1);
    if (rate.estimate) expect(rate.estimate.high - rate.estimate.low).toBeLessThan(1e-9);
  });

  it('of a month in which nothing was flagged still finds what audits find', () => {
    const { rate } = monthOf({ recall: 0, falseFlags: 0 });
    expect(rate.sample.flags).toBe(0);
    expect(rate.precision).toBeNull();
    expect(rate.naive).toBe(0);
    expect(rate.estimate?.rate).toBeGreaterThan(0);
    expect(rate.recall).toBeNull();
  });

  it('reckons by the local clock where summer time begins: hours and days of the community', () => {
    const paris = filled({ months: 1, firstMonth: '2025-03', timeZone: 'Europe/Paris', stations: 2 });
    const { hours, notMeasured, rate } = createReportReading(paris.db).report('2025-03', later);
    expect(rate.sample.episodes).toBe(31 * 6 * 4);
    const [place] = notMeasured.stations;
    expect(place?.days.map(({ day }) => day).slice(-2)).toEqual(['2025-03-30', '2025-03-31']);
    // On the 30th the clock goes from 2 to 3: what was made 6 hours after midnight is of 7 o'clock there.
    expect(place?.hours.map(({ hour }) => hour)).toEqual([6, 7, 8, 18, 19, 20]);
    expect(hours.reduce((sum, { judged }) => sum + judged, 0)).toBe(rate.judged);
  });
});
