import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { variables } from '../config/variables.ts';
import type { Deal } from '../findings/findings.schemas.ts';
import { listSchemes } from '../inference/scheme.ts';
import type { SessionView } from '../people/people.schemas.ts';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { type SettingsView, timeLimits } from './settings.schemas.ts';

const now = Date.parse('2026-11-20T10:05:00Z');
let service: TestService;
let community: TestCommunity;
let admin: Client;
beforeAll(async () => {
  service = await startTestService({ clock: () => now, config: { leaseMinutes: 15 } });
  community = await setUpCommunity(service);
  admin = community.administrator;
});
afterAll(() => service.stop());

const settings = async () => (await admin.get<SettingsView>('/api/v1/settings')).body;
const change = (body: unknown) => admin.send<SettingsView & { code: string }>('PATCH', '/api/v1/settings', body);
const communityOf = async () => (await admin.get<SessionView>('/api/v1/session')).body.community;

describe('settings', () => {
  it('begin with what the environment says', async () => {
    const { times, scheme, schemes, timeZone, timeZoneFixed } = await settings();
    expect(times.find(({ name }) => name === 'leaseMinutes')).toEqual({
      name: 'leaseMinutes',
      value: null,
      fallback: 15,
      least: 1,
      most: 600,
    });
    expect([scheme, timeZone, timeZoneFixed]).toEqual(['gbt-19095-2019', 'Asia/Shanghai', false]);
    expect(schemes.map(({ id }) => id)).toEqual(listSchemes());
  });

  it('have the limits that the environment’s variables have', () => {
    for (const [name, { least, most }] of Object.entries(timeLimits)) {
      const { check } = variables[name as keyof typeof timeLimits];
      const takes = (value: number) => check.safeParse(String(value)).success;
      expect([takes(least), takes(most), takes(most + 1)], name).toEqual([true, true, false]);
      if (least > 0) expect(takes(least - 1), name).toBe(false);
    }
  });

  it('hold at once, for everybody, in names and colours too', async () => {
    const { status, body } = await change({ name: ' 翠湖社区 ', scheme: 'shanghai' });
    expect([status, body.name, body.scheme]).toEqual([200, '翠湖社区', 'shanghai']);
    const { name, categories } = await communityOf();
    expect([name, categories.find(({ id }) => id === 'kitchen')?.names['zh-CN']]).toEqual(['翠湖社区', '湿垃圾']);
    await change({ scheme: 'gbt-19095-2019' });
    expect((await communityOf()).categories.find(({ id }) => id === 'kitchen')?.names['zh-CN']).toBe('厨余垃圾');
  });

  it('refuse what makes no sense, and then change nothing', async () => {
    const before = await settings();
    expect((await change({ name: 'Other', scheme: 'atlantis' })).body.code).toBe('unknown_scheme');
    expect((await change({ name: 'Other', timeZone: 'Mars/Olympus' })).body.code).toBe('invalid_request');
    for (const leaseMinutes of [0, 601, 1.5, '5']) expect((await change({ leaseMinutes })).status).toBe(400);
    expect((await change({ seed: 'x' })).status).toBe(400);
    expect(await settings()).toEqual(before);
  });

  it('let the time zone be changed until there is something counted by its days', async () => {
    expect((await change({ timeZone: 'Asia/Urumqi' })).body.timeZone).toBe('Asia/Urumqi');
    expect((await communityOf()).timeZone).toBe('Asia/Urumqi');
    await change({ timeZone: 'Asia/Shanghai' });
    await community.addStation(await community.addEstate('Empty'), 'Station', ['kitchen']);
    expect((await settings()).timeZoneFixed).toBe(true);
    const { status, body } = await change({ timeZone: 'Asia/Urumqi' });
    expect([status, body.code]).toEqual([409, 'time_zone_fixed']);
    expect((await change({ timeZone: 'Asia/Shanghai' })).status).toBe(200);
  });

  it('rule how long a finding is kept, until the environment rules again', async () => {
    const results = createTestResults(service);
    const station = await community.addStation(await community.addEstate('One'), 'Station', ['kitchen']);
    const at = new Date(now).toISOString();
    await results.classify(station, await fieldsPicture(['recyclable'], 1), at, [{ label: 'paper_cardboard' }]);
    await results.close();
    const leasedFor = async () => {
      const { body } = await admin.send<Deal>('POST', '/api/v1/review/deals', {});
      return (Date.parse(body.items[0]?.leasedUntil ?? '') - now) / 60_000;
    };
    await change({ leaseMinutes: 3 });
    expect(await leasedFor()).toBe(3);
    await change({ leaseMinutes: null });
    expect(await leasedFor()).toBe(15);
  });

  it('show the operator’s without secrets', async () => {
    const { operator } = await settings();
    expect(operator.find(({ name }) => name === 'SIGN_IN_TRIES')).toMatchObject({ value: '10', state: 'fallback' });
    expect(operator.find(({ name }) => name === 'WORKER_KEY')?.value).toBeNull();
    expect(JSON.stringify(operator)).not.toContain(service.workerKey);
  });
});
