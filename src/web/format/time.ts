/** Dates and hours as the community's clock shows them. `Intl` knows time zones; no library is needed for it. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  // Day before month and the 24-hour clock, as the Chinese text has it.
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone });
  formatters.set(key, made);
  return made;
}

/** Such as “11月23日周一 07:42”. `iso` has an offset. */
export function dayAndTime(iso: string, language: string, timeZone: string): string {
  return formatter(language, timeZone, {
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

/** Such as “07:42” for a moment of the day it is now, else with its day. `iso` has an offset. */
export function timeOrDay(iso: string, nowMs: number, language: string, timeZone: string): string {
  const day = formatter('en', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' });
  if (day.format(new Date(iso)) !== day.format(nowMs)) return dayAndTime(iso, language, timeZone);
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return formatter(language, timeZone, options).format(new Date(iso));
}

/** Such as “07:42:05”. */
export function clockTime(ms: number, language: string, timeZone: string): string {
  return formatter(language, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(ms));
}

/** The time zone as people call it, such as “中国标准时间”. */
export function zoneName(language: string, timeZone: string): string {
  const parts = formatter(language, timeZone, { timeZoneName: 'long' }).formatToParts(new Date());
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** The current month of the community, such as “2026-11”. */
export function monthAt(ms: number, timeZone: string): string {
  const parts = formatter('en', timeZone, { year: 'numeric', month: '2-digit' }).formatToParts(new Date(ms));
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}

/** The current day of the community, such as “2026-11-24”. */
export function dayAt(ms: number, timeZone: string): string {
  const parts = formatter('en', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(ms);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The month `by` months later, such as “2026-12”. */
export function shiftMonth(month: string, by: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

/** Such as “2026年11月”. */
export function monthName(month: string, language: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  return formatter(language, 'UTC', { year: 'numeric', month: 'long' }).format(date);
}

/** Whether `value` is a month such as “2026-11”. */
export function isMonth(value: string | null): value is string {
  return value !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(value);
}
