import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraClient, stranger } from '../testing/client.ts';
import { setUpCommunity, type TestCommunity, type TestStation } from '../testing/community.ts';
import { fieldsPicture } from '../testing/pictures.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { type Receipt, receiptSchema } from './captures.schemas.ts';

let now = Date.parse('2026-11-20T10:30:00Z');
let service: TestService;
let community: TestCommunity;
let station: TestStation;
let other: TestStation;

beforeAll(async () => {
  service = await startTestService({ clock: () => now, config: { maxPhotoBytes: 200_000, maxPhotoPixels: 1_000_000 } });
  community = await setUpCommunity(service);
  const estate = await community.addEstate('One');
  station = await community.addStation(estate, 'Station 1', ['kitchen']);
  other = await community.addStation(await community.addEstate('Two'), 'Station 2', ['kitchen']);
});
afterAll(() => service.stop());

let seed = 1;
const freshPhoto = (format?: 'jpeg' | 'png' | 'webp') => fieldsPicture(['kitchen'], seed++, format);
const post = (body: unknown, path = '', headers: Record<string, string> = { 'content-type': 'image/jpeg' }) =>
  station.camera.client.send<Receipt & { code: string; detail: string; errors: unknown }>(
    'POST',
    `/api/v1/captures${path}`,
    body,
    headers,
  );

