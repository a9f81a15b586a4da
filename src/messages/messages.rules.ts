/** When a message goes out, what it says, and when it is tried again. Pure. */

export interface Quiet {
  /** Minutes since local midnight. */
  from: number;
  to: number;
}

const minuteMs = 60_000;
const dayMinutes = 1440;

/** How long from a minute of the day until the quiet hours are over; 0 outside them. Both ends equal: never quiet. */
export function minutesOfQuietLeft(minute: number, quiet: Quiet | null): number {
  if (!quiet || quiet.from === quiet.to) return 0;
  const into = (minute - quiet.from + dayMinutes) % dayMinutes;
  const length = (quiet.to - quiet.from + dayMinutes) % dayMinutes;
  return into < length ? length - into : 0;
}

/**
 * When what comes up now is told: at once, but not sooner than `digestMinutes` after the last message, and after the quiet hours.
 * `minuteOfDay` of a moment, on the community's clock.
 */
export function dueAt(
  now: number,
  lastSentAt: number | null,
  channel: { digestMinutes: number; quiet: Quiet | null },
  minuteOfDay: (at: number) => number,
): number {
  const free = Math.max(now, (lastSentAt ?? Number.NEGATIVE_INFINITY) + channel.digestMinutes * minuteMs);
  return free + minutesOfQuietLeft(minuteOfDay(free), channel.quiet) * minuteMs;
}

const mostTries = 6;
const firstPauseMs = 60_000;

/** The pause before the next try, doubling from a minute; null: it is given up. */
export const pauseAfter = (tries: number): number | null =>
  tries >= mostTries ? null : firstPauseMs * 2 ** (tries - 1);

const mostLines = 12;

/** The words of a message; more than a dozen lines are counted, not told. */
export function composeText(
  lines: readonly string[],
  words: { community: string; template: string | null; usual: string; more: (count: number) => string },
): string {
  const shown = lines.slice(0, mostLines);
  const rest = lines.length - shown.length;
  const all = [...shown, ...(rest > 0 ? [words.more(rest)] : [])].map((line) => `- ${line}`).join('\n');
  const template = words.template ?? words.usual;
  const filled = template.replaceAll('{community}', () => words.community);
  return filled.includes('{lines}') ? filled.replaceAll('{lines}', () => all) : `${filled}\n${all}`;
}

/** Placeholders of a template that nothing stands for. */
export const unknownPlaceholders = (template: string): string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].flatMap(([, name]) =>
    name === 'community' || name === 'lines' ? [] : [name ?? ''],
  );

/** Enough to tell two addresses apart: the host of a webhook, a mailbox without most of its letters. */
export function hintOf(address: string): string {
  const [name = '', host] = address.split('@');
  if (host !== undefined && !address.includes('/')) return `${name.slice(0, 1)}***@${host}`;
  return `${URL.parse(address)?.host ?? '?'}/…${address.slice(-4)}`;
}
