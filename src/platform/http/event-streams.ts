/**
 * Server-sent events: many listeners, each told what they may know, from bounded memory. An event is a hint to ask
 * again; what is true stands in the rows.
 */
import type { ServerResponse } from 'node:http';
import { AppError } from '../errors.ts';
import { createEventLog, type NumberedEvent } from './event-log.ts';

export interface EventStreamsOptions {
  /** Pause between two signs of life; proxies cut a connection that is silent for a minute. */
  heartbeatMs?: number;
  /** Events of so long are sent together, each once. */
  gatherMs?: number;
  /** Events kept for listeners who come back. */
  keptEvents?: number;
  maxStreams?: number;
  /** A listener who leaves so much unread is cut off; they come back and are told what they missed. */
  maxUnreadBytes?: number;
}

/** What a listener may be told now; null: nothing any more, as the session has ended. */
type Audience<Event> = () => ((event: Event) => boolean) | null;

export interface EventStreams<Event> {
  /** Tells all listeners, within `gatherMs`. May be called inside a transaction: nothing is sent before the turn ends. */
  publish(event: Event): void;
  /** Answers with a stream. `lastId`: the last event the listener got. Throws `events_unavailable` when there are too many. */
  open(response: ServerResponse, audience: Audience<Event>, lastId: string | null): void;
  /** Ends the streams of those whose session has ended. */
  recheck(): void;
  count(): number;
  /** Ends all streams and opens no more. */
  close(): void;
}

interface Stream<Event> {
  response: ServerResponse;
  audience: Audience<Event>;
}

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // No-transform: nothing on the way may gather or compress it.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** `toData` gives what is sent of an event; equal ones within `gatherMs` are one. */
export function createEventStreams<Event extends object>(
  toData: (event: Event) => unknown,
  options: EventStreamsOptions = {},
): EventStreams<Event> {
  const { heartbeatMs = 20_000, gatherMs = 150, keptEvents = 500, maxStreams = 300 } = options;
  const { maxUnreadBytes = 64 * 1024 } = options;
  const log = createEventLog<Event>(keptEvents);
  const streams = new Set<Stream<Event>>();
  const gathered = new Map<string, Event>();
  let gathering: NodeJS.Timeout | null = null;
  let isClosed = false;

  const lineOf = ({ id, event }: NumberedEvent<Event>): string =>
    `id: ${id}\ndata: ${JSON.stringify(toData(event))}\n\n`;
  const drop = (stream: Stream<Event>): void => {
    streams.delete(stream);
    stream.response.destroy();
  };
  const write = (stream: Stream<Event>, text: string): void => {
    if (text === '') return;
    if (stream.response.writableLength > maxUnreadBytes) drop(stream);
    else stream.response.write(text);
  };
  /** Runs `tell` with what the listener may know, or ends the stream when that is nothing any more. */
  const withAudience = (stream: Stream<Event>, tell: (accepts: (event: Event) => boolean) => void): void => {
    const accepts = stream.audience();
    if (accepts) {
      tell(accepts);
      return;
    }
    streams.delete(stream);
    stream.response.end('event: ended\ndata: {}\n\n');
  };
  const flush = (): void => {
    gathering = null;
    const numbered = [...gathered.values()].map((event) => log.add(event));
    gathered.clear();
    for (const stream of [...streams]) {
      withAudience(stream, (accepts) => {
        const told = numbered.filter(({ event }) => accepts(event));
        write(stream, told.map(lineOf).join(''));
      });
    }
  };
  const beat = setInterval(() => {
    for (const stream of [...streams]) withAudience(stream, () => write(stream, ':\n\n'));
  }, heartbeatMs);
  beat.unref();

  /** What the listener missed, and the id to come back with. */
  const greeting = (lastId: string | null, accepts: (event: Event) => boolean): string => {
    const missed = lastId === null ? [] : log.since(lastId);
    const told = missed?.filter(({ event }) => accepts(event)).map(lineOf) ?? ['event: resync\ndata: {}\n\n'];
    return `retry: 3000\n\n${told.join('')}id: ${log.latestId()}\nevent: hello\ndata: {}\n\n`;
  };

  return {
    publish(event) {
      if (isClosed) return;
      gathered.set(JSON.stringify(event), event);
      gathering ??= setTimeout(flush, gatherMs).unref();
    },
    open(response, audience, lastId) {
      if (isClosed || streams.size >= maxStreams) {
        throw new AppError('events_unavailable', 'There are too many listeners; please ask now and then instead.', {
          retryAfterS: 30,
        });
      }
      const accepts = audience();
      if (!accepts) throw new AppError('not_signed_in', 'Please sign in.');
      const stream = { response, audience };
      streams.add(stream);
      response.on('close', () => streams.delete(stream));
      response.writeHead(200, headers);
      write(stream, greeting(lastId, accepts));
    },
    recheck() {
      for (const stream of [...streams]) withAudience(stream, () => undefined);
    },
    count: () => streams.size,
    close() {
      isClosed = true;
      clearInterval(beat);
      if (gathering) clearTimeout(gathering);
      for (const stream of streams) stream.response.end();
      streams.clear();
    },
  };
}
