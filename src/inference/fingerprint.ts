/** A short likeness of a view by which observations of the same content are grouped; compared by fingerprint-distance.ts. */

/** Cells a side of the brightness and of the colours. */
export const lumaGrid = 16;
export const chromaGrid = 8;
const lumaCells = lumaGrid * lumaGrid;
const chromaCells = chromaGrid * chromaGrid;

/** Length of a fingerprint in bytes: mean luma of 16 × 16 cells, then mean Cb and mean Cr of 8 × 8, each row by row. */
export const fingerprintBytes = lumaCells + 2 * chromaCells;

/** Means over a grid of cells a side; `stride` values per pixel lie side by side, of which the one at `offset` is taken. */
function cellMeans(
  values: ArrayLike<number>,
  size: { width: number; height: number },
  side: number,
  { stride, offset }: { stride: number; offset: number },
): Float64Array {
  const means = new Float64Array(side * side);
  for (let row = 0; row < side; row += 1) {
    const top = Math.floor((row * size.height) / side);
    const bottom = Math.floor(((row + 1) * size.height) / side);
    for (let column = 0; column < side; column += 1) {
      const left = Math.floor((column * size.width) / side);
      const right = Math.floor(((column + 1) * size.width) / side);
      let sum = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) sum += values[(y * size.width + x) * stride + offset]!;
      }
      means[row * side + column] = sum / ((bottom - top) * (right - left));
    }
  }
  return means;
}

/** Fingerprint of a resized crop: interleaved 8-bit RGB and its luma, both width × height, each at least 16. */
export function fingerprintOf(rgb: Uint8Array, luma: Float32Array, width: number, height: number): Buffer {
  const size = { width, height };
  const levels = Buffer.alloc(fingerprintBytes);
  for (const [cell, mean] of cellMeans(luma, size, lumaGrid, { stride: 1, offset: 0 }).entries()) {
    levels[cell] = Math.round(mean);
  }
  const [red, green, blue] = [0, 1, 2].map((offset) => cellMeans(rgb, size, chromaGrid, { stride: 3, offset })) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let cell = 0; cell < chromaCells; cell += 1) {
    const mean = 0.299 * red[cell]! + 0.587 * green[cell]! + 0.114 * blue[cell]!;
    levels[lumaCells + cell] = Math.min(255, Math.round(128 + 0.564 * (blue[cell]! - mean)));
    levels[lumaCells + chromaCells + cell] = Math.min(255, Math.round(128 + 0.713 * (red[cell]! - mean)));
  }
  return levels;
}

/** The three parts of a fingerprint as levels: luma 0..255, Cb and Cr about -128..127. Throws RangeError for other bytes. */
export function fingerprintParts(fingerprint: Uint8Array): {
  luma: Float64Array;
  chroma: [Float64Array, Float64Array];
} {
  if (fingerprint.length !== fingerprintBytes) {
    throw new RangeError(`A fingerprint has ${fingerprintBytes} bytes, not ${fingerprint.length}.`);
  }
  const chroma = (part: number): Float64Array => {
    const start = lumaCells + part * chromaCells;
    return Float64Array.from(fingerprint.subarray(start, start + chromaCells), (level) => level - 128);
  };
  return { luma: Float64Array.from(fingerprint.subarray(0, lumaCells)), chroma: [chroma(0), chroma(1)] };
}
