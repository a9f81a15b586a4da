/** Intervals for proportions: Wilson's, also at a sample size that isn't whole, and the exact bounds for few cases. */

/** Two-sided 95 % of the normal distribution. */
const z95 = 1.959963984540054;

export interface Interval {
  low: number;
  high: number;
}

/**
 * Wilson's score interval (Wilson 1927) of a proportion `p` (0 to 1) seen in `n` (> 0, may be an effective size).
 * Never leaves 0 to 1.
 */
export function wilson(p: number, n: number, z = z95): Interval {
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale;
  // At 0 and 1 the ends are exactly that; rounding would leave a trace.
  return { low: p === 0 ? 0 : Math.max(0, centre - half), high: p === 1 ? 1 : Math.min(1, centre + half) };
}

/** Largest proportion that shows nothing in `n` draws with a chance of `alpha`: the exact (Clopper-Pearson) bound at zero. */
export function exactUpperAtZero(n: number, alpha = 0.025): number {
  return n <= 0 ? 1 : 1 - alpha ** (1 / n);
}
