/** Listens to the live events of a service as a client, for tests. */
import { get, type IncomingMessage } from 'node:http';
import { type LiveEvent, liveEventSchema } from '../live/live.schemas.ts';
import type { Client } from './client.ts';
import { waitFor } from './wait.ts';

export interface TestListener {
  status: number;
  headers: IncomingMessage['headers'];
  /** All that came, as it came. */
  text(): string;
  events(): LiveEvent[];
  hasEnded(): boolean;
  close(): void;
}

/** Returns once the stream stands, or was refused. Also asks for compression, as browsers do. */
export async function listen(url: string, client: Client, path = '/api/v1/events'): Promise<TestListener> {
  let text = '';
  let ended = false;
  const headers = { ...client.credentials, 'accept-encoding': 'gzip, deflate, br' };
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(new URL(path, url), { headers, agent: false }, resolve).on('error', reject),
  );
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
  });
  response.on('error', () => undefined);
  response.on('close', () => {
    ended = true;
  });
  await waitFor(() => ended || text.includes('event: hello'), { what: 'the stream' });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: () => text,
    events: () =>
      [...text.matchAll(/^data: (.*"kind".*)$/gm)].map(([, json = '']) => liveEventSchema.parse(JSON.parse(json))),
    hasEnded: () => ended,
    close: () => void response.destroy(),
  };
}
