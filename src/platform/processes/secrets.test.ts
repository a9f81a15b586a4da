import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSecrets } from './secrets.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'greensleeve-test-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('the secrets in the data folder', () => {
  it('are made once and stay the same', () => {
    const first = loadSecrets(dir);
    expect(new Set(Object.values(first)).size).toBe(3);
    for (const secret of Object.values(first)) expect(secret).toMatch(/^[\w-]{43}$/);
    expect(loadSecrets(dir)).toEqual(first);
  });

  it('can be read by their owner only', () => {
    loadSecrets(dir);
    const folder = join(dir, 'secrets');
    expect(statSync(folder).mode & 0o077).toBe(0);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });

  it('are made anew where a file is empty', () => {
    loadSecrets(dir);
    writeFileSync(join(dir, 'secrets', 'photo-key'), '');
    expect(loadSecrets(dir).photoKey).toMatch(/^[\w-]{43}$/);
  });
});
