import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maskPhoto } from '../inference/mask-photo.ts';
import { cameraClient, stranger } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { createTestResults, type TestResults } from '../testing/results.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { waitFor } from '../testing/wait.ts';
import { type MaskingTask, type Receipt, spoolSchema } from './captures.schemas.ts';
import { createPhotoAddresses } from './photo-addresses.ts';

type Polygon = [number, number][];
const hourMs = 3_600_000;
const spoolHours = 5;
let now = Date.parse('2026-11-20T10:30:00Z');
let service: TestService;
let community: TestCommunity;
let station: TestStation;
/** Its camera has no masks. */
let other: TestStation;
let results: TestResults;
let seed = 1;

const strip = (right: number): Polygon => [
  [0, 0],
  [right, 0],
  [right, 1],
  [0, 1],
];
const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  service = await startTestService({ clock: () => now, config: { spoolHours, sessionHours: 10_000 } });
  community = await setUpCommunity(service);
  results = createTestResults(service);
  const estate = await community.addEstate('One');
  station = await community.addStation(estate, 'Station', ['kitchen', 'residual']);
  other = await community.addStation(estate, 'Other', ['kitchen']);
  await setMasks([strip(0.25)]);
});
afterAll(async () => {
  await results.close();
  await service.stop();
});

const setMasks = async (masks: Polygon[]) => {
  const path = `/api/v1/cameras/${station.camera.id}/masks`;
  expect((await community.administrator.send('PUT', path, { masks })).status).toBe(200);
};
const worker = () => cameraClient(service.url, service.workerKey);
const freshPhoto = () => fieldsPicture(['kitchen', 'residual'], seed++);
async function post(photo: Buffer): Promise<Receipt> {
  const { status, body } = await station.camera.client.send<Receipt>('POST', '/api/v1/captures', photo);
  expect(status).toBe(202);
  return body;
}
const receiptOf = async (id: number) => (await station.camera.client.get<Receipt>(`/api/v1/captures/${id}`)).body;
const taskOf = (id: number) => worker().get<MaskingTask & { code: string }>(`/internal/v1/captures/${id}/masking`);
const fetchBytes = async (path: string): Promise<Buffer> => {
  const response = await fetch(new URL(path, service.url), { headers: worker().credentials });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};
const put = (id: number, picture: Buffer, revision: number) =>
  worker().send<{ sha256: string; code: string }>(
    'PUT',
    `/internal/v1/captures/${id}/masked?revision=${revision}`,
    picture,
    { 'content-type': 'image/jpeg' },
  );
/** What a worker does. */
async function mask(id: number): Promise<Buffer> {
  const { body: task } = await taskOf(id);
  if (task.state !== 'waiting') throw new Error(`nothing to mask: ${JSON.stringify(task)}`);
  const original = await fetchBytes(`/internal/v1/captures/${id}/original`);
  const picture = await maskPhoto(original, task.polygons, { maxPixels: 1_000_000 });
  expect((await put(id, picture, task.revision)).body).toEqual({ sha256: sha256Of(picture) });
  return picture;
}
const spooled = () => readdirSync(join(service.dataDir, 'spool/originals'));
const isStored = (sha256: string) =>
  existsSync(join(service.dataDir, 'photos', sha256.slice(0, 2), sha256.slice(2, 4), sha256));
/** Addresses as the service would sign them. */
const addressOf = (captureId: number, personId: number) =>
  createPhotoAddresses({ secret: 'photo-key-of-the-tests-only', clock: () => now }).make(captureId, personId);

