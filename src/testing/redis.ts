/** A real redis-server for tests, the very one the service runs, in a folder of its own that is removed afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type RedisServer, startRedisServer } from '../platform/processes/redis-server.ts';

/** Starts one; use it per test file, in beforeAll, and stop it in afterAll. It ends with the test process in any case. */
export async function startTestRedis(): Promise<RedisServer> {
  const dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-redis-'));
  const server = await startRedisServer({ dir, log: pino({ level: 'silent' }) });
  return {
    url: server.url,
    get pid() {
      return server.pid;
    },
    async stop() {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
