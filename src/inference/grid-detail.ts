/** How much a coarse grid of brightness bends from cell to cell: detail that no noise, slope of light or vignette makes. Pure. */

interface Grid {
  /** Mean luma of each cell, 0..255, row by row. */
  levels: Float32Array;
  width: number;
  height: number;
}

/** Means over a grid of cells of a picture, row by row, in levels 0..255; never more cells than pixels. */
export function gridOf(levels: Float32Array, width: number, height: number, cells: [number, number]): Grid {
  const [across, down] = [Math.min(cells[0], width), Math.min(cells[1], height)];
  const means = new Float32Array(across * down);
  const edges = Int32Array.from({ length: across + 1 }, (_, column) => Math.round((column * width) / across));
  for (let row = 0; row < down; row += 1) {
    const [top, bottom] = [Math.round((row * height) / down), Math.round(((row + 1) * height) / down)];
    for (let column = 0; column < across; column += 1) {
      const [left, right] = [edges[column]!, edges[column + 1]!];
      let sum = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let at = y * width + left; at < y * width + right; at += 1) sum += levels[at]!;
      }
      means[row * across + column] = sum / ((bottom - top) * (right - left));
    }
  }
  return { levels: means, width: across, height: down };
}

/** By how much each inner cell differs from the mean of its four neighbours, in levels, in ascending order. */
export function bends({ levels, width, height }: Grid): Float32Array {
  const found = new Float32Array(Math.max(0, width - 2) * Math.max(0, height - 2));
  let filled = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      const around = (levels[at - 1]! + levels[at + 1]! + levels[at - width]! + levels[at + width]!) / 4;
      found[filled] = Math.abs(levels[at]! - around);
      filled += 1;
    }
  }
  return found.sort();
}

/** The value below which a share of ascending values lies; 0 of none. */
export function quantile(ascending: Float32Array, share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? 0;
}
