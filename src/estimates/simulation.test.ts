import { describe, expect, it } from 'vitest';
import { monthKinds, simulate } from './simulation.ts';

/** The short version; `npm run estimates:simulate` runs 2,000 months of each kind. */
const months = 120;

describe(`the 95 % interval, over ${months} simulated months of each kind`, () => {
  for (const kind of monthKinds) {
    it(`covers the truth and errs to neither side: ${kind.name}`, () => {
      const { covered, bias, width } = simulate(kind, months, 7);
      // 95 % of 120 is 114; fewer than 106 or none missed would be chance once in a thousand.
      expect(covered).toBeGreaterThanOrEqual(106);
      expect(covered).toBeLessThan(months);
      expect(Math.abs(bias)).toBeLessThan(width / 8);
    });
  }
});
