import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHeldBack, mayBeRejectedInBulk } from './bulk-rejections.rules.ts';

describe('several verdicts at once', () => {
  it('are recorded on flags alone, whatever the seed', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.string(),
        fc.constantFrom('audit', 'report', 'second_look', 'third_look'),
        (id, seed, source) => {
          expect(mayBeRejectedInBulk({ id, source }, seed)).toBe(false);
        },
      ),
    );
  });

  it('leave a fifth of the flags over, always the same', () => {
    const ids = Array.from({ length: 10_000 }, () => randomUUID());
    const held = ids.filter((id) => isHeldBack('seed', id));
    // Five standard deviations around a fifth of 10,000.
    expect(Math.abs(held.length - 2_000)).toBeLessThan(200);
    expect(ids.filter((id) => !mayBeRejectedInBulk({ id, source: 'flag' }, 'seed'))).toEqual(held);
  });
});
