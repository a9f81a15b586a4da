/** Compares fingerprints cell by cell, after taking out what light and a shaking camera do to a picture as a whole. */
import { chromaGrid, fingerprintParts, lumaGrid } from './fingerprint.ts';

export interface FingerprintDistance {
  /** Cells whose brightness changed, of 256. */
  structure: number;
  /** Cells whose colour changed, of 64. */
  colour: number;
}

/** A square of cells, row by row, and its side. */
interface Cells {
  levels: Float64Array;
  side: number;
}

/** A cell changed when it differs by more than so many levels and this share of the step to its neighbours. */
const toleranceLevels = 8;
const toleranceOfContrast = 0.4;
/** From this level on a camera shows brighter things no brighter. */
const saturatedLevel = 235;
/** Keeps ratios of dark cells tame. */
const darkLevels = 4;
/** What light may do: a factor of e^0.5 in all, e^0.2 from one edge to the other, and a cast of so many levels. */
const largestGain = 0.5;
const largestSlope = 0.2;
const largestCast = 8;
/** Shifts tried each way, in cells of the luma grid. */
const shifts = [-0.4, -0.2, 0, 0.2, 0.4];
const moves = shifts.flatMap((right) => shifts.map((down) => ({ right, down })));

const clamp = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));

function median(values: Float64Array): number {
  const sorted = values.sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Median slope of a square of values from edge to edge, across (step 1) or down (step = side). */
function slopeOf(values: Float64Array, side: number, isAcross: boolean): number {
  const slopes = new Float64Array((side * side) / 2);
  let at = 0;
  for (let line = 0; line < side; line += 1) {
    for (let low = 0; low < side / 2; low += 1) {
      const high = side - 1 - low;
      const [from, to] = isAcross ? [line * side + low, line * side + high] : [low * side + line, high * side + line];
      slopes[at] = ((values[to]! - values[from]!) * side) / (high - low);
      at += 1;
    }
  }
  return median(slopes);
}

/** By how much brighter `b` is than `a`, cell by cell, as far as light can explain it (natural logarithm). */
function lightBetween(a: Cells, b: Cells): { gain: number; cells: Float64Array } {
  const { side } = a;
  const ratios = a.levels.map((level, at) => Math.log((b.levels[at]! + darkLevels) / (level + darkLevels)));
  const gain = clamp(median(ratios.slice()), largestGain);
  const across = clamp(slopeOf(ratios, side, true), largestSlope);
  const down = clamp(slopeOf(ratios, side, false), largestSlope);
  const place = (index: number): number => (index - (side - 1) / 2) / side;
  const cells = ratios.map((_, at) => gain + across * place(at % side) + down * place(Math.floor(at / side)));
  return { gain, cells };
}

/** The largest step from a cell to a neighbour, for each cell. */
function contrastOf({ levels, side }: Cells): Float64Array {
  return levels.map((level, at) => {
    const column = at % side;
    const left = column > 0 ? Math.abs(level - levels[at - 1]!) : 0;
    const right = column < side - 1 ? Math.abs(level - levels[at + 1]!) : 0;
    const above = at >= side ? Math.abs(level - levels[at - side]!) : 0;
    const below = at < levels.length - side ? Math.abs(level - levels[at + side]!) : 0;
    return Math.max(left, right, above, below);
  });
}

/** The cells moved by less than one, across or down; beyond the edge lies what lies at the edge. */
function moved({ levels, side }: Cells, share: number, isAcross: boolean): Cells {
  if (share === 0) return { levels, side };
  const weight = Math.abs(share);
  const step = Math.sign(share) * (isAcross ? 1 : side);
  const result = new Float64Array(levels.length);
  for (let at = 0; at < levels.length; at += 1) {
    const line = isAcross ? at % side : Math.floor(at / side);
    const isEdge = share < 0 ? line === 0 : line === side - 1;
    const level = levels[at]!;
    result[at] = isEdge ? level : level + (levels[at + step]! - level) * weight;
  }
  return { levels: result, side };
}

/** Both pictures in the same light: half of the difference is taken from each, so that neither is the measure. */
interface Pair {
  a: Cells;
  b: Cells;
  tolerance: Float64Array;
  /** Whether a difference (b − a) of a cell tells of a change. */
  counts: (difference: number, at: number) => boolean;
}

function pairOf(a: Cells, b: Cells, counts: Pair['counts']): Pair {
  const contrastB = contrastOf(b);
  const tolerance = contrastOf(a).map(
    (contrast, at) => toleranceLevels + toleranceOfContrast * Math.min(contrast, contrastB[at]!),
  );
  return { a, b, tolerance, counts };
}

function lumaPair(a: Float64Array, b: Float64Array, light: Float64Array): Pair {
  const lit = (levels: Float64Array, share: number): Cells => ({
    levels: levels.map((level, at) => (level + darkLevels) * Math.exp(light[at]! * share)),
    side: lumaGrid,
  });
  return pairOf(lit(a, 0.5), lit(b, -0.5), (difference, at) => {
    if (difference < 0 && b[at]! >= saturatedLevel) return false;
    return !(difference > 0 && a[at]! >= saturatedLevel);
  });
}

function chromaPair(a: Float64Array, b: Float64Array, gain: number): Pair {
  const lit = a.map((level) => level * Math.exp(gain / 2));
  const other = b.map((level) => level * Math.exp(-gain / 2));
  const cast = clamp(median(other.map((level, at) => level - lit[at]!)), largestCast);
  const levels = other.map((level) => level - cast);
  return pairOf({ levels: lit, side: chromaGrid }, { levels, side: chromaGrid }, () => true);
}

/** How many cells changed in any of the pairs when `a` is moved by half of a shift and `b` by half of it the other way. */
function countChanged(pairs: readonly Pair[], right: number, down: number): number {
  const changed = new Uint8Array(pairs[0]?.tolerance.length ?? 0);
  let count = 0;
  for (const { a, b, tolerance, counts } of pairs) {
    const movedA = moved(moved(a, right / 2, true), down / 2, false).levels;
    const movedB = moved(moved(b, -right / 2, true), -down / 2, false).levels;
    for (let at = 0; at < changed.length; at += 1) {
      const difference = movedB[at]! - movedA[at]!;
      if (changed[at] === 1 || Math.abs(difference) <= tolerance[at]! || !counts(difference, at)) continue;
      changed[at] = 1;
      count += 1;
    }
  }
  return count;
}

/**
 * How many cells of two fingerprints show something else, in the light and at the shift where they are fewest; symmetric,
 * 0 for equal ones. Throws RangeError when one isn't a fingerprint.
 */
export function fingerprintDistance(first: Uint8Array, second: Uint8Array): FingerprintDistance {
  const [a, b] = [fingerprintParts(first), fingerprintParts(second)];
  const light = lightBetween({ levels: a.luma, side: lumaGrid }, { levels: b.luma, side: lumaGrid });
  const luma = [lumaPair(a.luma, b.luma, light.cells)];
  const chroma = ([0, 1] as const).map((part) => chromaPair(a.chroma[part], b.chroma[part], light.gain));
  const found = moves.map((move) => ({ move, structure: countChanged(luma, move.right, move.down) }));
  const structure = Math.min(...found.map((one) => one.structure));
  // Of equally good shifts the one with the best colours: so the order of the two doesn't matter.
  const best = found.filter((one) => one.structure === structure);
  const scale = chromaGrid / lumaGrid;
  const colours = best.map(({ move }) => countChanged(chroma, move.right * scale, move.down * scale));
  return { structure, colour: Math.min(...colours) };
}
