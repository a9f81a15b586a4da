/** Turns a Redis address into connection options for the two kinds of users: those that wait and those that mustn't. */
import type { RedisOptions } from 'bullmq';

/** Where a queue lives: a redis://, rediss:// or unix:// address and the prefix of the community's keys. */
export interface QueueConnection {
  url: string;
  prefix: string;
}

function addressOptions(url: string): RedisOptions {
  const parsed = new URL(url);
  const login: RedisOptions = {};
  if (parsed.username) login.username = decodeURIComponent(parsed.username);
  if (parsed.password) login.password = decodeURIComponent(parsed.password);
  if (parsed.protocol === 'unix:') return { ...login, path: decodeURIComponent(parsed.pathname) };
  return {
    ...login,
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: Number(parsed.port || 6379),
    db: Number(parsed.pathname.slice(1) || 0),
    ...(parsed.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

const reconnect = (tries: number): number => Math.min(100 * 2 ** Math.min(tries, 6), 3_000);

/** Options for consumers: they wait for Redis for as long as it takes. */
export function waitingOptions(url: string): RedisOptions {
  return { ...addressOptions(url), maxRetriesPerRequest: null, retryStrategy: reconnect };
}

/** Options for producers behind HTTP: a command fails at once when Redis is away, and the row waits for the sweep. */
export function failingFastOptions(url: string): RedisOptions {
  return {
    ...addressOptions(url),
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: reconnect,
    connectTimeout: 2_000,
    commandTimeout: 5_000,
  };
}
