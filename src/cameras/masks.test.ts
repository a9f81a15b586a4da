import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../captures/captures.schemas.ts';
import { cameraClient } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { startTestService, type TestService } from '../testing/service.ts';

type Polygon = [number, number][];
const now = Date.parse('2026-11-20T10:30:00Z');
let service: TestService;
let community: TestCommunity;
let station: TestStation;
beforeAll(async () => {
  service = await startTestService({ clock: () => now });
  community = await setUpCommunity(service);
  station = await community.addStation(await community.addEstate('One'), 'Station', ['kitchen', 'residual']);
});
afterAll(() => service.stop());

const strip = (right: number): Polygon => [
  [0, 0],
  [right, 0],
  [right, 1],
  [0, 1],
];

describe('the masks of a camera', () => {
  const path = () => `/api/v1/cameras/${station.camera.id}/masks`;

  it('are kept by revision, with who set them and when', async () => {
    const setMasks = async (masks: Polygon[]) =>
      expect((await community.administrator.send('PUT', path(), { masks })).status).toBe(200);
    const history = async () =>
      (await community.administrator.get<{ items: { revision: number }[] }>(path())).body.items;
    expect(await history()).toEqual([]);
    await setMasks([strip(0.2)]);
    const [before] = await history();
    await setMasks([strip(0.3), strip(0.1)]);
    await setMasks([strip(0.3), strip(0.1)]);
    const setAt = new Date(now).toISOString();
    expect(await history()).toEqual([
      before,
      { revision: 2, masks: [strip(0.3), strip(0.1)], setAt, setBy: { id: 1, name: expect.any(String) } },
    ]);
    const { items: cameras } = (
      await community.administrator.get<{ items: { id: number; masks: Polygon[] }[] }>('/api/v1/cameras')
    ).body;
    expect(cameras.find(({ id }) => id === station.camera.id)?.masks).toEqual([strip(0.3), strip(0.1)]);
  });

  it('can be there from the first photograph on', async () => {
    const body = { stationId: station.stationId, name: 'Second', masks: [strip(0.5)] };
    const { body: camera } = await community.administrator.send<{ id: number; key: string }>(
      'POST',
      '/api/v1/cameras',
      body,
    );
    const receipt = await cameraClient(service.url, camera.key).send<Receipt>(
      'POST',
      '/api/v1/captures',
      await fieldsPicture(['kitchen'], 1),
    );
    expect(receipt.body.masking).toBe('waiting');
  });

  it('may be set by administrators only, and must be plain areas of the picture', async () => {
    const secretary = await community.addPerson('secretary', 'secretary');
    expect((await secretary.send('PUT', path(), { masks: [] })).status).toBe(403);
    const refused = async (...masks: unknown[]) =>
      (await community.administrator.send<{ code: string }>('PUT', path(), { masks })).body.code;
    const [a, b, c, d] = strip(0.5);
    expect(await refused([a, c, b, d])).toBe('invalid_request');
    expect(
      await refused([
        [0, 0],
        [1.2, 0],
        [0, 1],
      ]),
    ).toBe('invalid_request');
    expect(
      await refused([
        [0, 0],
        [0.001, 0],
        [0, 0.001],
      ]),
    ).toBe('invalid_request');
    expect(await refused([a, b])).toBe('invalid_request');
    const unknown = await community.administrator.send<{ code: string }>('PUT', '/api/v1/cameras/999/masks', {
      masks: [],
    });
    expect(unknown.body.code).toBe('no_such_camera');
    const crossed = await community.administrator.send<{ code: string }>(
      'PUT',
      `/api/v1/cameras/${station.camera.id}/views`,
      { views: [{ binId: station.bins[0]?.id, polygon: [a, c, b, d] }] },
    );
    expect(crossed.body.code).toBe('invalid_request');
  });
});
