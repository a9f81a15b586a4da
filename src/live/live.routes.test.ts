import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Deal, JudgedFinding } from '../findings/findings.schemas.ts';
import { type Client, signIn } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation, testPassword } from '../testing/community.ts';
import { listen as listenTo, type TestListener } from '../testing/listener.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';

let service: TestService;
let community: TestCommunity;
let results: TestResults;
let estateId: number;
let station: TestStation;
const listeners: TestListener[] = [];

beforeAll(async () => {
  service = await startTestService();
  community = await setUpCommunity(service);
  results = createTestResults(service);
  estateId = await community.addEstate('One');
  station = await community.addStation(estateId, 'Station', ['kitchen']);
});
afterEach(() => {
  for (const one of listeners.splice(0)) one.close();
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

async function listen(client: Client): Promise<TestListener> {
  const listener = await listenTo(service.url, client);
  listeners.push(listener);
  return listener;
}
let people = 0;
const addPerson = (role: Parameters<TestCommunity['addPerson']>[1], estates: number[] = []) => {
  people += 1;
  return community.addPerson(`${role.slice(0, 4)}${people}`, role, estates);
};
let seed = 0;
async function flag(): Promise<void> {
  seed += 1;
  const photo = await fieldsPicture(['recyclable'], seed);
  await results.classify(station, photo, new Date(Date.now() - 60_000 * (60 - seed)).toISOString(), [
    { label: 'paper_cardboard', content: seed * 40 },
  ]);
}
async function judgeNext(client: Client): Promise<JudgedFinding> {
  const { body } = await client.send<Deal>('POST', '/api/v1/review/deals', { count: 1 });
  const [item] = body.items;
  const path = `/api/v1/findings/${item?.id}/verdict`;
  return (await client.send<JudgedFinding>('PUT', path, { version: item?.version, judgement: 'fits' })).body;
}

describe('live events', () => {
  it('tell a reviewer of photographs, items and verdicts as they come, without any compression', async () => {
    const anna = await addPerson('reviewer');
    const bert = await addPerson('reviewer');
    const heard = await listen(bert);
    expect(heard.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8' });
    expect(heard.headers['content-encoding']).toBeUndefined();
    await flag();
    await waitFor(() => heard.events().some(({ kind }) => kind === 'queue'));
    expect(heard.events()).toContainEqual({ kind: 'photos', stationId: station.stationId });
    const judged = await judgeNext(anna);
    const about = { findingId: judged.id, stationId: station.stationId };
    await waitFor(() => heard.events().some(({ kind }) => kind === 'judged'));
    expect(heard.events()).toContainEqual({ kind: 'judged', ...about });
    await anna.send('POST', `/api/v1/findings/${judged.id}/undo`, { version: judged.version });
    await waitFor(() => heard.events().some(({ kind }) => kind === 'undone'));
    expect(heard.events()).toContainEqual({ kind: 'undone', ...about });
    await judgeNext(anna);
  });

  it('tell nothing of an item that has come, neither which nor where', async () => {
    const bert = await addPerson('reviewer');
    const heard = await listen(bert);
    await flag();
    await waitFor(() => heard.events().some(({ kind }) => kind === 'queue'));
    const about = heard.events().filter(({ kind }) => kind !== 'photos' && kind !== 'counts');
    expect(about).toEqual([{ kind: 'queue' }]);
    expect(heard.text()).not.toMatch(/flag|score|audit|report|source|threshold|decision|paper/i);
    await judgeNext(bert);
  });

  it('tell each only of their estates and of what their role may see', async () => {
    const other = await community.addEstate('Two');
    const elsewhere = await listen(await addPerson('reviewer', [other]));
    const viewer = await listen(await addPerson('viewer'));
    const member = await listen(await addPerson('volunteer'));
    const here = await listen(await addPerson('reviewer', [estateId]));
    await flag();
    await judgeNext(community.administrator);
    await waitFor(() => here.events().some(({ kind }) => kind === 'judged'));
    expect(elsewhere.events()).toEqual([]);
    expect(member.events()).toEqual([]);
    expect(new Set(viewer.events().map(({ kind }) => kind))).toEqual(new Set(['photos', 'counts']));
  });

  it('are for those who are signed in, and end when they sign out', async () => {
    await addPerson('viewer');
    const username = `view${people}`;
    const login = await signIn(service.url, { username, password: testPassword });
    const other = await signIn(service.url, { username, password: testPassword });
    const [heard, kept] = [await listen(login), await listen(other)];
    await login.send('DELETE', '/api/v1/session');
    await waitFor(() => heard.hasEnded());
    expect(heard.text()).toContain('event: ended');
    expect(kept.hasEnded()).toBe(false);
    expect((await listen(login)).status).toBe(401);
  });

  it('tell who comes back what they missed', async () => {
    const bert = await addPerson('reviewer');
    const first = await listen(bert);
    const lastId = /^id: (.+)$/m.exec(first.text())?.[1] ?? '';
    first.close();
    await flag();
    await judgeNext(community.administrator);
    await waitFor(async () => {
      const again = await listenTo(service.url, bert, `/api/v1/events?last=${lastId}`);
      listeners.push(again);
      return again.events().some(({ kind }) => kind === 'judged');
    });
  });

  it('don’t hold up the end of the service', async () => {
    const another = await startTestService();
    const { administrator } = await setUpCommunity(another);
    const heard = await listenTo(another.url, administrator);
    const begun = performance.now();
    await another.stop();
    expect(performance.now() - begun).toBeLessThan(8_000);
    expect(heard.hasEnded()).toBe(true);
  });
});
