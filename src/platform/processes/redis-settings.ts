/** How the service's own redis-server is set up: a private unix socket, a password, an append-only file, nothing evicted. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a redis-server of ours answers. The socket lies in a folder of its own that only this user can enter. */
export interface RedisAddress {
  folder: string;
  socket: string;
  password: string;
  /** unix://:PASSWORD@localhost/path (an address with a password must name a host), as the queue's connection takes it. */
  url: string;
}

/** The system allows about 104 characters for the path of a socket. */
const maxSocketPath = 100;

/** A new address nobody uses, with a random password. Creates its folder (0700) in the system's folder for such things. */
export function newRedisAddress(): RedisAddress {
  const parent = tmpdir().length + '/greensleeve-XXXXXX/redis.sock'.length > maxSocketPath ? '/tmp' : tmpdir();
  const folder = mkdtempSync(join(parent, 'greensleeve-'));
  const socket = join(folder, 'redis.sock');
  const password = randomBytes(24).toString('hex');
  return { folder, socket, password, url: `unix://:${password}@localhost${encodeURI(socket)}` };
}

/** The configuration file's text. It is given to redis-server on its standard input, so that no list of processes shows it. */
export function redisSettings(dir: string, address: RedisAddress): string {
  const settings: Record<string, string> = {
    port: '0',
    unixsocket: JSON.stringify(address.socket),
    unixsocketperm: '700',
    requirepass: address.password,
    dir: JSON.stringify(dir),
    daemonize: 'no',
    loglevel: 'notice',
    save: '""',
    appendonly: 'yes',
    appendfsync: 'everysec',
    // A power cut may leave half a command at the end of the file: that half is dropped, the rest is kept.
    'aof-load-truncated': 'yes',
    // BullMQ needs every key it wrote; the rows in the database bring back what Redis itself loses.
    'maxmemory-policy': 'noeviction',
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}
