/** Brings the parts of the service up in the order in which each needs the other, and says how each is stopped. */
import { join, resolve } from 'node:path';
import type { WebConfig } from './config/config.ts';
import { type Container, createContainer } from './container.ts';
import type { Demo } from './demo/demo.schemas.ts';
import type { Logger } from './platform/logger.ts';
import { lockDataFolder } from './platform/processes/data-lock.ts';
import { openListener } from './platform/processes/listener.ts';
import { startRedisServer } from './platform/processes/redis-server.ts';
import { loadSecrets } from './platform/processes/secrets.ts';
import type { Shutdown } from './platform/processes/shutdown.ts';
import { startChildren } from './platform/processes/supervisor.ts';
import { startNotice } from './start-notice.ts';

const demoFileIn = (dataDir: string): string => join(dataDir, 'demo.json');

/** Time that requests have to finish when the service stops. */
const requestGraceMs = 10_000;

export interface Start {
  config: WebConfig;
  isDemo: boolean;
  /** Handed on to the child processes. */
  env: NodeJS.ProcessEnv;
  log: Logger;
  shutdown: Shutdown;
}

async function startOwnRedis(dataDir: string, { log, shutdown }: Start): Promise<string> {
  const redis = await startRedisServer({ dir: join(dataDir, 'redis'), log });
  shutdown.add('redis-server', () => redis.stop());
  return redis.url;
}

async function prepareDemo(container: Container, dataDir: string, url: string): Promise<Demo | null> {
  const demo = await container.seedDemo(demoFileIn(dataDir), url);
  if (demo === null) {
    console.error(
      `${dataDir} holds a community already, so there is no demonstration. For one, use another --data DIR.`,
    );
  }
  return demo;
}

/**
 * Starts the service and prints the address and logins. Stopping goes the other way round: workers finish while the web
 * process still hands out photographs, and results are recorded while Redis is still there.
 * Throws StartError for what a person can put right.
 */
export async function start(options: Start): Promise<void> {
  const { config, isDemo, env, log, shutdown } = options;
  const dataDir = resolve(config.dataDir);
  const lock = lockDataFolder(dataDir);
  shutdown.add('data folder', () => lock.release());
  const listener = await openListener(config);
  lock.announce(listener.url);
  const secrets = loadSecrets(dataDir);
  const workerKey = config.workerKey ?? secrets.workerKey;
  const redisUrl = config.redisUrl ?? (await startOwnRedis(dataDir, options));

  const { photoKey, sealingKey } = secrets;
  const container = createContainer({ ...config, dataDir }, { redisUrl, workerKey, photoKey, sealingKey, log });
  shutdown.add('application', () => container.stop());
  await container.start();
  const demo = isDemo ? await prepareDemo(container, dataDir, listener.url) : null;
  const administrator = isDemo ? null : await container.seedAdministrator();
  listener.serve(container.app);
  shutdown.add('web', () => {
    container.hangUp();
    return listener.close(requestGraceMs);
  });

  const startProgram = (name: string, script: string, count: number, args: string[] = []): void => {
    const path = join(import.meta.dirname, '..', script);
    const own = {
      REDIS_URL: redisUrl,
      WORKER_KEY: workerKey,
      WEB_URL: listener.url,
      PHOTO_DIR: join(dataDir, 'photos'),
    };
    const children = startChildren({ name, script: path, args, count, env: { ...env, ...own }, log });
    shutdown.add(name, () => children.stop());
  };
  startProgram('worker', 'workers/classify.ts', config.workers);
  if (demo) startProgram('camera simulator', 'scripts/simulate-cameras.ts', 1, ['--data', dataDir]);
  const demoFile = demo && demoFileIn(dataDir);
  console.log(startNotice({ url: listener.url, demoLogins: demo?.logins ?? [], demoFile, administrator }));
}
