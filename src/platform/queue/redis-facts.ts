/** How a Redis is set up, as far as losing no job depends on it. */
import { Redis } from 'ioredis';
import { failingFastOptions } from './connection.ts';

export interface RedisFacts {
  evictionPolicy: string;
  isPersistent: boolean;
  usedBytes: number;
  /** 0: no limit. */
  maxBytes: number;
}

const valueIn = (info: string, name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';

/** Connects once. Throws when Redis is away or refuses the password. */
export async function readRedisFacts(url: string): Promise<RedisFacts> {
  const client = new Redis({ ...failingFastOptions(url), lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => {});
  try {
    await client.connect();
    const [memory, persistence] = [await client.info('memory'), await client.info('persistence')];
    const [, save = ''] = (await client.config('GET', 'save')) as string[];
    return {
      evictionPolicy: valueIn(memory, 'maxmemory_policy'),
      isPersistent: valueIn(persistence, 'aof_enabled') === '1' || save !== '',
      usedBytes: Number(valueIn(memory, 'used_memory')),
      maxBytes: Number(valueIn(memory, 'maxmemory')),
    };
  } finally {
    client.disconnect();
  }
}
