import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOfAction, nameOfObject } from './audit-log/audit-log.actions.ts';
import { objectOf } from './audit-log/audit-log.rules.ts';
import { type Client, stranger } from './testing/client.ts';
import { startTestService, type TestService } from './testing/service.ts';

interface Operation {
  summary: string;
  'x-access': string;
  'x-action'?: string;
  responses: Record<string, unknown>;
}

describe('the description of the API', () => {
  let service: TestService;
  let client: Client;
  beforeAll(async () => {
    service = await startTestService();
    client = stranger(service.url);
  });
  afterAll(() => service?.stop());

  const operations = async () => {
    const { body } = await client.get<{ paths: Record<string, Record<string, Operation>> }>('/api/v1/openapi.json');
    return Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
    );
  };

  it('tells of each address what it is for and what it answers', async () => {
    const all = await operations();
    expect(all.length).toBeGreaterThan(20);
    for (const { method, path, summary, responses } of all) {
      expect(summary, `${method} ${path}`).not.toBe('');
      expect(Object.keys(responses).length, `${method} ${path}`).toBe(2);
    }
  });

  it('is true about who is let in: without a session or key every address but the open ones refuses', async () => {
    for (const { method, path, ...operation } of await operations()) {
      const address = path.replaceAll(/\{\w+\}/g, '1');
      const { status } = await client.send(method.toUpperCase(), address);
      if (operation['x-access'] === 'anyone') expect(status, `${method} ${path}`).not.toBe(401);
      else expect(status, `${method} ${path}`).toBe(401);
    }
  });

  it('names in both languages whatever leaves a line in the log of who did what (audit-log.actions.ts)', async () => {
    const logged = (await operations()).filter((one) => one['x-action'] !== undefined);
    expect(logged.length).toBeGreaterThan(20);
    const unnamed = logged.flatMap(({ path, 'x-action': action = '' }) => {
      const object = objectOf(path.replace('/api/v1', ''));
      const names = { [action]: nameOfAction(action), [object]: nameOfObject(object) };
      return Object.entries(names).flatMap(([id, name]) => (name.en === id ? [id] : []));
    });
    expect([...new Set(unnamed)]).toEqual([]);
  });

  it('can be browsed', async () => {
    const page = await client.get<string>('/api/docs');
    expect(page.body).toContain('swagger-ui-bundle.js');
    for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css', 'begin.js']) {
      expect((await client.get(`/api/docs/${file}`)).status, file).toBe(200);
    }
    expect((await client.get('/api/docs/package.json')).status).toBe(404);
  });
});
