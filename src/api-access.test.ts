import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deal } from './findings/findings.schemas.ts';
import { permissionsOf } from './people/people.rules.ts';
import { type Permission, type Role, roles } from './people/people.schemas.ts';
import type { Client } from './testing/client.ts';
import { cameraClient, stranger } from './testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from './testing/community.ts';
import { fieldsPicture } from './testing/pictures.ts';
import { createTestResults } from './testing/results.ts';
import { startTestService, type TestService } from './testing/service.ts';

interface Operation {
  method: string;
  path: string;
  access: string;
  isStream: boolean;
}

let service: TestService;
let community: TestCommunity;
let operations: Operation[];
beforeAll(async () => {
  service = await startTestService();
  community = await setUpCommunity(service);
  const { body } = await stranger(service.url).get<{
    paths: Record<string, Record<string, { 'x-access': string; responses: Record<string, { content?: object }> }>>;
  }>('/api/v1/openapi.json');
  operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { 'x-access': access, responses }]) => ({
      method: method.toUpperCase(),
      path,
      access,
      isStream: Object.values(responses).some(({ content }) => content && 'text/event-stream' in content),
    })),
  );
});
afterAll(() => service?.stop());

/** Whether the role is let in, by the address' declaration. */
const isLetIn = (access: string, role: Role): boolean =>
  access === 'anyone' || access === 'signed_in' || permissionsOf(role).includes(access as Permission);

const cell = (letIn: boolean): string => (letIn ? 'yes' : '-');

/** Nothing is there under these: whoever is let in changes nothing. */
const addressOf = (path: string): string =>
  path
    .replace('{month}', '2026-11')
    .replaceAll(/\{(id|capture\w*|binId|stationId)\}/g, '99999999')
    .replaceAll(/\{\w+\}/g, 'nothing');

describe('who is let in where', () => {
  it('stands in a table, address by role (api-access.md; `npx vitest run src/api-access.test.ts -u` writes it)', async () => {
    const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
    const rows = operations.map(({ method, path, access }) => [
      `${method} ${path}`,
      access,
      cell(access === 'anyone'),
      ...roles.map((role) => cell(access !== 'camera' && isLetIn(access, role))),
    ]);
    const head = ['address', 'asks for', 'no account', ...roles];
    const table = [head, head.map(() => '---'), ...rows.sort((a, b) => String(a[0]).localeCompare(String(b[0])))];
    const about = 'Which role is let in at which address. Written by a test; read the difference before you commit it.';
    await expect(`${about}\n\n${table.map(line).join('\n')}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, 'api-access.md'),
    );
  });

  it('is so at every address, for every role, for cameras and for strangers', { timeout: 120_000 }, async () => {
    const estate = await community.addEstate('One');
    const { camera } = await community.addStation(estate, 'Station', ['kitchen']);
    const clients = new Map<Role, Client>();
    for (const role of roles) clients.set(role, await community.addPerson(role.replace('_', '-'), role));
    const wrong: string[] = [];
    for (const { method, path, access, isStream } of operations) {
      if (access === 'anyone' || access === 'camera' || isStream) continue;
      const address = addressOf(path);
      // The address is open to cameras too, for what is their own.
      if (path !== '/api/v1/captures/{id}') {
        for (const client of [stranger(service.url), cameraClient(service.url, camera.key)]) {
          const { status } = await client.send(method, address);
          if (status !== 401) wrong.push(`${method} ${path} without a session: ${status}`);
        }
      }
      for (const [role, client] of clients) {
        const { status, body } = await client.send<{ code?: string }>(method, address);
        const isRefused = status === 403 && body.code === 'not_allowed';
        if (status >= 500) wrong.push(`${method} ${path} as ${role}: ${status}`);
        if (isRefused === isLetIn(access, role)) wrong.push(`${method} ${path} as ${role}: ${status} ${body.code}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('what is of another estate', () => {
  /** Lists, and the permission that lets somebody read them. */
  const lists: [string, Role][] = [
    ['/cameras', 'administrator'],
    ['/stations', 'viewer'],
    ['/report-places', 'volunteer'],
    ['/months/2026-11/stations', 'viewer'],
    ['/months/2026-11/rate', 'viewer'],
    ['/findings', 'reviewer'],
    ['/lookback/choices', 'reviewer'],
    ['/audit-log', 'secretary'],
    ['/home', 'secretary'],
    ['/invitations', 'administrator'],
    ['/findings.csv', 'reviewer'],
    ['/audit-log.csv', 'secretary'],
  ];
  const marks = { own: '甲甲甲', other: '乙乙乙' };
  const estates = new Map<string, number>();
  const stations = new Map<string, TestStation>();
  const findings = new Map<string, string>();

  beforeAll(async () => {
    const results = createTestResults(service);
    for (const [index, mark] of Object.values(marks).entries()) {
      const estateId = await community.addEstate(`${mark}苑`);
      const station = await community.addStation(estateId, `${mark}点`, ['kitchen']);
      estates.set(mark, estateId);
      stations.set(mark, station);
      const at = new Date(Date.now() - 60_000).toISOString();
      await results.classify(station, await fieldsPicture(['recyclable'], 700 + index), at, [
        { label: 'paper_cardboard' },
      ]);
      const reviewer = await community.addPerson(`judge-${index}`, 'reviewer', [estateId]);
      const { body } = await reviewer.send<Deal>('POST', '/api/v1/review/deals', { count: 1 });
      const [item] = body.items;
      await reviewer.send('PUT', `/api/v1/findings/${item?.id}/verdict`, { version: item?.version, judgement: 'fits' });
      findings.set(mark, item?.id ?? '');
      const invitation = { role: 'viewer', estates: [estateId], note: `${mark}邀请` };
      await community.administrator.send('POST', '/api/v1/invitations', invitation);
      await community.addPerson(`${index}-chief`, 'bin_chief', [estateId]);
    }
    await results.close();
  }, 60_000);

  it('is in no list of somebody who is limited to their own', { timeout: 60_000 }, async () => {
    const leaks: string[] = [];
    for (const [index, [path, role]] of lists.entries()) {
      const client = await community.addPerson(`reader-${index}`, role, [estates.get(marks.own) as number]);
      const { status, body } = await client.get(`/api/v1${path}`);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      if (status !== 200) leaks.push(`${path}: ${status}`);
      if (text.includes(marks.other)) leaks.push(`${role} at ${path}`);
    }
    expect(leaks).toEqual([]);
  });

  it('is not found by its number either, while one’s own is', { timeout: 60_000 }, async () => {
    const [own, other] = [marks.own, marks.other].map((mark) => ({
      camera: stations.get(mark)?.camera.id,
      finding: findings.get(mark),
    }));
    const administrator = await community.addPerson('local-admin', 'administrator', [estates.get(marks.own) as number]);
    const paths = ({ camera, finding }: { camera?: number | undefined; finding?: string | undefined } = {}) => [
      `/findings/${finding}`,
      `/findings/${finding}/history`,
      `/cameras/${camera}`,
      `/cameras/${camera}/photo`,
      `/cameras/${camera}/masks`,
    ];
    const statuses = async (of: string[]) =>
      Promise.all(of.map(async (path) => (await administrator.get(`/api/v1${path}`)).status));
    expect(await statuses(paths(own))).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(paths(other))).toEqual([404, 404, 404, 404, 404]);
  });
});
