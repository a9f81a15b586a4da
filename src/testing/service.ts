/** The whole service for a test: real web process parts in this process, real Redis, and real workers when asked for. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadConfig, type WebConfig } from '../config/config.ts';
import { type Container, createContainer } from '../container.ts';
import type { Clock } from '../platform/clock.ts';
import { openListener } from '../platform/processes/listener.ts';
import type { RedisServer } from '../platform/processes/redis-server.ts';
import { type Children, startChildren } from '../platform/processes/supervisor.ts';
import { startTestRedis } from './redis.ts';

const root = join(import.meta.dirname, '../..');
/** Sees nothing but mean colours; small and quick. */
export const tinyModelDir = join(root, 'fixtures/tiny-model');

export interface TestServiceOptions {
  /** Settings over the defaults of a test. */
  config?: Partial<WebConfig>;
  clock?: Clock;
  /** Worker processes to start (default 0: nothing is classified). */
  workers?: number;
  /** The built interface (default: none). */
  webRoot?: string;
}

export interface TestService {
  url: string;
  container: Container;
  redis: RedisServer;
  dataDir: string;
  workerKey: string;
  workers: Children | null;
  stop(): Promise<void>;
}

/** Starts on a free port of the loopback address, with an empty database and the tiny model. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const dataDir = mkdtempSync(join(tmpdir(), 'greensleeve-test-'));
  const redis = await startTestRedis();
  const log = pino({ level: 'silent' });
  const workerKey = 'worker-key-of-the-tests-only';
  const config = {
    ...loadConfig({ PORT: '0', DATA_DIR: dataDir, MODEL_DIR: tinyModelDir, SECOND_LOOK_PERCENT: '0' }),
    ...options.config,
  };
  const container = createContainer(config, {
    redisUrl: redis.url,
    workerKey,
    photoKey: 'photo-key-of-the-tests-only',
    sealingKey: 'sealing-key-of-the-tests-only',
    log,
    webRoot: options.webRoot ?? join(dataDir, 'no-interface'),
    ...(options.clock ? { clock: options.clock } : {}),
    doorTimes: { idleMs: 200, mostPauses: 10 },
  });
  const listener = await openListener(config);
  await container.start();
  listener.serve(container.app);
  const workers = options.workers
    ? startChildren({
        name: 'worker',
        script: join(root, 'workers/classify.ts'),
        count: options.workers,
        env: {
          REDIS_URL: redis.url,
          WEB_URL: listener.url,
          WORKER_KEY: workerKey,
          MODEL_DIR: config.modelDir,
          LOG_LEVEL: 'silent',
        },
        log,
      })
    : null;
  await workers?.ready;
  return {
    url: listener.url,
    container,
    redis,
    dataDir,
    workerKey,
    workers,
    async stop() {
      await workers?.stop();
      container.hangUp();
      await listener.close(1_000);
      await container.stop();
      await redis.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
