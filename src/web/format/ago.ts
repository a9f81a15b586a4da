/** How long ago something was, in words. */

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Such as “3分钟前”; below a minute in seconds. `iso` has an offset; a moment ahead counts as now. */
export function ago(iso: string, nowMs: number, language: string): string {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(iso)) / 1_000));
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  return format.format(-Math.floor(seconds / size), unit);
}
