import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { modelDir, workerKey } from '../src/classification/classification.fixture.ts';
import { startTestRedis } from '../src/testing/redis.ts';

describe('worker process', () => {
  let redis: Awaited<ReturnType<typeof startTestRedis>>;
  let child: ChildProcess | null = null;
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterAll(() => redis.stop());
  afterEach(() => {
    child?.kill('SIGKILL');
    child = null;
  });

  function start(env: Record<string, string>): { process: ChildProcess; output: () => string } {
    let output = '';
    const process = fork('workers/classify.ts', { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    process.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    process.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child = process;
    return { process, output: () => output };
  }
  const settings = () => ({ REDIS_URL: redis.url, WORKER_KEY: workerKey, MODEL_DIR: modelDir, LOG_LEVEL: 'info' });

  it('says when it takes jobs, and ends in order when asked to', async () => {
    const { process, output } = start(settings());
    expect((await once(process, 'message'))[0]).toEqual({ type: 'ready' });
    process.kill('SIGTERM');
    expect(await once(process, 'close')).toEqual([0, null]);
    expect(output()).toContain('tiny-mean-colour@1.0.0');
  });

  it('ends when the process that started it goes away', async () => {
    const { process } = start(settings());
    await once(process, 'message');
    process.disconnect();
    expect(await once(process, 'exit')).toEqual([0, null]);
  });

  it('names all that is wrong with its settings', async () => {
    const { process, output } = start({ WORKER_KEY: 'short', MODEL_DIR: modelDir });
    expect((await once(process, 'close'))[0]).toBe(2);
    expect(output()).toMatch(/WORKER_KEY[\s\S]*REDIS_URL|REDIS_URL[\s\S]*WORKER_KEY/);
  });

  it('says so when there is no model where it should be', async () => {
    const { process, output } = start({ ...settings(), MODEL_DIR: 'fixtures' });
    expect((await once(process, 'close'))[0]).toBe(2);
    expect(output()).toContain("manifest.json can't be read");
  });
});
