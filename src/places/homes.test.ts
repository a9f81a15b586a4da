import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { isHomeCode } from './home-codes.rules.ts';
import type { AddedHomes, HomeList, PlaceTree } from './homes.schemas.ts';
import type { StationList } from './places.schemas.ts';

let now = Date.parse('2026-03-10T10:00:00Z');
let service: TestService;
let community: TestCommunity;
let administrator: Client;
let estateId: number;
let station: TestStation;

beforeAll(async () => {
  service = await startTestService({ clock: () => now });
  community = await setUpCommunity(service);
  administrator = community.administrator;
  estateId = await community.addEstate('云河安置苑');
  station = await community.addStation(estateId, '东门', ['kitchen', 'residual']);
});
afterAll(() => service.stop());

const post = <Body = { code: string }>(path: string, body?: unknown) =>
  administrator.send<Body>('POST', `/api/v1${path}`, body);
const add = (building: string, unit: string, rooms: string[]) =>
  post<AddedHomes>('/households', { estateId, building, unit, rooms });
const list = async (query: string, client = administrator) =>
  (await client.get<HomeList>(`/api/v1/households?${query}`)).body;
const tree = async () => (await administrator.get<PlaceTree>('/api/v1/places')).body.estates[0]!;
const stations = async (query = '') => (await administrator.get<StationList>(`/api/v1/stations${query}`)).body.items;

describe('homes', () => {
  it('are added with a code each, once only, and found by address, initials and code', async () => {
    const rooms = Array.from({ length: 60 }, (_, index) => String(101 + index));
    expect((await add('3幢', '2单元', rooms)).body).toEqual({ added: 60, restored: 0, unchanged: 0 });
    expect((await add('3幢', '2单元', ['101', '999'])).body).toEqual({ added: 1, restored: 0, unchanged: 1 });
    const second = await list('page=2');
    expect([second.total, second.items.length]).toEqual([61, 11]);
    const [home] = (await list('search=yhazy-3-2-105')).items;
    expect(home).toMatchObject({ building: { name: '3幢' }, room: '105', member: null, redListSince: null });
    expect(isHomeCode(home!.code)).toBe(true);
    expect((await list(`search=${home!.code.toLowerCase()}`)).items.map(({ id }) => id)).toEqual([home!.id]);
    expect((await list('search=4-2-105')).total).toBe(0);
  });

  it('go with their building when it is retired and come back with it, but not those retired before', async () => {
    await add('5幢', '1单元', ['101', '102', '103']);
    const before = (await list('search=5幢')).items;
    expect((await post(`/places/household/${before[2]!.id}/retire`)).status).toBe(204);
    const building = (await tree()).buildings.find(({ name }) => name === '5幢')!;
    expect(building).toMatchObject({ homes: 2, units: [{ homes: 2 }] });
    now += 60_000;
    expect((await post(`/places/building/${building.id}/retire`)).status).toBe(204);
    expect((await list('search=5幢')).total).toBe(0);
    expect((await post(`/places/household/${before[0]!.id}/restore`)).body.code).toBe('place_retired');
    expect((await post(`/places/building/${building.id}/restore`)).status).toBe(204);
    expect((await list('search=5幢')).items.map(({ code }) => code)).toEqual(
      expect.arrayContaining(before.slice(0, 2).map(({ code }) => code)),
    );
  });

  it('entered again after they were retired are the old ones, with their code', async () => {
    await add('6幢', '1单元', ['101']);
    const [home] = (await list('search=6幢')).items;
    await post(`/places/household/${home!.id}/retire`);
    expect((await add('6幢', '1单元', ['101'])).body).toEqual({ added: 0, restored: 1, unchanged: 0 });
    expect((await list('search=6幢')).items).toMatchObject([{ id: home!.id, code: home!.code, retiredAt: null }]);
  });

  it('are renamed unless a neighbour has the name, and nothing of other estates is seen or changed', async () => {
    const [home] = (await list('search=6幢')).items;
    const rename = (client: Client, name: string) =>
      client.send<{ code: string }>('PATCH', `/api/v1/places/household/${home!.id}`, { name });
    await add('6幢', '1单元', ['102']);
    expect((await rename(administrator, '102')).body.code).toBe('name_taken');
    expect((await rename(administrator, '101A')).status).toBe(204);
    const limited = await community.addPerson('limited', 'administrator', [await community.addEstate('杏林花园')]);
    expect((await rename(limited, '101')).body.code).toBe('no_such_place');
    expect((await list('', limited)).total).toBe(0);
  });

  it('agree to the red list by period', async () => {
    const [home] = (await list('search=3-2-101')).items;
    const consent = (agrees: boolean, day: string) => post(`/households/${home!.id}/consent`, { agrees, day });
    expect((await consent(true, '2026-03-01')).status).toBe(204);
    expect((await list('state=red_list')).items).toMatchObject([{ id: home!.id, redListSince: '2026-03-01' }]);
    expect((await consent(false, '2026-02-01')).status).toBe(400);
    expect((await consent(false, '2026-03-09')).status).toBe(204);
    expect((await list('state=red_list')).total).toBe(0);
    expect((await consent(true, '2026-03-09')).status).toBe(400);
    expect((await consent(true, '2026-03-10')).status).toBe(204);
    expect((await list('state=red_list')).total).toBe(1);
  });
});

describe('stations and bins', () => {
  it('are not retired while a camera looks at them; afterwards they are offered nowhere', async () => {
    expect((await post(`/places/bin/${station.bins[0]!.id}/retire`)).body.code).toBe('place_in_use');
    expect((await post(`/places/station/${station.stationId}/retire`)).body.code).toBe('place_in_use');
    expect((await post(`/places/estate/${estateId}/retire`)).body.code).toBe('place_in_use');
    const added = await post<{ id: number }>(`/stations/${station.stationId}/bins`, { expected: 'hazardous' });
    expect((await post(`/places/bin/${added.body.id}/retire`)).status).toBe(204);
    expect((await stations())[0]?.bins.map(({ id }) => id)).toEqual(station.bins.map(({ id }) => id));
    expect((await stations('?retired=true'))[0]?.bins).toHaveLength(3);
    expect((await administrator.send('DELETE', `/api/v1/cameras/${station.camera.id}`)).status).toBe(204);
    now += 60_000;
    expect((await post(`/places/station/${station.stationId}/retire`)).status).toBe(204);
    expect(await stations()).toEqual([]);
    expect((await post(`/places/station/${station.stationId}/restore`)).status).toBe(204);
    expect((await stations())[0]?.bins).toHaveLength(2);
  });

  it('change their name, opening hours and expected category', async () => {
    const change = (path: string, body: unknown) => administrator.send('PATCH', `/api/v1/places/${path}`, body);
    expect(
      (await change(`station/${station.stationId}`, { name: '南门', openingHours: [['07:00', '09:00']] })).status,
    ).toBe(204);
    expect((await change(`bin/${station.bins[0]!.id}`, { expected: 'recyclable' })).status).toBe(204);
    expect((await stations())[0]).toMatchObject({
      ...{ name: '南门', openingHours: [['07:00', '09:00']] },
      bins: [{ expected: 'recyclable' }, { expected: 'residual' }],
    });
  });
});
