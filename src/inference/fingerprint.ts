/** A short likeness of a view (56 bytes) by which observations of the same content are grouped. */

const columns = 9;
const rows = 8;
const grid = 4;
const structureBytes = 8;
/** Length of a fingerprint in bytes: 8 of structure (dHash), then 4 × 4 mean colours of 3 bytes, row by row. */
export const fingerprintBytes = structureBytes + grid * grid * 3;
/** Neighbouring cells closer than this, in levels of 255, count as equal: else noise alone decides the bits of flat areas. */
const structureMargin = 2;

export interface FingerprintDistance {
  /** Differing bits of 64. */
  structure: number;
  /** Mean absolute difference of the colours, 0..255. */
  colour: number;
}

/** Means over a grid of cells; `stride` values per pixel lie side by side, of which the one at `offset` is taken. */
function cellMeans(
  values: ArrayLike<number>,
  size: { width: number; height: number },
  cells: { across: number; down: number },
  { stride, offset }: { stride: number; offset: number },
): Float64Array {
  const means = new Float64Array(cells.across * cells.down);
  for (let row = 0; row < cells.down; row += 1) {
    const top = Math.floor((row * size.height) / cells.down);
    const bottom = Math.floor(((row + 1) * size.height) / cells.down);
    for (let column = 0; column < cells.across; column += 1) {
      const left = Math.floor((column * size.width) / cells.across);
      const right = Math.floor(((column + 1) * size.width) / cells.across);
      let sum = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) sum += values[(y * size.width + x) * stride + offset]!;
      }
      means[row * cells.across + column] = sum / ((bottom - top) * (right - left));
    }
  }
  return means;
}

/** Fingerprint of a resized crop: interleaved 8-bit RGB and its luma, both width × height, each at least 9. */
export function fingerprintOf(rgb: Uint8Array, luma: Float32Array, width: number, height: number): Buffer {
  const fingerprint = Buffer.alloc(fingerprintBytes);
  const size = { width, height };
  const cells = cellMeans(luma, size, { across: columns, down: rows }, { stride: 1, offset: 0 });
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns - 1; column += 1) {
      const at = row * columns + column;
      if (cells[at]! > cells[at + 1]! + structureMargin) fingerprint[row]! |= 1 << column;
    }
  }
  for (let channel = 0; channel < 3; channel += 1) {
    const colours = cellMeans(rgb, size, { across: grid, down: grid }, { stride: 3, offset: channel });
    for (const [cell, mean] of colours.entries()) {
      fingerprint[structureBytes + cell * 3 + channel] = Math.round(mean);
    }
  }
  return fingerprint;
}

function differingBits(a: number, b: number): number {
  let bits = a ^ b;
  let count = 0;
  for (; bits > 0; bits &= bits - 1) count += 1;
  return count;
}

/** How far two fingerprints are apart; symmetric, 0 for equal ones. Throws RangeError when one isn't a fingerprint. */
export function fingerprintDistance(a: Uint8Array, b: Uint8Array): FingerprintDistance {
  if (a.length !== fingerprintBytes || b.length !== fingerprintBytes) {
    throw new RangeError(`A fingerprint has ${fingerprintBytes} bytes, not ${a.length} and ${b.length}.`);
  }
  let structure = 0;
  for (let at = 0; at < structureBytes; at += 1) structure += differingBits(a[at]!, b[at]!);
  let difference = 0;
  for (let at = structureBytes; at < fingerprintBytes; at += 1) difference += Math.abs(a[at]! - b[at]!);
  return { structure, colour: difference / (fingerprintBytes - structureBytes) };
}
