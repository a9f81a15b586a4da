/** Reads channel and time from the name of a file, by patterns such as `{ip}_{channel}_{time}_TIMING.jpg`. */

import type { LocalTime } from '../platform/calendar.ts';

/** What a part of a pattern in braces stands for, as a regular expression. */
const tokens: Record<string, string> = {
  ip: '\\d{1,3}(?:[.-]\\d{1,3}){3}',
  channel: '(?<channel>\\d{1,20})',
  /** yyyyMMddHHmmss, with milliseconds or without. */
  time: '(?<time>\\d{14}(?:\\d{3})?)',
  /** yyyyMMdd or with marks between. */
  date: '(?<date>\\d{4}[-_.]?\\d{2}[-_.]?\\d{2})',
  /** HHmmss or with marks between, also as folders. */
  clock: '(?<clock>\\d{2}[-_.:/]?\\d{2}[-_.:/]?\\d{2})',
  any: '[^/]{0,120}?',
};
const mostAny = 3;
const longestName = 512;

export type PatternFault = 'unknown_part' | 'no_time' | 'twice' | 'too_many_any' | 'empty';

/** What is wrong with a pattern; null: nothing. */
export function patternFault(pattern: string): PatternFault | null {
  const parts = [...pattern.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const count = (name: string): number => parts.filter((part) => part === name).length;
  if (pattern.trim() === '') return 'empty';
  if (parts.some((part) => !(part in tokens))) return 'unknown_part';
  if (['channel', 'time', 'date', 'clock'].some((name) => count(name) > 1)) return 'twice';
  if (count('any') > mostAny) return 'too_many_any';
  const hasTime = count('time') === 1 || (count('date') === 1 && count('clock') === 1);
  return hasTime ? null : 'no_time';
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .split(/(\{[^{}]*\})/)
    .map((part) => tokens[part.slice(1, -1)] ?? part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`, 'i');
}

export interface ReadName {
  /** Null: the pattern has none. */
  channel: number | null;
  /** Local time as the name tells it. */
  time: LocalTime;
}

function timeOf(digits: string): LocalTime {
  const part = (from: number, to: number): number => Number(digits.slice(from, to) || 0);
  return {
    ...{ year: part(0, 4), month: part(4, 6), day: part(6, 8) },
    ...{ hour: part(8, 10), minute: part(10, 12), second: part(12, 14), millisecond: part(14, 17) },
  };
}

/**
 * What the first pattern that fits reads from a path below a camera's folder; null: none fits. A pattern with a slash is
 * compared with the whole path, another one with the file's name.
 */
export function readName(path: string, patterns: readonly string[]): ReadName | null {
  if (path.length > longestName) return null;
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const pattern of patterns) {
    if (patternFault(pattern) !== null) continue;
    const { groups } = expressionOf(pattern).exec(pattern.includes('/') ? path : name) ?? {};
    if (!groups) continue;
    const digits = (groups.time ?? `${groups.date}${groups.clock}`).replaceAll(/\D/g, '');
    return { channel: groups.channel === undefined ? null : Number(groups.channel), time: timeOf(digits) };
  }
  return null;
}
