/** Where the edges of a whole photograph run: the same for the same place in any light, another when the camera is turned. */
import { mapHeight, mapWidth } from './frame-map.ts';

/** Cells of a signature, and the directions of edges told apart in each. */
export const signatureWidth = 32;
export const signatureHeight = 24;
export const directions = 4;
const cellSide = mapWidth / signatureWidth;

/** Length in bytes: the edges of each direction in each cell, row by row, directions side by side. */
export const signatureBytes = signatureWidth * signatureHeight * directions;

/** Gradients below this (levels of luma between neighbours of the map) are noise for the most part. */
const noiseLevels = 3;
/** A cell's edges are halved against this: strong edges don't count much more than plain ones. */
const halfStrength = 12;

/** Adds an edge to the axis and the diagonal nearest to its direction, by how near each is. */
function addEdge(cells: Float32Array, cell: number, across: number, down: number): void {
  const strength = Math.sqrt(across * across + down * down) - noiseLevels;
  if (strength <= 0) return;
  const [x, y] = [Math.abs(across), Math.abs(down)];
  const axis = cell * directions + (x > y ? 0 : 2);
  const diagonal = cell * directions + (across * down > 0 ? 1 : 3);
  // The tangent of the angle to the axis: 0 on it, 1 on the diagonal.
  const share = x > y ? y / x : x / y;
  cells[axis] = cells[axis]! + strength * (1 - share);
  cells[diagonal] = cells[diagonal]! + strength * share;
}

/** Signature of a map (see frame-map.ts). */
export function frameSignatureOf(map: Float32Array): Buffer {
  const cells = new Float32Array(signatureBytes);
  for (let y = 1; y < mapHeight - 1; y += 1) {
    const row = Math.floor(y / cellSide) * signatureWidth;
    for (let x = 1; x < mapWidth - 1; x += 1) {
      const at = y * mapWidth + x;
      const across = (map[at + 1]! - map[at - 1]!) / 2;
      const down = (map[at + mapWidth]! - map[at - mapWidth]!) / 2;
      addEdge(cells, row + Math.floor(x / cellSide), across, down);
    }
  }
  const share = 1 / (cellSide * cellSide);
  return Buffer.from(cells.map((sum) => Math.round((255 * sum * share) / (sum * share + halfStrength))));
}