describe('a photograph posted by a camera', () => {
  it('gets a 202 with its address once its bytes and its row are kept', async () => {
    const photo = await freshPhoto();
    const { status, headers, body } = await post(photo, '?captured_at=2026-11-20T18:29:30%2B08:00&note=evening');
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/api/v1/captures/${body.id}`);
    const sha256 = createHash('sha256').update(photo).digest('hex');
    expect(body).toMatchObject({
      sha256,
      duplicate: false,
      capturedAt: '2026-11-20T10:29:30.000Z',
      clockSuspect: false,
    });
    const path = join(service.dataDir, 'photos', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    expect(readFileSync(path)).toEqual(photo);
    const receipt = await station.camera.client.get<Receipt>(headers.get('location') ?? '');
    expect(receipt.body.id).toBe(body.id);
    expect(receiptSchema.parse(receipt.body)).toEqual(receipt.body);
  });

  it('may be a form with fields, of any file name', async () => {
    const form = new FormData();
    form.set('photo', new Blob([new Uint8Array(await freshPhoto())]), 'x.exe');
    form.set('captured_at', '2026-11-20T18:29:00+08:00');
    form.set('note', '晚间');
    const { status, body } = await post(form, '', {});
    expect(status).toBe(202);
    expect(body.capturedAt).toBe('2026-11-20T10:29:00.000Z');
  });

  it('may be a plain body of any declared type, as curl --data-binary sends it, with fields in headers', async () => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-captured-at': '2026-11-20T18:28:00+08:00',
      'x-note': encodeURIComponent('东门'),
    };
    const { status, body } = await post(await freshPhoto(), '', headers);
    expect(status).toBe(202);
    expect(body.capturedAt).toBe('2026-11-20T10:28:00.000Z');
  });

  it('forgives an offset whose plus sign was not encoded in the address', async () => {
    const { status, body } = await post(await freshPhoto(), '?captured_at=2026-11-20T18:27:00+08:00');
    expect([status, body.capturedAt]).toEqual([202, '2026-11-20T10:27:00.000Z']);
  });

  it.each(['png', 'webp'] as const)('may be %s, whatever it is said to be', async (format) => {
    expect((await post(await freshPhoto(format))).status).toBe(202);
  });

  it('is the same capture when it comes again from the camera, and another one from another camera', async () => {
    const photo = await freshPhoto();
    const [first, second] = await Promise.all([post(photo), post(photo)]);
    const third = await post(photo);
    expect(new Set([first.body.id, second.body.id, third.body.id]).size).toBe(1);
    expect([third.status, third.body.duplicate]).toEqual([202, true]);
    const elsewhere = await other.camera.client.send<Receipt>('POST', '/api/v1/captures', photo);
    expect(elsewhere.body.id).not.toBe(first.body.id);
  });

  it('without a time counts as taken when it arrived', async () => {
    const { body } = await post(await freshPhoto());
    expect(body.capturedAt).toBe(new Date(now).toISOString());
  });

  it('is marked when its clock is far behind, and refused when it is ahead', async () => {
    const behind = await post(await freshPhoto(), '?captured_at=2026-11-01T00:00:00Z');
    expect([behind.status, behind.body.clockSuspect]).toEqual([202, true]);
    const ahead = await post(await freshPhoto(), '?captured_at=2026-11-20T11:00:00Z');
    expect([ahead.status, ahead.body.code]).toEqual([422, 'clock_ahead']);
    expect(ahead.body.detail).toContain('1800 s ahead');
  });
});

describe('what is no photograph for this service', () => {
  const refused = async (body: unknown, path = '', headers?: Record<string, string>) => {
    const answer = await post(body, path, headers);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    return [answer.status, answer.body.code];
  };

  it('is refused with a problem that says which', async () => {
    const photo = await freshPhoto();
    expect(await refused(Buffer.from('GIF89a and so on'))).toEqual([415, 'not_an_image']);
    expect(await refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual([415, 'not_an_image']);
    expect(await refused(photo.subarray(0, Math.floor(photo.length / 2)))).toEqual([422, 'photo_truncated']);
    const png = await freshPhoto('png');
    expect(await refused(png.subarray(0, -20))).toEqual([422, 'photo_truncated']);
    expect(await refused(Buffer.alloc(0))).toEqual([400, 'no_photo']);
    expect(await refused(Buffer.alloc(300_000, 0xff))).toEqual([413, 'photo_too_large']);
    const wide = await sharp({ create: { width: 2000, height: 1000, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    expect(await refused(wide)).toEqual([413, 'photo_too_many_pixels']);
    expect(await refused(photo, '?captured_at=yesterday')).toEqual([400, 'invalid_request']);
    const form = new FormData();
    form.set('picture', new Blob([new Uint8Array(photo)]), 'a.jpg');
    expect(await refused(form, '', {})).toEqual([400, 'form_not_understood']);
  });

  it('is not fooled by a thumbnail that is complete inside a photograph that is not', async () => {
    const thumbnail = await freshPhoto();
    const photo = await freshPhoto();
    const segment = Buffer.concat([Buffer.from([0xff, 0xe2, 0, 0]), thumbnail]);
    segment.writeUInt16BE(thumbnail.length + 2, 2);
    const whole = Buffer.concat([photo.subarray(0, 2), segment, photo.subarray(2)]);
    expect((await post(whole)).status).toBe(202);
    expect(await refused(whole.subarray(0, -200))).toEqual([422, 'photo_truncated']);
  });

  it('leaves nothing behind in the folder of photographs being received', async () => {
    const { readdirSync } = await import('node:fs');
    expect(readdirSync(join(service.dataDir, 'photos/incoming'))).toEqual([]);
  });
});

describe('a camera key', () => {
  it('is asked for before the body is read', async () => {
    const answer = await stranger(service.url).send<{ code: string }>('POST', '/api/v1/captures', await freshPhoto());
    expect([answer.status, answer.body.code]).toEqual([401, 'wrong_camera_key']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('stops working when it is replaced or revoked, and is kept only as a hash', async () => {
    const { administrator } = community;
    const path = `/api/v1/cameras/${other.camera.id}/key`;
    const { body } = await administrator.send<{ key: string }>('POST', path);
    const before = await other.camera.client.send('POST', '/api/v1/captures', await freshPhoto());
    const replaced = cameraClient(service.url, body.key);
    const after = await replaced.send('POST', '/api/v1/captures', await freshPhoto());
    expect([before.status, after.status]).toEqual([401, 202]);
    expect((await administrator.send('DELETE', path)).status).toBe(204);
    expect((await replaced.send('POST', '/api/v1/captures', await freshPhoto())).status).toBe(401);
    const files = ['greensleeve.db', 'greensleeve.db-wal'].map((file) => readFileSync(join(service.dataDir, file)));
    expect(files.some((file) => file.includes(body.key))).toBe(false);
  });

  it('does not open another camera’s receipts', async () => {
    const { body } = await post(await freshPhoto());
    const { administrator } = community;
    const { body: fresh } = await administrator.send<{ key: string }>('POST', `/api/v1/cameras/${other.camera.id}/key`);
    const answer = await cameraClient(service.url, fresh.key).get(`/api/v1/captures/${body.id}`);
    expect(answer.status).toBe(404);
  });
});

describe('the hours of a camera', () => {
  it('count what came by the hour in which it was taken', async () => {
    now = Date.parse('2026-11-20T12:10:00Z');
    const before = await hours();
    await post(await freshPhoto(), '?captured_at=2026-11-20T11:59:59Z');
    await post(await freshPhoto(), '?captured_at=2026-11-20T12:00:00Z');
    await post(await freshPhoto());
    expect((await hours()).received - before.received).toBe(1);
    // The present hour counts when it has ended.
    now += 3_600_000;
    expect((await hours()).received - before.received).toBe(3);
  });

  async function hours(): Promise<{ received: number }> {
    const { body } = await community.administrator.get<{ total: { hours: { received: number } } }>(
      '/api/v1/months/2026-11/stations',
    );
    return body.total.hours;
  }
});