describe('a photograph of a camera with masks', () => {
  it('waits where nobody can get at it but a worker', async () => {
    const photo = await freshPhoto();
    const { id, sha256, masking } = await post(photo);
    expect([sha256, masking]).toEqual([sha256Of(photo), 'waiting']);
    const name = `${station.camera.id}-${sha256}`;
    expect(spooled()).toContain(name);
    expect(statSync(join(service.dataDir, 'spool')).mode & 0o077).toBe(0);
    expect(statSync(join(service.dataDir, 'spool/originals', name)).mode & 0o077).toBe(0);
    expect(isStored(sha256)).toBe(false);
    const seen = await community.administrator.get<{ code: string }>(addressOf(id, 1));
    expect([seen.status, seen.body.code]).toEqual([404, 'photo_withheld']);
    const asPhoto = await worker().get<{ code: string }>(`/internal/v1/captures/${id}/photo`);
    expect([asPhoto.status, asPhoto.body.code]).toEqual([404, 'photo_withheld']);
    for (const client of [community.administrator, station.camera.client, stranger(service.url)]) {
      expect((await client.get(`/internal/v1/captures/${id}/original`)).status).toBe(401);
      expect((await client.get(`/internal/v1/captures/${id}/masking`)).status).toBe(401);
    }
    expect(await fetchBytes(`/internal/v1/captures/${id}/original`)).toEqual(photo);
    await mask(id);
  });

  it('is kept masked and its original erased when a worker returns it, once and for all', async () => {
    const photo = await freshPhoto();
    const { id, sha256 } = await post(photo);
    const picture = await mask(id);
    expect(spooled()).not.toContain(`${station.camera.id}-${sha256}`);
    expect([isStored(sha256), isStored(sha256Of(picture))]).toEqual([false, true]);
    expect(await fetchBytes(`/internal/v1/captures/${id}/photo`)).toEqual(picture);
    expect((await taskOf(id)).body).toEqual({ state: 'masked', sha256: sha256Of(picture) });
    // The answer was lost, or another worker had the same job: the first picture stays.
    const other = await maskPhoto(photo, [strip(0.5)], { maxPixels: 1_000_000 });
    expect((await put(id, other, 1)).body).toEqual({ sha256: sha256Of(picture) });
    expect(isStored(sha256Of(other))).toBe(false);
    const again = await post(photo);
    expect(again).toMatchObject({ id, duplicate: true, masking: 'masked' });
    expect(spooled()).not.toContain(`${station.camera.id}-${sha256}`);
  });

  it('is shown to people as it was masked, and to nobody in any other form', async () => {
    const { id } = await post(await freshPhoto());
    await mask(id);
    const response = await fetch(new URL(addressOf(id, 1), service.url), {
      headers: community.administrator.credentials,
    });
    const { data, info } = await sharp(Buffer.from(await response.arrayBuffer()))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
    for (const level of at(20, 50)) expect(Math.abs(level - 128)).toBeLessThan(4);
    expect(at(80, 50)[1]).toBeGreaterThan(180);
  });

  it('is classified only with its masked picture', async () => {
    const { id } = await post(await freshPhoto());
    await results.put(station, id, [{ label: 'paper_cardboard' }, { label: 'paper_cardboard' }]);
    // Recorded in order: when this one is there, the one before has been dealt with.
    await results.classify(other, await freshPhoto(), new Date(now).toISOString(), [{ label: 'nothing_to_judge' }]);
    expect((await receiptOf(id)).state).not.toBe('classified');
    await mask(id);
    await results.put(station, id, [{ label: 'paper_cardboard' }, { label: 'paper_cardboard' }]);
    await waitFor(async () => (await receiptOf(id)).state === 'classified', { what: 'the result' });
  });

  it('is painted with every mask since it came: later ones too, and those taken away', async () => {
    const { id } = await post(await freshPhoto());
    const { body: before } = await taskOf(id);
    if (before.state !== 'waiting') throw new Error('not waiting');
    expect(before.polygons).toEqual([strip(0.25)]);
    const early = await maskPhoto(await freshPhoto(), before.polygons, { maxPixels: 1_000_000 });
    await setMasks([strip(0.75)]);
    await setMasks([]);
    const late = await put(id, early, before.revision);
    expect([late.status, late.body.code]).toEqual([409, 'masks_changed']);
    expect((await receiptOf(id)).masking).toBe('waiting');
    const { body: after } = await taskOf(id);
    if (after.state !== 'waiting') throw new Error('not waiting');
    expect(after.polygons).toEqual([strip(0.25), strip(0.75)]);
    await mask(id);
    expect(isStored(sha256Of(early))).toBe(false);
    await setMasks([strip(0.25)]);
  });

  it('comes as it is from a camera without masks, whose photographs have nothing to mask', async () => {
    const { id, sha256 } = await results
      .post(other, await freshPhoto(), new Date(now).toISOString())
      .then(async (number) => (await community.administrator.get<Receipt>(`/api/v1/captures/${number}`)).body);
    expect(isStored(sha256)).toBe(true);
    expect((await taskOf(id)).body.code).toBe('nothing_to_mask');
    expect((await put(id, await freshPhoto(), 1)).body.code).toBe('nothing_to_mask');
    expect((await taskOf(99_999)).body.code).toBe('no_such_capture');
  });

  it('takes nothing but a JPEG for its masked picture', async () => {
    const { id } = await post(await freshPhoto());
    const png = await fieldsPicture(['kitchen'], seed++, 'png');
    expect((await put(id, png, 1)).body.code).toBe('not_an_image');
    expect((await put(id, (await freshPhoto()).subarray(0, 900), 1)).body.code).toBe('photo_truncated');
    await mask(id);
  });
});

