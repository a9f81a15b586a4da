/** Reads the times that devices write: with or without offset, and the ways in which firmware gets them wrong. */

/** `iso` has an offset when `hasOffset`; otherwise it is a time by the device's wall clock. */
export interface DeviceTime {
  iso: string;
  hasOffset: boolean;
}

const two = (value: string | number): string => String(value).padStart(2, '0');

function offsetOf(text: string): string | null {
  if (text === '') return '';
  if (/^z|^utc|^gmt$/i.test(text)) return 'Z';
  // The sign was lost on the way: a plus read as a blank by somebody who took it for part of a form.
  const match = /^([+-]?)\s*(\d{1,2}):?(\d{2})$/.exec(text);
  if (!match) return null;
  const [, sign, hours = '', minutes = ''] = match;
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return `${sign === '-' ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}

function fromFields(fields: readonly (string | undefined)[], offset: string): DeviceTime | null {
  const [year = '', month = '', day = '', hour = '', minute = '', second = '0', fraction = ''] = fields;
  const millis = fraction === '' ? '' : `.${fraction.slice(0, 3).padEnd(3, '0')}`;
  const local = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${millis}`;
  const at = Date.parse(`${local}Z`);
  // A date that runs over, such as the 31st of February, is no date.
  if (Number.isNaN(at) || new Date(at).getUTCDate() !== Number(day)) return null;
  if (Number(year) < 2000 || Number(year) > 2100) return null;
  return { iso: local + offset, hasOffset: offset !== '' };
}

/** Seconds or milliseconds since 1970. */
function fromNumber(text: string): DeviceTime | null {
  const value = Number(text);
  const at = value > 1e12 ? value : value * 1_000;
  if (at < Date.UTC(2000, 0) || at > Date.UTC(2100, 0)) return null;
  return { iso: new Date(at).toISOString(), hasOffset: true };
}

const withSeparators =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{2}))?(?:[.,:](\d{1,9})(?!\d*:))?\s*(.*)$/i;
const digitsOnly = /^(20\d{2})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})(\d{3})?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** Null when the text is no time that can be believed to mean one moment. */
export function readDeviceTime(said: string | number | null | undefined): DeviceTime | null {
  const text = String(said ?? '').trim();
  const digits = digitsOnly.exec(text);
  if (digits) return fromFields(digits.slice(1, 8), offsetOf(digits[8] ?? '') ?? '');
  if (/^\d{9,13}(\.\d+)?$/.test(text)) return fromNumber(text);
  const parts = withSeparators.exec(text);
  if (!parts) return null;
  const offset = offsetOf((parts[8] ?? '').trim());
  return offset === null ? null : fromFields(parts.slice(1, 8), offset);
}

/** The time in a file's name: fourteen digits or more that make a date. */
export function timeInName(name: string): DeviceTime | null {
  for (const [digits] of name.matchAll(/20\d{12}(?:\d{3})?/g)) {
    const time = readDeviceTime(digits.slice(0, 14));
    if (time) return time;
  }
  return null;
}
