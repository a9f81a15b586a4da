import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionView } from '../people/people.schemas.ts';
import { type Client, signIn, stranger } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, testPassword } from '../testing/community.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import type { InvitationList, IssuedLink, LinkFound } from './account-links.schemas.ts';
import type { Account, OwnSessions } from './accounts.schemas.ts';

let now = Date.parse('2026-11-20T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let admin: Client;
beforeAll(async () => {
  service = await startTestService({ clock: () => now, config: { sessionHours: 720 } });
  community = await setUpCommunity(service);
  admin = community.administrator;
});
afterAll(() => service.stop());

interface Problem {
  code: string;
}
let people = 0;
const addPerson = async (role: Parameters<TestCommunity['addPerson']>[1], estates: number[] = []) => {
  people += 1;
  const username = `person-${people}`;
  const client = await community.addPerson(username, role, estates);
  const { body } = await client.get<SessionView>('/api/v1/session');
  const again = (password = testPassword) => signIn(service.url, { username, password });
  return { username, client, id: body.person.id, again };
};
const statusOf = async (client: Client) => (await client.get('/api/v1/session')).status;
const takeLink = (body: object) =>
  stranger(service.url).send<{ id: number } & Problem>('POST', '/api/v1/account-links/use', body);
const look = (token: string) =>
  stranger(service.url).send<LinkFound & Problem>('POST', '/api/v1/account-links/look', { token });

describe('one’s own sessions', () => {
  it('are listed with browser and use, and end one by one or all but this', async () => {
    const { client, again } = await addPerson('viewer');
    const phone = await again();
    const other = await again();
    now += 6 * 60_000;
    await phone.get('/api/v1/session');
    const list = async () => (await client.get<OwnSessions>('/api/v1/sessions')).body.items;
    const items = await list();
    expect(items.map(({ isThis }) => isThis)).toEqual([true, false, false]);
    expect(items.filter(({ lastUsedAt }) => lastUsedAt === new Date(now).toISOString())).toHaveLength(2);
    expect(items[0]?.agent).toMatch(/node/i);
    expect((await client.send('DELETE', `/api/v1/sessions/${items[1]?.id}`)).status).toBe(204);
    expect((await client.send<Problem>('DELETE', `/api/v1/sessions/${items[1]?.id}`)).body.code).toBe(
      'no_such_session',
    );
    expect([await statusOf(phone), await statusOf(other)].sort()).toEqual([200, 401]);
    expect((await client.send('DELETE', '/api/v1/sessions')).body).toEqual({ ended: 1 });
    expect([await statusOf(phone), await statusOf(other), await statusOf(client)]).toEqual([401, 401, 200]);
  });

  it('are nobody else’s to end', async () => {
    const [one, two] = [await addPerson('viewer'), await addPerson('viewer')];
    const [session] = (await one.client.get<OwnSessions>('/api/v1/sessions')).body.items;
    expect((await two.client.send('DELETE', `/api/v1/sessions/${session?.id}`)).status).toBe(404);
    expect(await statusOf(one.client)).toBe(200);
  });
});

describe('one’s password', () => {
  it('changes with the old one only, and then ends the other sessions', async () => {
    const { client, again, username } = await addPerson('reviewer');
    const other = await again();
    const change = (current: string, password: string) =>
      client.send<Problem>('PUT', '/api/v1/session/password', { current, password });
    expect((await change('not the old one', 'a new one, long enough')).body.code).toBe('wrong_password');
    expect((await change(testPassword, 'short')).status).toBe(400);
    expect(await statusOf(other)).toBe(200);
    expect((await change(testPassword, 'a new one, long enough')).status).toBe(204);
    expect([await statusOf(client), await statusOf(other)]).toEqual([200, 401]);
    await expect(again()).rejects.toThrow(/401/);
    await signIn(service.url, { username, password: 'a new one, long enough' });
  });

  it('can’t be found out by trying from an open session', async () => {
    const { client } = await addPerson('viewer');
    const codes: string[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      const body = { current: `guess ${tries}`, password: 'a new one, long enough' };
      codes.push((await client.send<Problem>('PUT', '/api/v1/session/password', body)).body.code);
    }
    expect(codes.at(-2)).toBe('wrong_password');
    expect(codes.at(-1)).toBe('too_many_tries');
  });

  it('is reset by a link that works once, ends all sessions, and takes the place of an earlier one', async () => {
    const { client, id, username } = await addPerson('volunteer');
    const offer = async () => (await admin.send<IssuedLink>('POST', `/api/v1/people/${id}/reset`)).body;
    const [first, second] = [await offer(), await offer()];
    expect((await look(first.token)).body.code).toBe('link_spent');
    expect((await look(second.token)).body).toMatchObject({ kind: 'reset', username, role: null });
    const { body: account } = await admin.get<Account>(`/api/v1/people/${id}/account`);
    expect(account.reset?.expiresAt).toBe(second.expiresAt);
    expect(await statusOf(client)).toBe(200);
    expect((await takeLink({ token: second.token, password: 'by the link I came' })).body).toEqual({ id });
    expect(await statusOf(client)).toBe(401);
    await signIn(service.url, { username, password: 'by the link I came' });
    expect((await takeLink({ token: second.token, password: 'by the link I came' })).body.code).toBe('link_spent');
  });
});

describe('an invitation', () => {
  const invite = (body: object, client = admin) =>
    client.send<IssuedLink & Problem>('POST', '/api/v1/invitations', body);
  const list = async (client = admin) => (await client.get<InvitationList>('/api/v1/invitations')).body.items;

  it('makes an account of its role and estates, with name and password of the invited person’s choice, once', async () => {
    const estateId = await community.addEstate('邀请苑');
    const { body: link } = await invite({ role: 'bin_chief', estates: [estateId], note: '东门桶长' });
    expect((await look(link.token)).body).toMatchObject({ kind: 'invitation', role: 'bin_chief', username: null });
    const chosen = { token: link.token, username: 'chief-li', name: '李桶长', password: 'chosen by myself' };
    expect((await takeLink({ token: link.token, password: 'chosen by myself' })).body.code).toBe('invalid_request');
    expect((await takeLink({ ...chosen, username: 'admin' })).body.code).toBe('username_taken');
    const answers = await Promise.all([takeLink(chosen), takeLink({ ...chosen, username: 'chief-wang' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
    const username = answers[0]?.status === 201 ? 'chief-li' : 'chief-wang';
    const chief = await signIn(service.url, { username, password: 'chosen by myself' });
    const { person } = (await chief.get<SessionView>('/api/v1/session')).body;
    expect([person.role, person.estates]).toEqual(['bin_chief', [estateId]]);
    expect((await list())[0]).toMatchObject({ id: link.id, state: 'used', note: '东门桶长', person: { username } });
  });

  it('ends by its day or when it is taken back', async () => {
    const short = (await invite({ role: 'viewer', days: 1 })).body;
    const taken = (await invite({ role: 'viewer' })).body;
    expect((await admin.send('DELETE', `/api/v1/invitations/${taken.id}`)).status).toBe(204);
    expect((await look(taken.token)).body.code).toBe('link_spent');
    now += 86_400_000;
    expect((await look(short.token)).body.code).toBe('link_spent');
    expect((await list()).slice(0, 2).map(({ state }) => state)).toEqual(['revoked', 'expired']);
  });

  it('keeps to the estates of who invites', async () => {
    const [own, other] = [await community.addEstate('甲苑'), await community.addEstate('乙苑')];
    const local = await addPerson('administrator', [own]);
    expect((await invite({ role: 'viewer', estates: [own] }, local.client)).status).toBe(201);
    expect((await invite({ role: 'viewer', estates: [other] }, local.client)).body.code).toBe('no_such_estate');
    expect((await invite({ role: 'viewer' }, local.client)).body.code).toBe('no_such_estate');
    expect(await list(local.client)).toHaveLength(1);
    expect((await admin.send('DELETE', '/api/v1/invitations/999')).status).toBe(404);
  });

  it('leaves its secret neither in the database nor in the log', async () => {
    const { body: link } = await invite({ role: 'viewer', note: 'secret stays out' });
    const { body } = await admin.get<string>('/api/v1/audit-log.csv');
    expect(body).toContain('secret stays out');
    expect(body).not.toContain(link.token);
    expect(JSON.stringify(await list())).not.toContain(link.token);
  });
});

describe('the end of an account', () => {
  it('ends its sessions and links and shuts it out until it is let in again', async () => {
    const { client, id, again } = await addPerson('reviewer');
    const { body: link } = await admin.send<IssuedLink>('POST', `/api/v1/people/${id}/reset`);
    expect((await admin.send('POST', `/api/v1/people/${id}/deactivation`)).status).toBe(204);
    expect(await statusOf(client)).toBe(401);
    await expect(again()).rejects.toThrow(/401/);
    expect((await look(link.token)).body.code).toBe('link_spent');
    expect((await admin.send<Problem>('POST', `/api/v1/people/${id}/reset`)).body.code).toBe('account_deactivated');
    expect((await admin.get<Account>(`/api/v1/people/${id}/account`)).body.deactivatedAt).not.toBeNull();
    expect((await admin.send('DELETE', `/api/v1/people/${id}/deactivation`)).status).toBe(204);
    await again();
  });

  it('is not for oneself, nor by somebody of other estates', async () => {
    const own = (await admin.get<SessionView>('/api/v1/session')).body.person.id;
    expect((await admin.send<Problem>('POST', `/api/v1/people/${own}/deactivation`)).body.code).toBe('own_account');
    const [one, two] = [await community.addEstate('丙苑'), await community.addEstate('丁苑')];
    const local = await addPerson('administrator', [one]);
    const stranger = await addPerson('volunteer', [two]);
    for (const [method, path] of [
      ['GET', 'account'],
      ['POST', 'reset'],
      ['POST', 'deactivation'],
      ['DELETE', 'sessions'],
    ] as const) {
      const { body } = await local.client.send<Problem>(method, `/api/v1/people/${stranger.id}/${path}`);
      expect(body.code, path).toBe('no_such_person');
    }
  });

  it('ends all sessions of an account without shutting it out, when asked to', async () => {
    const { client, id, again } = await addPerson('member');
    expect((await admin.send('DELETE', `/api/v1/people/${id}/sessions`)).body).toEqual({ ended: 1 });
    expect(await statusOf(client)).toBe(401);
    await again();
  });
});
