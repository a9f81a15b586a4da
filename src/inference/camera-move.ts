/** The one move of a camera (shift, turn, zoom) that explains where most parts of its picture went. Pure. */
import { signatureHeight, signatureWidth } from './frame-signature.ts';

/** A part of the picture, where it was and by how much it was moved, in cells of a signature. */
export interface FoundBlock {
  x: number;
  y: number;
  right: number;
  down: number;
}

/** A move about the middle of the picture: turned and stretched by a complex number, then shifted by cells. */
interface Similarity {
  real: number;
  imaginary: number;
  right: number;
  down: number;
}

/** A part agrees with a move when it lies this near to where the move puts it, in cells. */
const tolerance = 1.2;
/** A turn or zoom is taken from two parts at least this far apart. */
const leastApart = 8;
/** Larger turns and zooms (the sine of about 35°, a factor) are chance. */
const largestTurn = 0.57;
const largestZoom = 1.6;
const middle = { x: (signatureWidth - 4) / 2, y: (signatureHeight - 4) / 2 };

function apply({ real, imaginary, right, down }: Similarity, x: number, y: number): [number, number] {
  const [dx, dy] = [x - middle.x, y - middle.y];
  return [middle.x + real * dx - imaginary * dy + right, middle.y + imaginary * dx + real * dy + down];
}

/** The move by which two parts went where they are; null where there is none that a camera makes. */
function moveOf(a: FoundBlock, b: FoundBlock): Similarity | null {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  if (squared < leastApart * leastApart) return null;
  const [tx, ty] = [dx + b.right - a.right, dy + b.down - a.down];
  const [real, imaginary] = [(tx * dx + ty * dy) / squared, (ty * dx - tx * dy) / squared];
  const zoom = Math.hypot(real, imaginary);
  if (zoom > largestZoom || zoom < 1 / largestZoom || Math.abs(imaginary) > largestTurn * zoom) return null;
  const [x, y] = apply({ real, imaginary, right: 0, down: 0 }, a.x, a.y);
  return { real, imaginary, right: a.x + a.right - x, down: a.y + a.down - y };
}

function agrees({ x, y, right, down }: FoundBlock, move: Similarity): boolean {
  const [toX, toY] = apply(move, x, y);
  return Math.abs(toX - x - right) <= tolerance && Math.abs(toY - y - down) <= tolerance;
}

function countAgreeing(blocks: readonly FoundBlock[], move: Similarity): number {
  let count = 0;
  for (const block of blocks) if (agrees(block, move)) count += 1;
  return count;
}

/** The move nearest to where all these parts went (least squares); `otherwise` for too few to tell. */
function fitTo(blocks: readonly FoundBlock[], otherwise: Similarity): Similarity {
  const mean = (value: (block: FoundBlock) => number): number =>
    blocks.reduce((sum, block) => sum + value(block), 0) / blocks.length;
  const [x, y] = [mean((block) => block.x), mean((block) => block.y)];
  const [toX, toY] = [mean((block) => block.x + block.right), mean((block) => block.y + block.down)];
  let [squared, real, imaginary] = [0, 0, 0];
  for (const block of blocks) {
    const [dx, dy] = [block.x - x, block.y - y];
    const [tx, ty] = [block.x + block.right - toX, block.y + block.down - toY];
    squared += dx * dx + dy * dy;
    real += tx * dx + ty * dy;
    imaginary += ty * dx - tx * dy;
  }
  if (blocks.length < 3 || squared < leastApart * leastApart) return otherwise;
  const turned = { real: real / squared, imaginary: imaginary / squared, right: 0, down: 0 };
  const [atX, atY] = apply(turned, x, y);
  return { ...turned, right: toX - atX, down: toY - atY };
}

/** How far points of the picture go on average, in fractions of its width. */
function meanMove(move: Similarity): number {
  let sum = 0;
  const steps = 5;
  for (let row = 0; row < steps; row += 1) {
    for (let column = 0; column < steps; column += 1) {
      const [x, y] = [(column / (steps - 1)) * (signatureWidth - 4), (row / (steps - 1)) * (signatureHeight - 4)];
      const [toX, toY] = apply(move, x, y);
      sum += Math.hypot(toX - x, toY - y);
    }
  }
  return sum / steps ** 2 / signatureWidth;
}

/** The move with which most parts agree, no move at all where it does as well; how many agree, and how far it goes. */
export function likeliestMove(blocks: readonly FoundBlock[]): { agreeing: number; move: number } {
  let best: Similarity = { real: 1, imaginary: 0, right: 0, down: 0 };
  let agreeing = countAgreeing(blocks, best);
  const consider = (move: Similarity | null): void => {
    if (!move) return;
    const count = countAgreeing(blocks, move);
    if (count <= agreeing) return;
    [best, agreeing] = [move, count];
  };
  for (const { right, down } of blocks) consider({ real: 1, imaginary: 0, right, down });
  for (const [index, a] of blocks.entries()) {
    for (const b of blocks.slice(index + 1)) consider(moveOf(a, b));
  }
  for (let round = 0; round < 2; round += 1) {
    const fitted = fitTo(
      blocks.filter((block) => agrees(block, best)),
      best,
    );
    const count = countAgreeing(blocks, fitted);
    if (count >= agreeing) [best, agreeing] = [fitted, count];
  }
  return { agreeing, move: meanMove(best) };
}
