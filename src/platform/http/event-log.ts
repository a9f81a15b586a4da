/** The latest events with numbers, so that a listener who was away for a moment gets what they missed. */
import { randomBytes } from 'node:crypto';

export interface NumberedEvent<Event> {
  /** Unique over restarts of the process: an id of an earlier one is known as such. */
  id: string;
  event: Event;
}

export interface EventLog<Event> {
  /** Id of the newest event; of the beginning while there is none. */
  latestId(): string;
  add(event: Event): NumberedEvent<Event>;
  /** What came after `id`; null when that can't be told: another process gave it, or it is too long ago. */
  since(id: string): NumberedEvent<Event>[] | null;
}

/** Keeps the `limit` newest. */
export function createEventLog<Event>(limit: number): EventLog<Event> {
  const process = randomBytes(6).toString('hex');
  const kept: { number: number; event: Event }[] = [];
  let newest = 0;
  const idOf = (number: number): string => `${process}-${number}`;
  return {
    latestId: () => idOf(newest),
    add(event) {
      newest += 1;
      kept.push({ number: newest, event });
      if (kept.length > limit) kept.shift();
      return { id: idOf(newest), event };
    },
    since(id) {
      const [origin, text = ''] = id.split('-');
      const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      if (origin !== process || !(number <= newest)) return null;
      if (number < newest - kept.length) return null;
      return kept.filter((one) => one.number > number).map((one) => ({ id: idOf(one.number), event: one.event }));
    },
  };
}
