import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { waitFor } from '../../testing/wait.ts';
import { createEventLog } from './event-log.ts';
import { createEventStreams, type EventStreams } from './event-streams.ts';

interface Happened {
  room: number;
  what: string;
}

let server: Server | null = null;
let streams: EventStreams<Happened>;
afterEach(() => {
  streams.close();
  server?.closeAllConnections();
  server?.close();
});

/** A server whose listeners hear of the rooms that they ask for at the moment; `null`: their session has ended. */
async function serve(options: Parameters<typeof createEventStreams>[1], hearable: () => number[] | null) {
  streams = createEventStreams<Happened>(({ what }) => ({ what }), { gatherMs: 5, ...options });
  server = createServer((request, response) => {
    const audience = () => {
      const rooms = hearable();
      return rooms && ((event: Happened) => rooms.includes(event.room));
    };
    try {
      streams.open(response, audience, request.headers['last-event-id']?.toString() ?? null);
    } catch (error) {
      response.writeHead(503).end((error as { code?: string }).code);
    }
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return async (lastId?: string) => {
    const heard = { text: '', ended: false, response: null as unknown as IncomingMessage };
    const headers: Record<string, string> = { 'accept-encoding': 'gzip, br' };
    if (lastId) headers['last-event-id'] = lastId;
    heard.response = await new Promise<IncomingMessage>((resolve) => get({ port, headers }, resolve));
    heard.response.setEncoding('utf8');
    heard.response.on('data', (text: string) => {
      heard.text += text;
    });
    heard.response.on('close', () => {
      heard.ended = true;
    });
    heard.response.on('error', () => undefined);
    return heard;
  };
}

const lastIdIn = (text: string): string => [...text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? '';

describe('a stream of events', () => {
  it('tells each listener what they may hear, once, as it happens', async () => {
    const listen = await serve({}, () => [1]);
    const heard = await listen();
    expect(heard.response.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8' });
    expect(heard.response.headers['content-encoding']).toBeUndefined();
    streams.publish({ room: 1, what: 'door' });
    streams.publish({ room: 2, what: 'secret' });
    streams.publish({ room: 1, what: 'door' });
    streams.publish({ room: 1, what: 'window' });
    await waitFor(() => heard.text.includes('window'));
    expect(heard.text).not.toContain('secret');
    expect(heard.text).not.toContain('room');
    expect(heard.text.match(/door/g)).toHaveLength(1);
  });

  it('gives a listener who comes back what they missed, and nothing of what they may not hear', async () => {
    const listen = await serve({}, () => [1]);
    const [first, other] = [await listen(), await listen()];
    await waitFor(() => first.text.includes('hello'));
    const lastId = lastIdIn(first.text);
    first.response.destroy();
    await waitFor(() => streams.count() === 1);
    streams.publish({ room: 1, what: 'door' });
    streams.publish({ room: 2, what: 'secret' });
    await waitFor(() => other.text.includes('door'));
    const second = await listen(lastId);
    await waitFor(() => second.text.includes('hello'));
    expect(second.text).toContain('door');
    expect(second.text).not.toMatch(/secret|resync/);
    const third = await listen(lastIdIn(second.text));
    await waitFor(() => third.text.includes('hello'));
    expect(third.text).not.toMatch(/door|resync/);
  });

  it('says that something was missed when it no longer knows what', async () => {
    const listen = await serve({ keptEvents: 2 }, () => [1]);
    const first = await listen();
    await waitFor(() => first.text.includes('hello'));
    const atFirst = lastIdIn(first.text);
    for (const what of ['a', 'b', 'c']) streams.publish({ room: 1, what });
    await waitFor(() => first.text.includes('"c"'));
    for (const lastId of [atFirst, 'of-another-process', '', 'x-99']) {
      const back = await listen(lastId || 'x');
      await waitFor(() => back.text.includes('hello'));
      expect(back.text, lastId).toContain('resync');
    }
  });

  it('ends when the session does, at the next event, sign of life or look', async () => {
    let rooms: number[] | null = [1];
    const listen = await serve({ heartbeatMs: 10 }, () => rooms);
    const heard = await listen();
    await waitFor(() => heard.text.includes(':\n\n'), { what: 'a sign of life' });
    rooms = null;
    await waitFor(() => heard.ended);
    expect(heard.text).toContain('event: ended');
    rooms = [1];
    const again = await listen();
    rooms = null;
    streams.recheck();
    await waitFor(() => again.ended);
    expect(streams.count()).toBe(0);
  });

  it('cuts off a listener who does not read, and keeps the others', async () => {
    const listen = await serve({ maxUnreadBytes: 100_000 }, () => [1]);
    const reader = await listen();
    const sleeper = await listen();
    sleeper.response.pause();
    let sent = 0;
    await waitFor(() => {
      sent += 1;
      streams.publish({ room: 1, what: `${sent} ${'x'.repeat(200_000)}` });
      return streams.count() < 2;
    });
    sleeper.response.resume();
    await waitFor(() => sleeper.ended);
    expect(reader.ended).toBe(false);
  });

  it('has room for so many listeners, and for none once it is closed', async () => {
    const listen = await serve({ maxStreams: 1 }, () => [1]);
    const first = await listen();
    const second = await listen();
    await waitFor(() => second.ended);
    expect([second.response.statusCode, second.text]).toEqual([503, 'events_unavailable']);
    streams.close();
    await waitFor(() => first.ended);
    const third = await listen();
    expect(third.response.statusCode).toBe(503);
  });
});

describe('the log of events', () => {
  it('knows its own numbers only', () => {
    const log = createEventLog<string>(3);
    const start = log.latestId();
    const ids = ['a', 'b', 'c', 'd'].map((event) => log.add(event).id);
    expect(log.since(start)).toBeNull();
    expect(log.since(ids[0] ?? '')?.map(({ event }) => event)).toEqual(['b', 'c', 'd']);
    expect(log.since(ids[3] ?? '')).toEqual([]);
    expect(log.since(`${start.split('-')[0]}-5`)).toBeNull();
    expect(log.since('')).toBeNull();
  });
});
