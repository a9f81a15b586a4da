/** What the doctor looks at: each check says what it found and, when something is wrong, what to do. */

import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { WebConfig } from '../config/config.ts';
import { loadModel } from '../inference/manifest.ts';
import { lastBackupAt } from '../platform/backup/last-backup.ts';
import { inspectDatabase } from '../platform/db/copy-database.ts';
import { knownSchema } from '../platform/db/database.ts';
import { readRedisFacts } from '../platform/queue/redis-facts.ts';
import { newestArrivalAt } from './newest-arrival.repo.ts';

export interface Finding {
  check: string;
  isOk: boolean;
  found: string;
  /** What to do; null: nothing. */
  advice: string | null;
}

const leastFreeBytes = 5_000_000_000;
const oldestBackupMs = 2 * 86_400_000;
const aheadMs = 300_000;
const oldestNode = 24;

const finding = (check: string, found: string, advice: string | null = null): Finding => ({
  ...{ check, isOk: advice === null, found, advice },
});

function checkDisk({ dataDir }: WebConfig): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const advice = 'Make room or move the data folder to a larger disk: with a full one photographs are refused.';
  return finding('disk', `${(free / 1e9).toFixed(1)} GB free`, free < leastFreeBytes ? advice : null);
}

function checkPermissions({ dataDir }: WebConfig): Finding {
  const secrets = join(dataDir, 'secrets');
  const names = existsSync(secrets) ? readdirSync(secrets).map((name) => join(secrets, name)) : [];
  const isOpen = (path: string): boolean => (statSync(path).mode & 0o077) !== 0;
  const open = [secrets, ...names, join(dataDir, 'demo.json')].filter((path) => existsSync(path) && isOpen(path));
  if (open.length === 0) return finding('permissions', 'secrets are for their owner only');
  return finding('permissions', `open to others: ${open.join(', ')}`, `chmod go= ${open.join(' ')}`);
}

function checkDatabase({ dataDir }: WebConfig): Finding {
  const { schema } = inspectDatabase(join(dataDir, 'greensleeve.db'));
  if (schema > knownSchema()) {
    return finding('database', 'made by a newer version of this program', 'Install that version again.');
  }
  return finding('database', schema < knownSchema() ? 'sound; upgraded at the next start' : 'sound, schema up to date');
}

function checkClock({ dataDir }: WebConfig, now: number): Finding {
  const newest = newestArrivalAt(join(dataDir, 'greensleeve.db')) ?? 0;
  const advice =
    'The clock has gone back, or was ahead: set it (timedatectl set-ntp true) before photographs get wrong times.';
  const found =
    newest === 0 ? 'no photographs to compare with' : `newest photograph of ${new Date(newest).toISOString()}`;
  return finding('clock', found, newest > now + aheadMs ? advice : null);
}

async function checkRedis({ dataDir, redisUrl }: WebConfig): Promise<Finding> {
  if (redisUrl === null) return checkOwnRedis(dataDir);
  const { evictionPolicy, isPersistent, usedBytes, maxBytes } = await readRedisFacts(redisUrl);
  const advice = [
    evictionPolicy === 'noeviction' ? '' : 'Set maxmemory-policy noeviction: Redis must not drop jobs.',
    isPersistent ? '' : 'Set appendonly yes, so that the queue outlives a restart.',
    maxBytes > 0 && usedBytes > 0.8 * maxBytes ? 'Raise maxmemory: more than 80 % is used.' : '',
  ].filter(Boolean);
  const used = `${evictionPolicy}, ${isPersistent ? 'persistent' : 'not persistent'}, ${(usedBytes / 1e6).toFixed(0)} MB used`;
  return finding('redis', used, advice.join(' ') || null);
}

/** What the service that uses this data folder answers; null: none runs. */
async function askService(dataDir: string, path: string): Promise<Response | null> {
  const file = join(dataDir, 'service.json');
  const address = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).address as string | null) : null;
  return address ? fetch(`${address}${path}`).catch(() => null) : null;
}

/** The port is the running service's own, or free for it. */
async function checkPort({ dataDir, host, port }: WebConfig): Promise<Finding> {
  if (await askService(dataDir, '/live')) return finding('port', 'the service is running and answers');
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return finding('port', `${host}:${port} is free`);
  } catch (error) {
    return finding('port', (error as Error).message, 'End the program that has the port, or choose another with PORT.');
  } finally {
    server.close();
  }
}

/** The service's own Redis is known to it alone, so the service is asked. */
async function checkOwnRedis(dataDir: string): Promise<Finding> {
  const answer = await askService(dataDir, '/ready');
  if (!answer) return finding('redis', 'the service is not running; it starts a Redis of its own');
  const { checks } = (await answer.json()) as { checks?: { queue?: string } };
  if (checks?.queue === 'ok') return finding('redis', 'the service’s own, reached by it');
  return finding('redis', 'the service does not reach its Redis', 'Read its log; stop it and start it again.');
}

function checkModel({ modelDir }: WebConfig): Finding {
  return finding('model', `${loadModel(modelDir).model}, its file is what its manifest says`);
}

function checkTimeZone({ timeZone }: WebConfig): Finding {
  return finding('time zone', `${timeZone}; this machine: ${Intl.DateTimeFormat().resolvedOptions().timeZone}`);
}

function checkNode(): Finding {
  const isOld = Number(process.versions.node.split('.')[0]) < oldestNode;
  return finding(
    'node',
    process.versions.node,
    isOld ? 'Start by `npm run`, which uses the Node of node_modules.' : null,
  );
}

function checkBackup({ dataDir }: WebConfig, now: number): Finding {
  const at = lastBackupAt(dataDir);
  const found = at === null ? 'none yet' : `the last one of ${new Date(at).toISOString()}`;
  const isOld = at === null || now - at > oldestBackupMs;
  return finding('backup', found, isOld ? 'npm run backup -- --to DIR, each night (cron).' : null);
}

/** Makes all checks; one that can't be made counts as failed, with its reason. */
export async function examine(config: WebConfig, now: number): Promise<Finding[]> {
  const checks: Record<string, () => Finding | Promise<Finding>> = {
    disk: () => checkDisk(config),
    permissions: () => checkPermissions(config),
    database: () => checkDatabase(config),
    clock: () => checkClock(config, now),
    redis: () => checkRedis(config),
    model: () => checkModel(config),
    'time zone': () => checkTimeZone(config),
    port: () => checkPort(config),
    node: checkNode,
    backup: () => checkBackup(config, now),
  };
  const findings: Finding[] = [];
  for (const [check, look] of Object.entries(checks)) {
    try {
      findings.push(await look());
    } catch (error) {
      const advice = 'Put right what the message names; without a data folder, start the service once or set DATA_DIR.';
      findings.push(finding(check, (error as Error).message, advice));
    }
  }
  return findings;
}
