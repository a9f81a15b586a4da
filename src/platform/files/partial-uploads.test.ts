import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPartialUploads } from './partial-uploads.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'greensleeve-uploads-')), 'uploads');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('uploads in pieces', () => {
  it('are put together in order, also over a restart', async () => {
    expect(await createPartialUploads(folder).append('7-a', 0, Buffer.from('one '))).toBe(4);
    const uploads = createPartialUploads(folder);
    expect(await uploads.size('7-a')).toBe(4);
    await expect(uploads.append('7-a', 0, Buffer.from('one '))).rejects.toMatchObject({ code: 'upload_elsewhere' });
    expect(await uploads.append('7-a', 4, Buffer.from('two'))).toBe(7);
    expect(String(await uploads.read('7-a'))).toBe('one two');
    await uploads.remove('7-a');
    expect([await uploads.size('7-a'), await uploads.read('7-a')]).toEqual([0, null]);
  });

  it('take one of two pieces that come at once for the same place', async () => {
    const uploads = createPartialUploads(folder);
    const answers = await Promise.allSettled(
      ['left', 'rite'].map((text) => uploads.append('7-a', 0, Buffer.from(text))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await uploads.size('7-a')).toBe(4);
  });

  it('are counted by whose they are, and given up when nothing has come for long', async () => {
    const uploads = createPartialUploads(folder);
    for (const name of ['7-a', '7-b', '71-a']) await uploads.append(name, 0, Buffer.from('x'));
    expect(await uploads.count('7-')).toBe(2);
    utimesSync(join(folder, '7-a'), 1_000, 1_000);
    await uploads.sweep(2_000_000);
    expect(readdirSync(folder).sort()).toEqual(['7-b', '71-a']);
  });
});
