/** Cheap measures of how much a picture shows: of the crop that is judged, and of the whole photograph it was cut from. */
import { edgeSharpness } from './edge-width.ts';
import { mapHeight, mapWidth } from './frame-map.ts';
import { bends, gridOf, quantile } from './grid-detail.ts';

/** Of one crop, at the size the network takes. */
export interface Quality {
  /** Mean luma, 0 (black) to 1 (white). */
  brightness: number;
  /** Share of pixels so dark that no detail is left in them. */
  darkShare: number;
  /** Share of pixels at the sensor's limit. */
  brightShare: number;
  /** Luma of the darkest hundredth of a grid of 28 × 28, 0..1. */
  darkest: number;
  /** Standard deviation of the Laplacian of luma, in units of full scale: fine detail, about 0.01 to 0.2 in photographs. */
  sharpness: number;
  /** See edge-width.ts: 0.2 (nothing left to be seen) to 1. */
  edges: number;
  /** How much the grid of 28 × 28 bends at its most detailed hundredth, 0..1: about 0.1 to 0.3 in photographs. */
  detail: number;
}

/** Of a whole photograph. */
export interface FrameQuality {
  /** As `detail` of a crop, on a grid of 32 × 24. */
  detail: number;
  /** Share of that grid without any detail: plain ground and sky, or something before the lens. */
  flatShare: number;
}

const darkLuma = 20;
const brightLuma = 250;
const cropGrid = 28;
const frameGrid: [number, number] = [32, 24];
/** Cells that bend by less (levels) are flat; noise alone makes about 1. */
const flatLevels = 1.5;

/** Measures a resized crop by its luma (0..255, row by row). Sharpness depends on the size: compare only equal ones. */
export function measureQuality(luma: Float32Array, width: number, height: number): Quality {
  let sum = 0;
  let dark = 0;
  let bright = 0;
  for (const value of luma) {
    sum += value;
    if (value < darkLuma) dark += 1;
    if (value > brightLuma) bright += 1;
  }
  const grid = gridOf(luma, width, height, [cropGrid, cropGrid]);
  return {
    brightness: sum / luma.length / 255,
    darkShare: dark / luma.length,
    brightShare: bright / luma.length,
    darkest: quantile(grid.levels.toSorted(), 0.01) / 255,
    sharpness: laplacianDeviation(luma, width, height) / 255,
    edges: edgeSharpness({ levels: luma, width, height }),
    detail: quantile(bends(grid), 0.99) / 255,
  };
}

/** Measures the map of a whole photograph (frame-map.ts). */
export function measureFrame(map: Float32Array): FrameQuality {
  const bent = bends(gridOf(map, mapWidth, mapHeight, frameGrid));
  const flat = bent.findIndex((levels) => levels >= flatLevels);
  return { detail: quantile(bent, 0.99) / 255, flatShare: (flat === -1 ? bent.length : flat) / bent.length };
}

function laplacianDeviation(luma: Float32Array, width: number, height: number): number {
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      const laplacian = luma[at - 1]! + luma[at + 1]! + luma[at - width]! + luma[at + width]! - 4 * luma[at]!;
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  }
  const count = (width - 2) * (height - 2);
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}
