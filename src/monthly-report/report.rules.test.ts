import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeHours } from '../cameras/camera-health.rules.ts';
import { wilson } from '../estimates/interval.rules.ts';
import { type CaseNow, correctionsOf, untold } from './corrections.rules.ts';
import { notMeasured } from './not-measured.rules.ts';
import type { CaseRow, LookRow, StationRow } from './report-inputs.ts';
import { kappaOf, secondLookFigures } from './second-look-figures.rules.ts';
import { changeBetween } from './sentences.rules.ts';

const repeat = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);
const station: StationRow = { id: 1, name: 'A', estate: { id: 7, name: 'One' } };

describe('how far two people agree', () => {
  it('is Cohen’s kappa: 20 and 15 alike, 5 and 10 unlike, is 0.4', () => {
    const kappa = kappaOf([
      ...repeat(20, [true, true] as const),
      ...repeat(5, [true, false] as const),
      ...repeat(10, [false, true] as const),
      ...repeat(15, [false, false] as const),
    ]);
    // 0.7 alike, 0.5 by chance; standard error √(0.7 × 0.3 / 50) / 0.5.
    expect(kappa?.value).toBeCloseTo(0.4, 12);
    expect(kappa?.low).toBeCloseTo(0.4 - (1.959963984540054 * Math.sqrt(0.21 / 50)) / 0.5, 12);
    expect(kappa?.high).toBeCloseTo(0.4 + (1.959963984540054 * Math.sqrt(0.21 / 50)) / 0.5, 12);
  });

  it('is not told of few pairs, nor where chance alone would make all agree', () => {
    expect(kappaOf(repeat(29, [true, true] as const))).toBeNull();
    expect(kappaOf(repeat(40, [true, true] as const))).toBeNull();
  });

  it('gives the share of first verdicts that did not stand, of those that are settled', () => {
    const look = (one: Partial<LookRow>): LookRow => ({
      state: 'agreed',
      agreement: 'same',
      first: 'fits',
      second: 'fits',
      isOverruled: false,
      ...one,
    });
    const differ = { agreement: 'differ', second: 'misplaced' } as const;
    const looks = [
      ...repeat(36, look({})),
      ...repeat(3, look({ state: 'decided', ...differ, isOverruled: true })),
      look({ state: 'decided', ...differ }),
      look({ state: 'contested', ...differ }),
      look({ state: 'waiting', agreement: null, second: null }),
    ];
    const figures = secondLookFigures(looks);
    expect(figures).toMatchObject({ drawn: 42, same: 36, decided: 4, overruled: 3, contested: 1, waiting: 1 });
    expect(figures.error).toEqual({ settled: 40, share: 0.075, ...wilson(0.075, 40) });
  });
});

describe('two months', () => {
  const estimate = (rate: number, standardError: number) => ({ rate, low: 0, high: 1, standardError });
  it('differ only where that is beyond chance', () => {
    expect(changeBetween(estimate(0.07, 0.003), estimate(0.08, 0.004))).toBe('higher');
    expect(changeBetween(estimate(0.07, 0.003), estimate(0.0795, 0.004))).toBe('no_clear_change');
    expect(changeBetween(estimate(0.09, 0.003), estimate(0.07, 0.004))).toBe('lower');
    expect(changeBetween(null, estimate(0.07, 0.004))).toBe('unknown');
  });
});

describe('corrections', () => {
  const one: CaseRow = {
    violation: 1,
    subject: 'episode:1',
    month: '2026-11',
    stationId: 1,
    binId: 1,
    expected: 'kitchen',
    actual: 'residual',
    day: '2026-11-03',
    isContested: false,
  };
  const two = { ...one, violation: 2, subject: 'report:9' };
  const now = (row: CaseRow): CaseNow => ({ ...row, on: '2026-12-04' });

  it('are what is confirmed, voided or of another content since, each against its month and with its day', () => {
    const found = correctionsOf(
      [one, two],
      [now({ ...one, violation: 5, actual: 'mixed' }), now({ ...one, violation: 6, subject: 'episode:3' })],
      [{ violation: 2, on: '2026-12-05' }],
      [station],
    );
    expect(found.map(({ kind, violation, on, actual, before }) => [kind, violation, on, actual, before])).toEqual([
      ['voided', 2, '2026-12-05', 'residual', null],
      ['changed', 5, '2026-12-04', 'mixed', 'residual'],
      ['confirmed', 6, '2026-12-04', 'residual', null],
    ]);
    expect(found[0]).toMatchObject({ month: '2026-11', station: { id: 1 }, estate: { id: 7 } });
    expect(untold(found, found.slice(1))).toEqual(found.slice(0, 1));
  });

  it('are none where the same case stands on another verdict', () => {
    expect(
      correctionsOf([one], [now({ ...one, violation: 8 })], [{ violation: 1, on: '2026-12-01' }], [station]),
    ).toEqual([]);
  });
});

describe('what was not measured', () => {
  const hour = (expected: number, received: number, unusable: number, at = 6) => ({
    cameraId: 3,
    stationId: 1,
    day: '2026-11-01',
    hour: at,
    expected,
    received,
    unusable,
  });

  it('is lost hour by hour: a surplus makes up for nothing, and a silent hour is named', () => {
    const found = notMeasured({
      stations: [station],
      cameras: [{ id: 3, name: 'K', stationId: 1 }],
      hours: [hour(60, 70, 2), hour(60, 50, 5, 7), hour(60, 0, 0, 18), hour(0, 4, 0, 23)],
    });
    expect(found.total).toEqual({ expected: 180, received: 124, unusable: 7, lost: 15 + 60 });
    expect(found.silentCameras).toMatchObject([
      { camera: { id: 3 }, hoursNotMeasured: 1, silentHours: 1, expectedHours: 3 },
    ]);
    expect(found.stations[0]?.hours.map(({ hour: at, lost }) => [at, lost])).toEqual([
      [6, 0],
      [7, 15],
      [18, 60],
      [23, 0],
    ]);
  });

  it('are the same hours as on the camera’s own page', () => {
    const some = fc.array(fc.tuple(fc.nat(60), fc.nat(70), fc.nat(70)), { maxLength: 30 });
    fc.assert(
      fc.property(some, (drawn) => {
        const hours = drawn.map(([expected, received, unusable]) =>
          hour(expected, received, Math.min(received, unusable)),
        );
        const { hoursNotMeasured, openHours } = summarizeHours(hours);
        const found = notMeasured({ stations: [station], cameras: [{ id: 3, name: 'K', stationId: 1 }], hours });
        expect(found.silentCameras).toMatchObject(
          hoursNotMeasured === 0 ? [] : [{ hoursNotMeasured, expectedHours: openHours }],
        );
      }),
    );
  });
});
