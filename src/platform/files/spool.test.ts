import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSpool } from './spool.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'greensleeve-spool-')), 'spool');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const modeOf = (...path: string[]): string => (statSync(join(folder, ...path)).mode & 0o777).toString(8);

describe('the spool', () => {
  it('can be entered and read by its own user only, also where the folder came from a backup', async () => {
    await createSpool(folder).save('1-a', Buffer.from('unseen'));
    expect([modeOf(), modeOf('originals'), modeOf('originals', '1-a')]).toEqual(['700', '700', '600']);
    chmodSync(folder, 0o755);
    createSpool(folder);
    expect(modeOf()).toBe('700');
  });

  it('gives back what was stored last under a name, until it is erased', async () => {
    const spool = createSpool(folder);
    await spool.save('1-a', Buffer.from('before'));
    await spool.save('1-a', Buffer.from('unseen'));
    expect(await spool.read('1-a')).toEqual(Buffer.from('unseen'));
    expect(await spool.names()).toEqual(['1-a']);
    expect(await spool.erase('1-a')).toBe(true);
    expect(await spool.erase('1-a')).toBe(false);
    expect(await spool.names()).toEqual([]);
    await expect(spool.read('1-a')).rejects.toMatchObject({ code: 'photo_missing' });
  });

  it('unlinks in the very moment in which it is asked to', async () => {
    const spool = createSpool(folder);
    await spool.save('1-a', Buffer.from('unseen'));
    const erased = spool.erase('1-a');
    expect(existsSync(join(folder, 'originals', '1-a'))).toBe(false);
    await erased;
  });

  it('removes what a killed process left half written', async () => {
    await createSpool(folder).save('1-a', Buffer.from('whole'));
    writeFileSync(join(folder, 'incoming', 'draft'), 'hal');
    const spool = createSpool(folder);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    expect(await spool.names()).toEqual(['1-a']);
  });
});
