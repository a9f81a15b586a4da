import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../platform/calendar.ts';
import {
  commonestFault,
  isReportable,
  leastPictures,
  type NextPicture,
  pictureCount,
  recoveredAfter,
  stepStretch,
  type UnusableStretch,
} from './camera-notices.rules.ts';
import { type PictureFault, pictureFaults } from './camera-notices.schemas.ts';
import { openMinutesBetween } from './cameras.rules.ts';

const grace = 30;
/** Pictures a minute apart. */
const picturesOf = (faults: readonly (PictureFault | null)[]): NextPicture[] =>
  faults.map((fault, at) => ({ at, fault, openMinutes: at === 0 ? 0 : 1 }));
const stretchAfter = (pictures: readonly NextPicture[]): UnusableStretch | null =>
  pictures.reduce<UnusableStretch | null>(stepStretch, null);
const faultLists = fc.array(fc.option(fc.constantFrom(...pictureFaults), { freq: 4 }), { maxLength: 120 });

describe('a stretch of unusable pictures', () => {
  it('is reported when it has lasted long enough within opening hours, with enough pictures', () => {
    const dark = (minutes: number) => stretchAfter(picturesOf(Array<PictureFault>(minutes + 1).fill('too_dark')))!;
    expect(isReportable(dark(29), grace)).toBe(false);
    expect(isReportable(dark(30), grace)).toBe(true);
    const few = Array.from(
      { length: leastPictures - 1 },
      (_, at) => ({ at, fault: 'blurred', openMinutes: 20 }) as const,
    );
    expect(isReportable(stretchAfter(few)!, grace)).toBe(false);
    expect(isReportable(stretchAfter([...few, { at: 9, fault: 'blurred', openMinutes: 0 }])!, grace)).toBe(true);
  });

  it('does not grow while the station is closed', () => {
    const closed = Array.from({ length: 200 }, (_, at) => ({ at, fault: 'too_dark', openMinutes: 0 }) as const);
    expect(isReportable(stretchAfter(closed)!, grace)).toBe(false);
  });

  it('is not ended by a good picture among bad ones', () => {
    const stretch = stretchAfter(picturesOf(['blurred', null, null, 'blurred', 'blurred']));
    expect(stretch).toMatchObject({ since: 0, faults: { blurred: 3 }, usable: 0, openMinutes: 4 });
    expect(stretchAfter(picturesOf(['blurred', null, null, null]))).toBeNull();
  });

  it('names its commonest fault', () => {
    const stretch = stretchAfter(picturesOf(['too_dark', 'blurred', 'blurred', null, 'lens_covered']))!;
    expect([commonestFault(stretch), pictureCount(stretch)]).toEqual(['blurred', 4]);
  });

  it('counts every unusable picture since its first, and ends only after so many usable ones in a row', () => {
    fc.assert(
      fc.property(faultLists, (faults) => {
        let stretch: UnusableStretch | null = null;
        let [run, count] = [0, 0];
        for (const picture of picturesOf(faults)) {
          const before = stretch;
          stretch = stepStretch(stretch, picture);
          run = picture.fault === null ? run + 1 : 0;
          if (picture.fault !== null) count += 1;
          if (before && !stretch) expect(run).toBe(recoveredAfter);
          if (!stretch) count = 0;
          else {
            expect(pictureCount(stretch)).toBe(count);
            expect(stretch.usable).toBeLessThan(recoveredAfter);
            expect(stretch.openMinutes).toBe(picture.at - stretch.since);
          }
        }
      }),
    );
  });
});

describe('minutes in which a station is open', () => {
  const calendar = createCalendar('Asia/Shanghai');
  const opening: [string, string][] = [
    ['06:30', '08:30'],
    ['18:00', '20:00'],
  ];
  const at = (time: string) => Date.parse(`2026-11-20T${time}:00+08:00`);

  it('are counted from moment to moment, over nights', () => {
    expect(openMinutesBetween(opening, at('06:00'), at('07:00'), calendar)).toBe(30);
    expect(openMinutesBetween(opening, at('08:00'), at('19:00'), calendar)).toBe(90);
    expect(openMinutesBetween(opening, at('19:00'), at('19:00') + 24 * 3_600_000, calendar)).toBe(240);
    expect(openMinutesBetween(opening, at('09:00'), at('17:00'), calendar)).toBe(0);
  });

  it('add up, wherever they are cut', () => {
    const moment = fc.integer({ min: 0, max: 2 * 24 * 60 }).map((minute) => at('00:00') + minute * 60_000);
    fc.assert(
      fc.property(moment, moment, moment, (...moments) => {
        const [from, middle, to] = moments.sort((a, b) => a - b) as [number, number, number];
        const parts = [
          openMinutesBetween(opening, from, middle, calendar),
          openMinutesBetween(opening, middle, to, calendar),
        ];
        expect(parts[0]! + parts[1]!).toBe(openMinutesBetween(opening, from, to, calendar));
      }),
    );
  });
});
