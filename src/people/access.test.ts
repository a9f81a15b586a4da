import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, cameraClient, signIn, stranger } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation, testPassword } from '../testing/community.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { type Permission, type Role, roles } from './people.schemas.ts';

let now = Date.parse('2026-11-20T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let station: TestStation;
const people = new Map<Role, Client>();

beforeAll(async () => {
  service = await startTestService({ clock: () => now, config: { signInTries: 3 } });
  community = await setUpCommunity(service);
  station = await community.addStation(await community.addEstate('One'), 'Station', ['kitchen']);
  for (const role of roles) people.set(role, await community.addPerson(role.replace('_', '-'), role));
});
afterAll(() => service.stop());

const noFinding = '00000000-0000-4000-8000-000000000000';
/** Every route that people use, the permission it asks for (null: being signed in) and a request that is harmless. */
const routes: { method: string; path: string; permission: Permission | null; body?: unknown }[] = [
  { method: 'GET', path: '/session', permission: null },
  { method: 'GET', path: '/estates', permission: null },
  { method: 'GET', path: '/stations', permission: null },
  { method: 'GET', path: '/photos/not-a-token', permission: null },
  { method: 'POST', path: '/review/deals', permission: 'review', body: {} },
  { method: 'GET', path: '/findings', permission: 'review' },
  { method: 'GET', path: `/findings/${noFinding}`, permission: 'review' },
  {
    method: 'PUT',
    path: `/findings/${noFinding}/verdict`,
    permission: 'review',
    body: { version: 0, judgement: 'fits' },
  },
  { method: 'POST', path: `/findings/${noFinding}/undo`, permission: 'review', body: { version: 1 } },
  { method: 'GET', path: '/months/2026-11/stations', permission: 'see_counts' },
  { method: 'GET', path: '/captures/999', permission: 'see_counts' },
  { method: 'GET', path: '/people', permission: 'administer' },
  { method: 'POST', path: '/people', permission: 'administer', body: {} },
  { method: 'POST', path: '/estates', permission: 'administer', body: {} },
  { method: 'POST', path: '/stations', permission: 'administer', body: {} },
  { method: 'GET', path: '/cameras', permission: 'administer' },
  { method: 'POST', path: '/cameras', permission: 'administer', body: {} },
  { method: 'PUT', path: '/cameras/999/views', permission: 'administer', body: { views: [] } },
  { method: 'POST', path: '/cameras/999/key', permission: 'administer' },
  { method: 'DELETE', path: '/cameras/999/key', permission: 'administer' },
  { method: 'POST', path: '/captures/999/retry', permission: 'administer' },
  { method: 'GET', path: '/queue', permission: 'see_queue' },
  { method: 'GET', path: '/queue/failures', permission: 'see_queue' },
  { method: 'POST', path: '/queue/retries', permission: 'administer' },
  { method: 'POST', path: '/reports', permission: 'report', body: {} },
  { method: 'GET', path: '/reports/mine', permission: 'report' },
  { method: 'GET', path: '/report-places', permission: 'report' },
  { method: 'GET', path: '/station-events', permission: 'report' },
  { method: 'GET', path: `/findings/${noFinding}/frames`, permission: 'review' },
  { method: 'POST', path: `/findings/${noFinding}/frames/duplicate`, permission: 'review', body: { episode: 1 } },
  { method: 'POST', path: `/findings/${noFinding}/frames/split`, permission: 'review', body: { frame: 1 } },
  { method: 'POST', path: `/findings/${noFinding}/frames/undo`, permission: 'review', body: { edit: 1 } },
  { method: 'GET', path: '/homes?q=3', permission: 'review' },
  { method: 'GET', path: '/review/items', permission: 'review' },
  { method: 'POST', path: `/findings/${noFinding}/hiding`, permission: 'review', body: { reason: 'person' } },
  { method: 'GET', path: '/photo-hidings', permission: 'lift_hiding' },
  { method: 'POST', path: '/photo-hidings/999/lift', permission: 'lift_hiding', body: { note: 'x' } },
  { method: 'GET', path: '/signatures', permission: 'sign' },
  { method: 'POST', path: '/attributions/9/signature', permission: 'sign', body: { decision: 'signed' } },
  { method: 'POST', path: '/signatures/9/undo', permission: 'sign' },
  { method: 'GET', path: '/lists/2026-11', permission: 'sign' },
  { method: 'POST', path: '/lists/2026-11/editions', permission: 'publish', body: {} },
  { method: 'POST', path: '/list-editions/9/signature', permission: 'sign' },
  { method: 'POST', path: '/list-editions/9/publication', permission: 'publish' },
  { method: 'GET', path: '/patrols/mine', permission: 'report' },
  { method: 'POST', path: '/patrols/check-in', permission: 'report', body: {} },
  { method: 'PUT', path: '/patrols/999/end', permission: 'report', body: { outcome: 'found' } },
  { method: 'GET', path: '/patrol-posts', permission: 'organise' },
  { method: 'POST', path: '/patrol-posts', permission: 'organise', body: {} },
  { method: 'POST', path: '/patrol-posts/999/cancel', permission: 'organise' },
  { method: 'GET', path: '/patrols/months/2026-11', permission: 'organise' },
  { method: 'GET', path: '/training/months/2026-11', permission: 'organise' },
  { method: 'POST', path: '/training', permission: 'organise', body: {} },
  { method: 'POST', path: '/training/999/cancel', permission: 'organise' },
  { method: 'GET', path: '/points', permission: 'see_points' },
  { method: 'GET', path: '/points/members/9', permission: 'see_points' },
  { method: 'GET', path: '/my/points', permission: null },
  { method: 'GET', path: '/points/assessment.csv', permission: 'see_points' },
  { method: 'GET', path: '/points/assessment.xlsx', permission: 'see_points' },
  { method: 'GET', path: '/points/rules', permission: null },
  { method: 'POST', path: '/points/rules', permission: 'set_rules', body: {} },
  { method: 'POST', path: '/points/rules/dry-run', permission: 'set_rules', body: {} },
  { method: 'GET', path: '/notices', permission: 'notify' },
  { method: 'GET', path: '/notices/9', permission: 'notify' },
  { method: 'PUT', path: '/notices/9/delivery', permission: 'notify' },
  { method: 'DELETE', path: '/notices/9/delivery', permission: 'notify' },
  { method: 'GET', path: '/my/notices', permission: null },
  { method: 'POST', path: '/my/notices/9/opened', permission: null },
  { method: 'POST', path: '/my/notices/9/appeal', permission: null, body: { ground: 'not_ours' } },
  { method: 'GET', path: '/appeals', permission: 'decide' },
  { method: 'POST', path: '/appeals/9/decision', permission: 'decide', body: { decision: 'upheld', reason: 'r' } },
  { method: 'DELETE', path: '/appeals/9/decision', permission: 'decide' },
  { method: 'POST', path: '/review/bulk-offers', permission: 'review', body: {} },
  { method: 'POST', path: '/review/bulk-rejections', permission: 'review', body: {} },
  { method: 'POST', path: '/review/bulk-rejections/9/undo', permission: 'review' },
  { method: 'GET', path: '/second-looks/2026-11', permission: 'see_agreement' },
  { method: 'GET', path: '/months', permission: 'see_counts' },
  { method: 'GET', path: '/months/2026-11/report', permission: 'see_counts' },
  { method: 'GET', path: '/months/2026-11/closing', permission: 'close_months' },
  { method: 'POST', path: '/months/2026-11/closing', permission: 'close_months', body: {} },
  { method: 'POST', path: '/months/2026-11/rest-draws', permission: 'close_months', body: {} },
  { method: 'PUT', path: '/months/2026-11/report/sentences/rate', permission: 'close_months', body: {} },
  { method: 'GET', path: '/lookback/choices', permission: 'review' },
  { method: 'GET', path: '/findings.csv', permission: 'review' },
  { method: 'GET', path: '/station-care', permission: 'report' },
  { method: 'GET', path: '/audit-log', permission: 'see_audit_log' },
  { method: 'GET', path: '/audit-log/choices', permission: 'see_audit_log' },
  { method: 'GET', path: '/audit-log.csv', permission: 'see_audit_log' },
  { method: 'POST', path: '/stickers', permission: 'administer', body: {} },
  { method: 'GET', path: '/households', permission: 'administer' },
  { method: 'POST', path: '/households', permission: 'administer', body: {} },
  { method: 'POST', path: '/households/999/consent', permission: 'administer', body: {} },
  { method: 'GET', path: '/places', permission: 'administer' },
  { method: 'POST', path: '/stations/999/bins', permission: 'administer', body: {} },
  { method: 'PATCH', path: '/places/bin/999', permission: 'administer', body: {} },
  { method: 'POST', path: '/places/bin/999/retire', permission: 'administer' },
  { method: 'POST', path: '/places/bin/999/restore', permission: 'administer' },
  { method: 'GET', path: '/imports/people/template.xlsx', permission: 'administer' },
  { method: 'POST', path: '/imports/people', permission: 'administer' },
  { method: 'POST', path: `/imports/${noFinding}/commit`, permission: 'administer' },
  { method: 'GET', path: '/duties?kind=field', permission: 'administer' },
  { method: 'GET', path: '/duties/mine', permission: 'report' },
  { method: 'POST', path: '/duties', permission: 'administer', body: {} },
  { method: 'PUT', path: '/duties/field/999/last-day', permission: 'administer', body: {} },
  { method: 'POST', path: '/duties/field/999/cancel', permission: 'administer' },
];
const expectedOf: Record<Permission, Role[]> = {
  review: ['reviewer', 'secretary', 'administrator'],
  see_counts: ['branch', 'reviewer', 'secretary', 'administrator', 'viewer'],
  administer: ['administrator'],
  see_queue: ['secretary', 'administrator'],
  see_agreement: ['secretary', 'administrator'],
  sign: ['branch', 'secretary'],
  publish: ['secretary'],
  organise: ['branch', 'secretary', 'administrator'],
  see_points: ['branch', 'secretary', 'administrator'],
  set_rules: ['secretary', 'administrator'],
  notify: ['branch', 'reviewer', 'secretary'],
  decide: ['branch', 'secretary', 'administrator'],
  close_months: ['secretary'],
  see_audit_log: ['secretary', 'administrator'],
  lift_hiding: ['secretary', 'administrator'],
  report: ['volunteer', 'bin_chief', 'member', 'branch', 'reviewer', 'secretary', 'administrator'],
};

describe('who may do what', () => {
  it.each(routes)(
    '$method $path asks for $permission, of all eight roles',
    async ({ method, path, permission, body }) => {
      expect((await stranger(service.url).send(method, `/api/v1${path}`, body)).status).toBe(401);
      for (const [role, client] of people) {
        const { status } = await client.send(method, `/api/v1${path}`, body);
        const allowed = permission === null || expectedOf[permission].includes(role);
        expect([role, status === 403]).toEqual([role, !allowed]);
        expect(status).not.toBe(401);
        expect(status).toBeLessThan(500);
      }
    },
  );

  it('lets no camera key into what is for people, and no person into what is for workers', async () => {
    expect((await station.camera.client.get('/api/v1/cameras')).status).toBe(401);
    const paths = [`/internal/v1/view-sets/${station.camera.id}/2`, '/internal/v1/captures/1/photo'];
    for (const path of paths) {
      expect((await community.administrator.get(path)).status).toBe(401);
      expect((await station.camera.client.get(path)).status).toBe(401);
      expect((await cameraClient(service.url, service.workerKey).get(path)).status).not.toBe(401);
    }
  });
});

describe('a session', () => {
  it('is a cookie that scripts and other sites can’t use, and tells who one is', async () => {
    const answer = await stranger(service.url).send('POST', '/api/v1/session', {
      username: 'viewer',
      password: testPassword,
    });
    expect(answer.headers.get('set-cookie')).toMatch(/^greensleeve_session=[\w-]{43};.*HttpOnly; SameSite=Strict/);
    expect(answer.body).toMatchObject({
      person: { username: 'viewer', role: 'viewer', estates: null },
      permissions: ['see_counts'],
      community: { timeZone: 'Asia/Shanghai' },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/hash|scrypt/i);
  });

  it('ends by signing out, and by itself after its hours', async () => {
    const first = await signIn(service.url, { username: 'viewer', password: testPassword });
    expect((await first.send('DELETE', '/api/v1/session')).status).toBe(204);
    expect((await first.get('/api/v1/session')).status).toBe(401);
    const second = await signIn(service.url, { username: 'viewer', password: testPassword });
    now += 12 * 3_600_000;
    expect((await second.get('/api/v1/session')).status).toBe(401);
    now -= 12 * 3_600_000;
  });

  it('is refused alike for a wrong name and a wrong password, and after too many tries for a while', async () => {
    const attempt = (username: string) =>
      stranger(service.url).send<{ code: string; detail: string }>('POST', '/api/v1/session', {
        username,
        password: 'wrong',
      });
    const [known, unknown] = [await attempt('branch'), await attempt('nobody')];
    expect(known.body).toEqual(unknown.body);
    expect(known.body.code).toBe('wrong_credentials');
    await attempt('branch');
    await attempt('branch');
    const throttled = await attempt('branch');
    expect([throttled.status, throttled.body.code]).toEqual([429, 'too_many_tries']);
    expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await attempt('secretary')).status).toBe(401);
  });
});

