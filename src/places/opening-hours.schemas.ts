/** Opening hours of a station, and how people write them: `6:30-8:30，18：00～20：00`. */
import { z } from 'zod';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 06:30');

export const openingHoursSchema = z
  .array(z.tuple([timeOfDay, timeOfDay]).refine(([from, to]) => from < to, 'must end after it begins'))
  .min(1)
  .max(6)
  .refine(
    (windows) => windows.every((window, index) => index === 0 || window[0] >= (windows[index - 1]?.[1] ?? '')),
    'must be in order and not overlap',
  );

export type OpeningHours = z.infer<typeof openingHoursSchema>;

/** Windows such as “06:30-08:30 18:00-20:00”, in order; null: not understood. */
export function hoursFrom(text: string): [string, string][] | null {
  const windows = text.split(/[\s,，;；、]+/).filter((part) => part !== '');
  const parsed = windows.map((window) => {
    const [, from, to] = /^(\d{1,2}[:：]\d{2})[-–—~～至](\d{1,2}[:：]\d{2})$/.exec(window) ?? [];
    const time = (one = ''): string => one.replace('：', ':').padStart(5, '0');
    return [time(from), time(to)] as [string, string];
  });
  const isTime = (one: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(one);
  const isRight = parsed.every(
    ([from, to], index) =>
      isTime(from) && isTime(to) && from < to && (index === 0 || (parsed[index - 1]?.[1] ?? '') <= from),
  );
  return isRight && parsed.length > 0 && parsed.length <= 6 ? parsed : null;
}

/** The other way: `06:30-08:30 18:00-20:00`. */
export function hoursInWords(windows: readonly (readonly [string, string])[]): string {
  return windows.map(([from, to]) => `${from}-${to}`).join(' ');
}
