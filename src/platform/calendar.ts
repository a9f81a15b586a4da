/** The community's calendar: days, months and hours of its time zone as moments in UTC. */
import { DateTime } from 'luxon';

export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

export interface Calendar {
  timeZone: string;
  /** yyyy-mm-dd of a moment. */
  dayOf(at: number): string;
  /** yyyy-mm of a moment. */
  monthOf(at: number): string;
  /** Local midnight before the moment. */
  startOfDay(at: number): number;
  /** Start of the clock hour that holds the moment. */
  startOfHour(at: number): number;
  /** Hour of the local clock, 0 to 23. */
  hourOf(at: number): number;
  /** What the local clock is ahead of UTC at the moment, in ms. */
  offsetOf(at: number): number;
  /** Minutes since local midnight. */
  minuteOfDay(at: number): number;
  /** First moment of the month and of the one after it. */
  monthBounds(month: string): { from: number; to: number };
  /** The moment of a local time; null: there is none such, as on the 31st of June. */
  momentOf(time: LocalTime): number | null;
  /** Local midnight at the end of a day, yyyy-mm-dd. */
  dayAfter(day: string): number;
  /** yyyy-mm of the month after, and of the one before. */
  monthAfter(month: string): string;
  monthBefore(month: string): string;
  /** The ISO time with its offset of what a clock on the wall shows, yyyy-mm-ddThh:mm:ss. */
  toIso(wallTime: string): string | null;
}

/** `zone`: an IANA name, or whoever knows it now. */
export function createCalendar(zone: string | (() => string)): Calendar {
  const zoneNow = typeof zone === 'string' ? () => zone : zone;
  const local = (at: number): DateTime => DateTime.fromMillis(at, { zone: zoneNow() });
  const firstOf = (month: string): DateTime => DateTime.fromISO(`${month}-01`, { zone: zoneNow() });
  return {
    get timeZone() {
      return zoneNow();
    },
    // Thousands of times in a row for lists and points: much quicker than a format in words.
    dayOf: (at) => local(at).toISODate() ?? '',
    monthOf: (at) => (local(at).toISODate() ?? '').slice(0, 7),
    startOfDay: (at) => local(at).startOf('day').toMillis(),
    startOfHour: (at) => local(at).startOf('hour').toMillis(),
    hourOf: (at) => local(at).hour,
    offsetOf: (at) => local(at).offset * 60_000,
    minuteOfDay: (at) => local(at).hour * 60 + local(at).minute,
    monthBounds: (month) => ({
      from: firstOf(month).toMillis(),
      to: firstOf(month).plus({ months: 1 }).toMillis(),
    }),
    momentOf(time) {
      const at = DateTime.fromObject(time, { zone: zoneNow() });
      return at.isValid ? at.toMillis() : null;
    },
    dayAfter: (day) => DateTime.fromISO(day, { zone: zoneNow() }).plus({ days: 1 }).toMillis(),
    toIso: (wallTime) => DateTime.fromISO(wallTime, { zone: zoneNow() }).toISO(),
    monthAfter: (month) => firstOf(month).plus({ months: 1 }).toFormat('yyyy-MM'),
    monthBefore: (month) => firstOf(month).minus({ months: 1 }).toFormat('yyyy-MM'),
  };
}
