import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stranger } from './testing/client.ts';
import { startTestService, type TestService } from './testing/service.ts';

let webRoot: string;
let service: TestService;
beforeAll(async () => {
  webRoot = mkdtempSync(join(tmpdir(), 'greensleeve-web-'));
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(webRoot, 'assets/app-1a2b.js'), `console.log(${JSON.stringify('green '.repeat(1_000))});`);
  service = await startTestService({ webRoot });
});
afterAll(async () => {
  await service.stop();
  rmSync(webRoot, { recursive: true, force: true });
});

const get = (path: string) => stranger(service.url).get<string>(path);

describe('the built interface', () => {
  it('answers every address of its own with its page, never from a cache', async () => {
    for (const path of ['/', '/review', '/counts/2026-11']) {
      const { status, headers, body } = await get(path);
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(body).toContain('<title>page</title>');
    }
  });

  it('has its scripts sent compressed and kept for ever', async () => {
    const { headers } = await get('/assets/app-1a2b.js');
    expect(headers.get('content-encoding')).toMatch(/gzip|br/);
    expect(headers.get('cache-control')).toMatch(/immutable/);
    expect(headers.get('vary')).toMatch(/accept-encoding/i);
  });

  it('leaves files that are not there, and addresses of the API, to be told as problems', async () => {
    for (const path of ['/assets/gone.js', '/favicon.gone', '/api/v1/nothing', '/internal/v1/nothing']) {
      const { status, headers } = await get(path);
      expect([404, 401]).toContain(status);
      expect(headers.get('content-type')).toMatch(/problem\+json/);
    }
  });
});

describe('the state of the service', () => {
  it('is live, and ready but degraded as long as no worker is there', async () => {
    expect((await get('/live')).status).toBe(200);
    const { status, body } = await get('/ready');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'degraded', checks: { database: 'ok', workers: 0 } });
  });

  it('is unavailable while the database can be read and not written, and ready again afterwards', async () => {
    const other = new Database(join(service.dataDir, 'greensleeve.db'));
    try {
      other.exec('BEGIN IMMEDIATE');
      const { status, body } = await get('/ready');
      expect([status, body]).toMatchObject([503, { status: 'unavailable', checks: { database: 'failed' } }]);
    } finally {
      other.close();
    }
    expect((await get('/ready')).status).toBe(200);
  });
});
