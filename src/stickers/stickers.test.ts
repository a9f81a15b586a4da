import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReports, type Reports } from '../volunteer-reports/volunteer-reports.fixture.ts';
import { type ReportPlaces, reportPlacesSchema, type StickerList, stickerListSchema } from './stickers.schemas.ts';

let site: Reports;
beforeAll(async () => {
  site = await openReports(() => Date.parse('2026-11-20T11:00:00Z'));
});
afterAll(() => site.close());

const print = async (stationId: number) =>
  (await site.community.administrator.send<StickerList>('POST', '/api/v1/stickers', { stationIds: [stationId] })).body;

describe('stickers', () => {
  it('have a code for the station and one for each bin, the same at each print', async () => {
    const station = await site.addStation();
    const first = await print(station.stationId);
    expect(stickerListSchema.parse(first)).toEqual(first);
    expect(first.items.map(({ bin }) => bin?.expected ?? null)).toEqual([null, 'kitchen', 'residual']);
    expect(new Set(first.items.map(({ code }) => code)).size).toBe(3);
    for (const { code } of first.items) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
    expect(await print(station.stationId)).toEqual(first);
  });

  it('tell a phone where it is, as long as they are in use', async () => {
    const station = await site.addStation();
    const [ofStation, ofBin] = (await print(station.stationId)).items;
    const send = async (code: string, more = {}) =>
      site.sendForm(site.volunteer, { id: randomUUID(), code, ...more }, await site.photo());
    const bin = station.bins[0];
    expect((await send(ofBin?.code.toLowerCase() ?? '')).body.place.bin?.id).toBe(bin?.id);
    expect((await send(ofStation?.code ?? '')).body.place).toMatchObject({
      station: { id: station.stationId },
      bin: null,
    });
    expect((await send(ofStation?.code ?? '', { binId: bin?.id })).body.place.bin?.id).toBe(bin?.id);

    const { administrator } = site.community;
    expect((await administrator.send('POST', `/api/v1/stickers/${ofBin?.code}/retire`)).status).toBe(204);
    expect((await send(ofBin?.code ?? '')).body.code).toBe('code_retired');
    const renewed = (await print(station.stationId)).items[1];
    expect(renewed?.bin?.id).toBe(bin?.id);
    expect(renewed?.code).not.toBe(ofBin?.code);
    const { body: places } = await site.volunteer.get<ReportPlaces>('/api/v1/report-places');
    expect(reportPlacesSchema.parse(places)).toEqual(places);
    expect(places.codes).toContainEqual({
      code: ofBin?.code,
      stationId: station.stationId,
      binId: bin?.id,
      isRetired: true,
    });
  });

  it('are for who administers to print, and places for who may report', async () => {
    const viewer = await site.community.addPerson('viewer', 'viewer');
    expect((await viewer.get('/api/v1/report-places')).status).toBe(403);
    expect((await site.volunteer.send('POST', '/api/v1/stickers', { stationIds: [1] })).status).toBe(403);
    const missing = await site.community.administrator.send('POST', '/api/v1/stickers/NOSUCH/retire');
    expect(missing.status).toBe(404);
  });
});
