import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPhotoStore } from './photo-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'greensleeve-photos-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = 'ab12'.padEnd(64, '0');

describe('the photo store', () => {
  it('keeps bytes under their hash, and the same again costs nothing', async () => {
    const store = createPhotoStore(folder);
    const bytes = Buffer.from('a photograph');
    await Promise.all([store.save(sha256, bytes), store.save(sha256, bytes)]);
    await store.save(sha256, bytes);
    expect(store.pathOf(sha256)).toBe(join(folder, 'ab', '12', sha256));
    expect(await store.read(sha256)).toEqual(bytes);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it('removes what a killed process left half written, and nothing else', async () => {
    await createPhotoStore(folder).save(sha256, Buffer.from('whole'));
    writeFileSync(join(folder, 'incoming', 'draft'), 'hal');
    const store = createPhotoStore(folder);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    expect(readFileSync(store.pathOf(sha256), 'utf8')).toBe('whole');
  });

  it('says which photograph is gone', async () => {
    const store = createPhotoStore(folder);
    await expect(store.read(sha256)).rejects.toMatchObject({ code: 'photo_missing' });
    expect(existsSync(store.pathOf(sha256))).toBe(false);
  });
});
