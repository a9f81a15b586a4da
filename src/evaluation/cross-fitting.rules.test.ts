import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapInterval, sumsByGroup } from './bootstrap.rules.ts';
import { crossFit, foldOf } from './cross-fitting.rules.ts';

const samples = fc.array(fc.record({ group: fc.string({ maxLength: 3 }), id: fc.nat() }), { minLength: 1 });

describe('cross-fitting', () => {
  it('never judges a picture by what its group helped to choose, and uses all others', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 2, max: 8 }), fc.nat(), (given, folds, seed) => {
        const fitted = crossFit(given, (others) => others, { folds, seed });
        expect(fitted.byFold).toHaveLength(folds);
        for (const { group } of given) {
          const used = fitted.forGroup(group);
          expect(used.some((other) => other.group === group)).toBe(false);
          const fold = foldOf(group, folds, seed);
          expect(used).toEqual(given.filter((other) => foldOf(other.group, folds, seed) !== fold));
        }
      }),
    );
  });

  it('gives a group the same fold every time, and deals groups to all folds alike', () => {
    const folds = Array.from({ length: 5000 }, (_, index) => foldOf(String(index), 5, 1));
    expect(folds.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, index) => foldOf(String(index), 5, 1)));
    for (const fold of [0, 1, 2, 3, 4]) {
      expect(Math.abs(folds.filter((each) => each === fold).length - 1000)).toBeLessThan(150);
    }
    expect(foldOf('1', 1000, 1)).not.toBe(foldOf('1', 1000, 2));
  });
});

describe('the bootstrap', () => {
  const share = ([part, of]: readonly number[]) => (of! > 0 ? part! / of! : null);

  it('adds up groups and loses nothing', () => {
    const rows = [
      { group: 'a', values: [1, 2] },
      { group: 'b', values: [3, 4] },
      { group: 'a', values: [5, 6] },
    ];
    expect(sumsByGroup(rows)).toEqual([
      [6, 8],
      [3, 4],
    ]);
    expect(rows[0]!.values).toEqual([1, 2]);
  });

  it('comes near Wilson’s interval where groups are single photographs, and is wider where they are not', () => {
    const single = Array.from({ length: 200 }, (_, index) => [index < 160 ? 1 : 0, 1]);
    const { low, high } = bootstrapInterval(single, share, { rounds: 2000, seed: 1 })!;
    expect(Math.abs(low - 0.744)).toBeLessThan(0.015);
    expect(Math.abs(high - 0.855)).toBeLessThan(0.015);
    const pairs = Array.from({ length: 20 }, (_, index) => [index < 16 ? 10 : 0, 10]);
    const grouped = bootstrapInterval(pairs, share, { rounds: 2000, seed: 1 })!;
    expect(grouped.high - grouped.low).toBeGreaterThan(2 * (high - low));
  });

  it('is the same for the same seed, and null where there is nothing', () => {
    const groups = [
      [1, 2],
      [0, 3],
      [2, 2],
    ];
    const draw = (seed: number) => bootstrapInterval(groups, share, { rounds: 50, seed });
    expect(draw(3)).toEqual(draw(3));
    expect(bootstrapInterval([], share, { rounds: 10, seed: 1 })).toBeNull();
  });
});
