import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** One planted line: what the file looks at, and whether the rules forbid it there. */
type Plant = readonly [path: string, module: string, verdict: 'forbidden' | 'allowed'];

const plants: Plant[] = [
  ['src/captures/captures.dispatch.ts', 'bullmq', 'forbidden'],
  ['src/platform/queue/producer.ts', 'bullmq', 'allowed'],
  ['src/platform/processes/redis-ping.ts', 'ioredis', 'forbidden'],
  ['src/platform/queue/connection.ts', 'ioredis', 'allowed'],
  ['src/captures/captures.service.ts', 'drizzle-orm', 'forbidden'],
  ['src/captures/captures.repo.ts', 'drizzle-orm', 'allowed'],
  ['src/captures/captures.schemas.ts', 'drizzle-orm/sqlite-core', 'forbidden'],
  ['src/captures/captures.table.ts', 'drizzle-orm/sqlite-core', 'allowed'],
  ['src/platform/db/database.ts', 'drizzle-orm/better-sqlite3', 'allowed'],
  ['src/episodes/episodes.repo.ts', 'better-sqlite3', 'forbidden'],
  ['src/platform/db/database.ts', 'better-sqlite3', 'allowed'],
  ['src/platform/processes/data-lock.ts', 'better-sqlite3', 'allowed'],
  ['src/findings/findings.service.ts', 'sharp', 'forbidden'],
  ['src/inference/preprocess.ts', 'sharp', 'allowed'],
  ['src/platform/files/renditions.ts', 'sharp', 'allowed'],
  ['src/demo/camera-simulator.photo.ts', 'sharp', 'allowed'],
  ['scripts/model-evaluate.ts', 'sharp', 'allowed'],
  ['src/people/people.service.ts', 'express', 'forbidden'],
  ['src/people/people.routes.ts', 'express', 'allowed'],
  ['src/people/people.guards.ts', 'express', 'allowed'],
  ['src/app.ts', 'express', 'allowed'],
  ['src/platform/http/upload.ts', 'express', 'allowed'],
  ['src/platform/files/photo-store.ts', 'multer', 'forbidden'],
  ['src/platform/http/upload.ts', 'multer', 'allowed'],
  ['src/container.ts', 'helmet', 'forbidden'],
  ['src/platform/http/security.ts', 'helmet', 'allowed'],
  ['src/container.ts', 'compression', 'forbidden'],
  ['src/app.ts', 'compression', 'allowed'],
  ['src/start.ts', 'express-rate-limit', 'forbidden'],
  ['src/people/people.routes.ts', 'express-rate-limit', 'allowed'],
  ['src/classification/classification.jobs.ts', 'onnxruntime-node', 'forbidden'],
  ['src/inference/session.ts', 'onnxruntime-node', 'allowed'],
  ['src/captures/captures.repo.ts', 'process.env', 'forbidden'],
  ['src/config/config.ts', 'process.env', 'forbidden'],
  ['scripts/simulate-cameras.ts', 'process.env', 'forbidden'],
  ['src/main.ts', 'process.env', 'allowed'],
  ['workers/classify.ts', 'process.env', 'allowed'],
  // An override replaces the whole list: a home of one library must still ban the others.
  ['src/platform/queue/consumer.ts', 'express', 'forbidden'],
  ['src/captures/captures.repo.ts', 'sharp', 'forbidden'],
  ['src/platform/db/database.ts', 'bullmq', 'forbidden'],
  ['src/platform/processes/data-lock.ts', 'drizzle-orm', 'forbidden'],
  ['src/captures/captures.routes.ts', 'drizzle-orm', 'forbidden'],
  ['src/platform/files/renditions.ts', 'better-sqlite3', 'forbidden'],
  ['src/inference/preprocess.ts', 'bullmq', 'forbidden'],
  ['src/captures/captures.rules.test.ts', 'onnxruntime-node', 'forbidden'],
  ['src/testing/database.ts', 'bullmq', 'forbidden'],
  ['src/web/app.tsx', 'drizzle-orm', 'forbidden'],
  ['workers/classify.ts', 'ioredis', 'forbidden'],
];

const textOf = (module: string): string =>
  module === 'process.env' ? 'console.log(process.env.HOME);' : `import '${module}';`;

interface Report {
  diagnostics: { category: string; location: { path: string; start: { line: number } } }[];
}

/** Runs the linter on a folder; its exit code is that of a linter that found something. */
const lint = (folder: string): Promise<Report> =>
  new Promise((resolve, reject) => {
    const program = join(root, 'node_modules/.bin/biome');
    const args = ['lint', '--reporter=json', '--max-diagnostics=none', '.'];
    execFile(program, args, { cwd: folder }, (error, output) => (output ? resolve(JSON.parse(output)) : reject(error)));
  });

describe('the rules on imports', () => {
  const reported = new Set<string>();

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'greensleeve-import-rules-'));
    const rules = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
    const modulesOf = new Map<string, string[]>();
    for (const [path, module] of plants) modulesOf.set(path, [...(modulesOf.get(path) ?? []), module]);
    for (const [path, modules] of modulesOf) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), modules.map(textOf).join('\n'));
    }
    const { diagnostics } = await lint(folder);
    rmSync(folder, { recursive: true });
    for (const { category, location } of diagnostics) {
      if (!/noRestrictedImports|noProcessEnv/.test(category)) continue;
      reported.add(`${location.path} ${modulesOf.get(location.path)?.[location.start.line - 1]}`);
    }
  });

  it.each(plants)('in %s %s is %s', (path, module, verdict) => {
    expect(reported.has(`${path} ${module}`)).toBe(verdict === 'forbidden');
  });
});
