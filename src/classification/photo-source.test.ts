import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { colours, photoOf, sha256Of, startTestWeb, type TestWeb, workerKey } from './classification.fixture.ts';
import { OutageError } from './patience.ts';
import { createPhotoSource } from './photo-source.ts';
import { createWebClient } from './web-client.ts';

const bytes = photoOf(colours.kitchen);
const sha256 = sha256Of(bytes);

describe('photo source', () => {
  let web: TestWeb;
  let photoDir: string;
  const missing: string[] = [];
  beforeAll(async () => {
    web = await startTestWeb();
    photoDir = mkdtempSync(join(tmpdir(), 'greensleeve-test-photos-'));
  });
  afterAll(async () => {
    await web.stop();
    rmSync(photoDir, { recursive: true, force: true });
  });
  beforeEach(() => {
    web.requests.length = 0;
    missing.length = 0;
    web.photos.clear();
    web.photos.set(5, bytes);
  });

  const sourceOf = (dir: string | null, key = workerKey) =>
    createPhotoSource({
      photoDir: dir,
      web: createWebClient({ webUrl: web.url, workerKey: key }),
      onMissing: (path) => missing.push(path),
    });

  it('fetches the bytes with the worker key', async () => {
    expect(await sourceOf(null).read(5, sha256)).toEqual(bytes);
    expect(web.requests).toEqual(['/internal/v1/captures/5/photo']);
  });

  it('takes a short cut through the shared folder', async () => {
    const folder = join(photoDir, sha256.slice(0, 2), sha256.slice(2, 4));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, sha256), bytes);
    expect(await sourceOf(photoDir).read(5, sha256)).toEqual(bytes);
    expect(web.requests).toEqual([]);
  });

  it('asks for what is missing in the folder, and says so once', async () => {
    const other = photoOf(colours.hazardous);
    web.photos.set(6, other);
    const source = sourceOf(photoDir);
    expect(await source.read(6, sha256Of(other))).toEqual(other);
    await source.read(6, sha256Of(other));
    expect(missing).toHaveLength(1);
    expect(missing[0]).toContain(sha256Of(other));
  });

  it('never gives other bytes than those that were received', async () => {
    web.photos.set(5, photoOf(colours.recyclable));
    await expect(sourceOf(null).read(5, sha256)).rejects.toThrow(/capture 5 .* are not those that were received/);
  });

  it('says what the web process answered for a photograph it has not', async () => {
    await expect(sourceOf(null).read(77, sha256)).rejects.toThrow(
      /answered 404 to GET \/internal\/v1\/captures\/77\/photo/,
    );
  });

  it('counts a refused key, a busy and an absent web process as outages', async () => {
    await expect(sourceOf(null, 'wrong').read(5, sha256)).rejects.toThrow(/refuses the worker key/);
    await expect(sourceOf(null, 'wrong').read(5, sha256)).rejects.toBeInstanceOf(OutageError);
    web.faults.push(503);
    await expect(sourceOf(null).read(5, sha256)).rejects.toBeInstanceOf(OutageError);
    const away = createWebClient({ webUrl: 'http://127.0.0.1:1', workerKey });
    await expect(away.get('captures/5/photo')).rejects.toThrow(/127\.0\.0\.1:1 can't be reached/);
    await expect(away.get('captures/5/photo')).rejects.toBeInstanceOf(OutageError);
  });
});
