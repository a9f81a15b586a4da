import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Lock, missingPlatforms } from './lock-platforms.ts';

const lockOf = (optionalDependencies: Record<string, string>): Lock => ({
  packages: { 'node_modules/tool': { version: '1.2.3', dev: true, optionalDependencies } },
});

describe('package-lock.json', () => {
  it('names the packages of every system, without which npm ci refuses it', () => {
    const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as Lock;
    const missing = Object.keys(missingPlatforms(lock));
    expect(missing, 'to be added by npx node scripts/install/lock-platforms.ts').toEqual([]);
  });

  it('is completed from what a package’s name says about its system', () => {
    expect(missingPlatforms(lockOf({ '@tool/cli-linux-x64-musl': '1.2.3', '@tool/cli-win32-arm64': '1.2.3' }))).toEqual(
      {
        'node_modules/@tool/cli-linux-x64-musl': {
          version: '1.2.3',
          cpu: ['x64'],
          dev: true,
          libc: ['musl'],
          optional: true,
          os: ['linux'],
        },
        'node_modules/@tool/cli-win32-arm64': {
          version: '1.2.3',
          cpu: ['arm64'],
          dev: true,
          optional: true,
          os: ['win32'],
        },
      },
    );
  });

  it('is not completed by guessing', () => {
    expect(() => missingPlatforms(lockOf({ fsevents: '2.3.3' }))).toThrow(/fsevents/);
  });
});
