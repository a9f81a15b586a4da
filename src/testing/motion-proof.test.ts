import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { proveMotion } from './motion-proof.ts';

const isThere = ['motion', 'curl'].every((name) => spawnSync('which', [name]).status === 0);

it.skipIf(!isThere)(
  'what Debian’s motion saves and posts is stored, each picture once (skipped without motion and curl)',
  { timeout: 180_000 },
  async () => {
    const { saved, different, posted, pushed, ...rest } = await proveMotion({ pictures: 4 });
    expect(saved).toBeGreaterThanOrEqual(4);
    expect([different, posted, pushed]).toEqual([saved, saved, saved]);
    expect(rest).toEqual({ answers: { 200: saved, 202: saved }, missing: 0, invented: 0, isHealthKnown: true });
  },
);