describe('a photograph that can’t be masked', () => {
  const unreadable = { kind: 'unreadable', reason: 'truncated: damaged' } as const;
  const retry = (id: number) => community.administrator.send<{ code: string }>('POST', `/api/v1/captures/${id}/retry`);

  it('may be tried again for some hours, then its original is erased and the row says so', async () => {
    const photo = await freshPhoto();
    const { id, sha256 } = await post(photo);
    await results.putOutcome(id, unreadable);
    expect(await results.ended(station, id)).toBe('unreadable');
    now += spoolHours * hourMs - 1;
    await service.container.sweepSpool();
    expect((await retry(id)).status).toBe(202);
    expect(spooled()).toContain(`${station.camera.id}-${sha256}`);
    await results.putOutcome(id, unreadable);
    expect(await results.ended(station, id)).toBe('unreadable');
    now += spoolHours * hourMs;
    await service.container.sweepSpool();
    expect(spooled()).not.toContain(`${station.camera.id}-${sha256}`);
    expect(await receiptOf(id)).toMatchObject({ state: 'unreadable', reason: 'truncated: damaged', masking: 'erased' });
    expect([(await retry(id)).status, (await retry(id)).body.code]).toEqual([409, 'original_erased']);
    expect((await community.administrator.get<{ code: string }>(addressOf(id, 1))).body.code).toBe('photo_withheld');
    expect((await taskOf(id)).body.code).toBe('original_erased');
    expect((await put(id, await maskPhoto(photo, [strip(0.25)], { maxPixels: 1_000_000 }), 1)).body.code).toBe(
      'original_erased',
    );
    expect(await post(photo)).toMatchObject({ id, duplicate: true, masking: 'erased' });
    expect(spooled()).not.toContain(`${station.camera.id}-${sha256}`);
  });

  it('never runs out of time while it only waits for a worker', async () => {
    const { id, sha256 } = await post(await freshPhoto());
    now += 1_000 * hourMs;
    await service.container.sweepSpool();
    expect(spooled()).toEqual([`${station.camera.id}-${sha256}`]);
    await mask(id);
  });

  it('says that its original is missing when it is, as after a backup was restored, and ends all the same', async () => {
    const { id, sha256 } = await post(await freshPhoto());
    rmSync(join(service.dataDir, 'spool/originals', `${station.camera.id}-${sha256}`));
    const original = await worker().get<{ code: string }>(`/internal/v1/captures/${id}/original`);
    expect([original.status, original.body.code]).toEqual([404, 'photo_missing']);
    await results.putOutcome(id, { kind: 'failed', reason: 'answered 404' });
    await results.ended(station, id);
    now += spoolHours * hourMs;
    await service.container.sweepSpool();
    expect(await receiptOf(id)).toMatchObject({ state: 'failed', masking: 'erased' });
  });

  it('is told of to the administrator, with the time the oldest has waited', async () => {
    const spool = async () => spoolSchema.parse((await community.administrator.get('/api/v1/spool')).body);
    expect(await spool()).toEqual({ originals: 0, ended: 0, oldestAgeS: null });
    const waiting = await post(await freshPhoto());
    now += 90_000;
    const ended = await post(await freshPhoto());
    await results.putOutcome(ended.id, unreadable);
    await results.ended(station, ended.id);
    expect(await spool()).toEqual({ originals: 2, ended: 1, oldestAgeS: 90 });
    const viewer = await community.addPerson('viewer', 'viewer');
    expect((await viewer.get('/api/v1/spool')).status).toBe(403);
    await mask(waiting.id);
  });
});