describe('a change asked for by another site', () => {
  it('is refused, whatever cookie comes with it', async () => {
    const viewer = people.get('viewer') as Client;
    const answers = [
      await viewer.send<{ code: string }>('DELETE', '/api/v1/session', undefined, {
        origin: 'https://elsewhere.example',
      }),
      await viewer.send<{ code: string }>('DELETE', '/api/v1/session', undefined, { 'sec-fetch-site': 'cross-site' }),
    ];
    expect(answers.map(({ body }) => body.code)).toEqual(['cross_site', 'cross_site']);
    expect((await viewer.get('/api/v1/session')).status).toBe(200);
    const own = await viewer.send('DELETE', '/api/v1/session', undefined, { origin: service.url });
    expect(own.status).toBe(204);
  });
});

describe('every answer', () => {
  it('carries a content policy without inline scripts and is not kept by caches', async () => {
    const { headers } = await stranger(service.url).get('/api/v1/session');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'/);
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('to something that does not exist or can’t be read is a problem, not a page', async () => {
    const answers = [
      await stranger(service.url).get<{ code: string }>('/api/v1/nothing-here'),
      await stranger(service.url).send<{ code: string }>('POST', '/api/v1/session', new TextEncoder().encode('{'), {
        'content-type': 'application/json',
      }),
      await stranger(service.url).get<{ code: string }>('/api/v1/findings/%E0%A4%A'),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'no_such_address'],
      [400, 'not_json'],
      [400, 'request_not_understood'],
    ]);
  });
});
