/** What the station's opening hours say: how long it was open, how many photographs a camera should have sent. */
import type { OpeningHours } from '../places/opening-hours.schemas.ts';
import type { Calendar } from '../platform/calendar.ts';

const hourMs = 3_600_000;

const minuteOfDay = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
};

/** Minutes between two minutes of a local day (0 to 1440) in which the station is open. */
function openMinutesOfDay(opening: OpeningHours, fromMinute: number, toMinute: number): number {
  return opening.reduce((sum, [opens, closes]) => {
    const from = Math.max(fromMinute, minuteOfDay(opens));
    const to = Math.min(toMinute, minuteOfDay(closes));
    return sum + Math.max(0, to - from);
  }, 0);
}

/** Whole minutes between two moments in which the station is open; those of parts add up to that of the whole. */
export function openMinutesBetween(
  opening: OpeningHours,
  from: number,
  to: number,
  calendar: Pick<Calendar, 'startOfHour' | 'minuteOfDay'>,
): number {
  let minutes = 0;
  for (let at = from; at < to; ) {
    const nextHour = calendar.startOfHour(at) + hourMs;
    const start = calendar.minuteOfDay(at);
    const end = nextHour <= to ? calendar.minuteOfDay(nextHour - 1) + 1 : calendar.minuteOfDay(to);
    minutes += openMinutesOfDay(opening, start, end);
    at = nextHour;
  }
  return minutes;
}

/** Whether the station is open at a moment. */
export function isOpenAt(opening: OpeningHours, at: number, calendar: Pick<Calendar, 'minuteOfDay'>): boolean {
  const minute = calendar.minuteOfDay(at);
  return openMinutesOfDay(opening, minute, minute + 1) > 0;
}

/**
 * Photographs expected between two minutes of a local day (0 to 1440), one each `intervalS` seconds while the station
 * is open; rounded to whole ones.
 */
export function expectedPhotos(opening: OpeningHours, fromMinute: number, toMinute: number, intervalS: number): number {
  return Math.round((openMinutesOfDay(opening, fromMinute, toMinute) * 60) / intervalS);
}

/** Minutes of opening hours without a photograph after which a camera is silent, however often it sends. */
const leastSilentMinutes = 10;

/** Whether so many minutes of opening hours without a photograph mean that somebody must look after the camera. */
export function isSilent(openMinutes: number, intervalS: number): boolean {
  return openMinutes >= Math.max(leastSilentMinutes, (3 * intervalS) / 60);
}
