import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig, loadWorkerConfig } from './config.ts';

describe('configuration', () => {
  it('has a default for everything the web process needs', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ port: 8480, host: '127.0.0.1', redisUrl: null, timeZone: 'Asia/Shanghai' });
  });

  it('names every wrong variable at once, with what it means', () => {
    const load = () => loadConfig({ PORT: 'eighty', TIME_ZONE: 'Asia/Atlantis', LOG_LEVEL: 'loud', MAX_ATTEMPTS: '0' });
    expect(load).toThrow(ConfigError);
    for (const name of ['PORT', 'TIME_ZONE', 'LOG_LEVEL', 'MAX_ATTEMPTS']) expect(load).toThrow(new RegExp(name));
  });

  it('treats an empty variable as one that is not set', () => {
    expect(loadConfig({ PORT: '' }).port).toBe(8480);
  });

  it('refuses to start a worker without Redis and its key', () => {
    expect(() => loadWorkerConfig({})).toThrow(/REDIS_URL is not set[\s\S]*WORKER_KEY is not set/);
  });

  it('never echoes the value of a secret in an error', () => {
    expect(() => loadConfig({ WORKER_KEY: 'short-secret' })).toThrow(/WORKER_KEY/);
    expect(() => loadConfig({ WORKER_KEY: 'short-secret' })).not.toThrow(/short-secret/);
  });
});
