/** Turns logits into probabilities. */

/**
 * Softmax of each row of `columns` logits divided by `temperature`; rows lie one after the other. `offsets`, one for each
 * column, are added after the division (none: nothing is).
 */
export function softmaxRows(
  logits: Float32Array,
  columns: number,
  temperature: number,
  offsets: readonly number[] = [],
): Float32Array<ArrayBuffer> {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += columns) {
    const row = Float64Array.from(logits.subarray(start, start + columns), (value, index) => {
      return value / temperature + (offsets[index] ?? 0);
    });
    const highest = row.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
    let sum = 0;
    for (const [index, value] of row.entries()) {
      // Without the highest taken off, exp would overflow for large logits.
      const weight = Math.exp(value - highest);
      probabilities[start + index] = weight;
      sum += weight;
    }
    for (let index = start; index < start + columns; index += 1) probabilities[index]! /= sum;
  }
  return probabilities;
}
