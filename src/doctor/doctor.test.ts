import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../config/config.ts';
import { backUp } from '../platform/backup/backup.ts';
import { openDatabase } from '../platform/db/database.ts';
import type { RedisServer } from '../platform/processes/redis-server.ts';
import { loadSecrets } from '../platform/processes/secrets.ts';
import { startTestRedis } from '../testing/redis.ts';
import { tinyModelDir } from '../testing/service.ts';
import { examine } from './checks.ts';

let redis: RedisServer;
const scratch = mkdtempSync(join(tmpdir(), 'greensleeve-doctor-'));
const dataDir = join(scratch, 'data');
const look = async (env: Record<string, string> = {}, now = Date.now()) => {
  const config = loadConfig({ DATA_DIR: dataDir, PORT: '0', MODEL_DIR: tinyModelDir, REDIS_URL: redis.url, ...env });
  return new Map((await examine(config, now)).map((one) => [one.check, one]));
};

beforeAll(async () => {
  redis = await startTestRedis();
  loadSecrets(dataDir);
  openDatabase(join(dataDir, 'greensleeve.db')).$client.close();
});
afterAll(async () => {
  await redis.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe('the doctor', () => {
  it('finds nothing wrong with a sound data folder but a missing backup, until there is one', async () => {
    const wrong = async (now?: number) =>
      [...(await look({}, now)).values()]
        .filter(({ isOk, check }) => !isOk && check !== 'disk')
        .map(({ check }) => check);
    expect(await wrong()).toEqual(['backup']);
    await backUp(dataDir, join(scratch, 'backup'), { now: new Date() });
    expect(await wrong()).toEqual([]);
    expect(await wrong(Date.now() + 3 * 86_400_000)).toEqual(['backup']);
  });

  it('says which secrets are open to others and how to close them', async () => {
    const key = join(dataDir, 'secrets/worker-key');
    chmodSync(key, 0o644);
    expect((await look()).get('permissions')).toMatchObject({ isOk: false, advice: `chmod go= ${key}` });
    chmodSync(key, 0o600);
  });

  it('says what is wrong with Redis, the model and the database instead of failing', async () => {
    const env = { REDIS_URL: 'redis://127.0.0.1:1', MODEL_DIR: scratch, DATA_DIR: join(scratch, 'nowhere') };
    const found = await look(env);
    for (const check of ['redis', 'model', 'database', 'disk']) {
      expect(found.get(check)).toMatchObject({ isOk: false, advice: expect.any(String) });
    }
  });

  it('says when another program has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect((await look({ PORT: String(port) })).get('port')?.isOk).toBe(false);
    other.close();
    await once(other, 'close');
    expect((await look({ PORT: String(port) })).get('port')?.isOk).toBe(true);
  });

  it('warns of a clock that is behind the newest photograph', async () => {
    const db = openDatabase(join(dataDir, 'greensleeve.db'));
    db.$client.pragma('foreign_keys = OFF');
    db.$client.pragma('ignore_check_constraints = ON');
    const columns = db.$client
      .prepare(
        'SELECT name, type FROM pragma_table_info(\'capture\') WHERE "notnull" = 1 AND dflt_value IS NULL AND pk = 0',
      )
      .all() as { name: string; type: string }[];
    const values = columns.map(({ name, type }) =>
      name === 'received_at' ? Date.now() : /text/i.test(type) ? name : 1,
    );
    const marks = columns.map(() => '?').join(',');
    db.$client
      .prepare(`INSERT INTO capture (${columns.map(({ name }) => name).join(',')}) VALUES (${marks})`)
      .run(...values);
    db.$client.close();
    expect((await look()).get('clock')?.isOk).toBe(true);
    expect((await look({}, Date.now() - 3_600_000)).get('clock')?.isOk).toBe(false);
  });
});
