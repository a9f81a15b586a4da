/** Intervals for figures that are no plain counts: groups drawn anew, with replacement, from a seed. Pure. */
import { type Interval, seededRandom } from './evaluation.rules.ts';

export interface BootstrapOptions {
  rounds: number;
  seed: number;
}

/** Adds up rows of numbers by the group they belong to: one row of sums for each group. */
export function sumsByGroup(rows: readonly { group: string; values: readonly number[] }[]): number[][] {
  const sums = new Map<string, number[]>();
  for (const { group, values } of rows) {
    const sum = sums.get(group);
    if (sum) for (const [index, value] of values.entries()) sum[index]! += value;
    else sums.set(group, [...values]);
  }
  return [...sums.values()];
}

/**
 * The middle 95 % of `statistic`, taken of the sums of as many groups as there are, drawn with replacement. Rounds in which
 * it is null are left out; null when it always is.
 */
export function bootstrapInterval(
  groups: readonly (readonly number[])[],
  statistic: (sums: readonly number[]) => number | null,
  { rounds, seed }: BootstrapOptions,
): Interval | null {
  const random = seededRandom(seed);
  const columns = groups[0]?.length ?? 0;
  const found: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const sums = new Float64Array(columns);
    for (let draw = 0; draw < groups.length; draw += 1) {
      const group = groups[Math.floor(random() * groups.length)]!;
      for (let column = 0; column < columns; column += 1) sums[column]! += group[column]!;
    }
    const value = statistic([...sums]);
    if (value !== null) found.push(value);
  }
  if (found.length === 0) return null;
  found.sort((a, b) => a - b);
  const at = (share: number): number => found[Math.min(found.length - 1, Math.floor(share * found.length))]!;
  return { low: at(0.025), high: at(0.975) };
}
