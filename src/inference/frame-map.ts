/** The whole photograph as a small grey map: what covering of the lens and moving of the camera are measured on. */

/** Size of the map; a photograph of another shape is stretched to it. */
export const mapWidth = 128;
export const mapHeight = 96;

/** Pixels looked at across and down for each value of the map: enough to average noise out, and quick. */
const samplesPerSide = 2;

/** The pixels to look at along one side: `samplesPerSide` for each of `cells`, spread evenly over `size` pixels. */
function samplePositions(cells: number, size: number): Int32Array {
  const count = cells * samplesPerSide;
  return Int32Array.from({ length: count }, (_, index) =>
    Math.min(size - 1, Math.floor(((index + 0.5) * size) / count)),
  );
}

/**
 * Mean luma (ITU-R BT.601, 0..255) of 128 × 96 cells, row by row, of interleaved 8-bit RGB. Takes the same time for a
 * photograph of any size.
 */
export function frameMapOf(rgb: Uint8Array, width: number, height: number): Float32Array {
  const columns = samplePositions(mapWidth, width).map((column) => column * 3);
  const rows = samplePositions(mapHeight, height);
  const map = new Float32Array(mapWidth * mapHeight);
  for (const [sampled, row] of rows.entries()) {
    const target = Math.floor(sampled / samplesPerSide) * mapWidth;
    const start = row * width * 3;
    for (let cell = 0, column = 0; cell < mapWidth; cell += 1) {
      let sum = 0;
      for (let sample = 0; sample < samplesPerSide; sample += 1, column += 1) {
        const at = start + columns[column]!;
        sum += 0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!;
      }
      map[target + cell] = map[target + cell]! + sum;
    }
  }
  const share = 1 / (samplesPerSide * samplesPerSide);
  for (let at = 0; at < map.length; at += 1) map[at] = map[at]! * share;
  return map;
}
