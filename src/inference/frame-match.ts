/** Whether a photograph was taken from where its camera's reference was: block by block, by where edges run. Pure. */
import { type FoundBlock, likeliestMove } from './camera-move.ts';
import { directions, signatureBytes, signatureHeight, signatureWidth } from './frame-signature.ts';

const cellCount = signatureWidth * signatureHeight;

/** What a camera sees when nothing moves: the edges of several photographs, and which cells keep theirs. */
export interface FrameReference {
  /** A signature: the median of those it was made of. */
  edges: Uint8Array;
  /** For each cell 1 where the photographs agree, 0 where things come and go. */
  steady: Uint8Array;
}

export interface FrameMatch {
  /** Blocks in which the reference has something to be known by, of 48. */
  known: number;
  /** Of these, the share found where the most likely move of the camera puts them. */
  found: number;
  /** That move: how far points of the picture go on average, in fractions of its width. */
  move: number;
  /** Share of the known blocks found where they were, whatever the others say. */
  inPlace: number;
}

/**
 * Where a photograph stands to its camera's reference: `in_place`; `shifted`, as its parts are found elsewhere; `hidden`,
 * as next to nothing is found (something stands before the camera, or it looks somewhere else altogether); `unknown`
 * where the reference, or the photograph, has too little to be known by.
 */
export type Place = 'in_place' | 'shifted' | 'hidden' | 'unknown';

/** Side of a block in cells, and how far away from its place it is looked for. */
const blockSide = 4;
const searchCells = 6;
const blocksAcross = signatureWidth / blockSide;
const blocksDown = signatureHeight / blockSide;

/** A photograph has the edges of the reference in a cell when they differ by less than this share of their strength. */
const largestDisagreement = 0.5;
/** A cell is steady when so many of the photographs have them. */
const steadyShare = 0.75;
/** A block is known by at least so many steady cells, whose edges deviate by so many levels. */
const leastSteadyCells = 8;
const leastStructure = 14;
/** A block is found where the likeness is at least this. */
const leastLikeness = 0.45;
/** Found as surely as this in its place, a block isn't looked for elsewhere. */
const sureLikeness = 0.8;

/** Limits of `placeOf`, measured by `npm run quality:measure`, see decisions/013. */
const placeLimits = {
  known: 8,
  /** So much of it has moved with the camera, and so far … */
  found: 0.25,
  move: 0.05,
  mostInPlace: 0.6,
  /** … or so much more of it than has stayed. */
  explained: 0.35,
  explainedMore: 1.4,
  hidden: 0.15,
} as const;

function medianOf(values: Uint8Array): number {
  values.sort();
  return values[values.length >> 1]!;
}

/** The reference of at least one signature; throws RangeError for none and for other bytes. */
export function frameReferenceOf(signatures: readonly Uint8Array[]): FrameReference {
  if (signatures.length === 0 || signatures.some(({ length }) => length !== signatureBytes)) {
    throw new RangeError(`A reference takes one or more signatures of ${signatureBytes} bytes.`);
  }
  const column = new Uint8Array(signatures.length);
  const edges = new Uint8Array(signatureBytes);
  for (let at = 0; at < signatureBytes; at += 1) {
    for (let number = 0; number < signatures.length; number += 1) column[number] = signatures[number]![at]!;
    edges[at] = medianOf(column);
  }
  const steady = new Uint8Array(cellCount);
  for (let cell = 0; cell < cellCount; cell += 1) steady[cell] = isSteady(edges, signatures, cell) ? 1 : 0;
  return { edges, steady };
}

/** Whether most photographs have the edges of the median in a cell. */
function isSteady(edges: Uint8Array, signatures: readonly Uint8Array[], cell: number): boolean {
  let agreeing = 0;
  for (const signature of signatures) {
    let difference = 0;
    let strength = 24;
    for (let at = cell * directions; at < (cell + 1) * directions; at += 1) {
      difference += Math.abs(signature[at]! - edges[at]!);
      strength += edges[at]!;
    }
    if (difference <= largestDisagreement * strength) agreeing += 1;
  }
  return agreeing >= steadyShare * signatures.length;
}

/** A block of the reference: the cells in it that keep their edges, with the mean over cells taken out. */
interface Block {
  column: number;
  row: number;
  cells: number[];
  values: Float32Array;
  norm: number;
}

function blocksOf(reference: FrameReference): Block[] {
  const places = Array.from({ length: blocksAcross * blocksDown }, (_, at) => [
    at % blocksAcross,
    Math.floor(at / blocksAcross),
  ]);
  return places.flatMap(([across, down]) => blockOf(reference, across! * blockSide, down! * blockSide) ?? []);
}

function blockOf({ edges, steady }: FrameReference, column: number, row: number): Block | null {
  const cells: number[] = [];
  for (let y = row; y < row + blockSide; y += 1) {
    for (let x = column; x < column + blockSide; x += 1) {
      if (steady[y * signatureWidth + x] === 1) cells.push(y * signatureWidth + x);
    }
  }
  if (cells.length < leastSteadyCells) return null;
  const values = new Float32Array(cells.length * directions);
  const norm = centred(edges, cells, 0, values);
  if (norm < leastStructure * Math.sqrt(values.length)) return null;
  return { column, row, cells, values, norm };
}

/** Fills `values` with the edges of cells (moved by `offset` cells), less their mean; returns their norm. */
function centred(edges: Uint8Array, cells: readonly number[], offset: number, values: Float32Array): number {
  let sum = 0;
  let filled = 0;
  for (const cell of cells) {
    const start = (cell + offset) * directions;
    for (let at = start; at < start + directions; at += 1) {
      const value = edges[at]!;
      values[filled] = value;
      sum += value;
      filled += 1;
    }
  }
  const mean = sum / filled;
  let squares = 0;
  for (let at = 0; at < filled; at += 1) {
    const value = values[at]! - mean;
    values[at] = value;
    squares += value * value;
  }
  return Math.sqrt(squares);
}

/** How alike a block and a place of the frame are, -1 to 1. */
function likeness(block: Block, edges: Uint8Array, right: number, down: number, spare: Float32Array): number {
  const norm = centred(edges, block.cells, down * signatureWidth + right, spare);
  if (norm === 0) return 0;
  let product = 0;
  for (let at = 0; at < block.values.length; at += 1) product += block.values[at]! * spare[at]!;
  return product / (norm * block.norm);
}

/** Where between two neighbours a parabola through three likenesses is highest, -0.5 to 0.5; 0 where it isn't between. */
function summit(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after;
  if (!Number.isFinite(bend) || bend >= 0) return 0;
  return Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)));
}

/** Where a block of the reference is found in the frame: where it is likest, to a part of a cell. */
function findBlock(block: Block, edges: Uint8Array, spare: Float32Array): FoundBlock | null {
  const best = (reach: number, without: number): FoundBlock & { alike: number } => {
    let found = { x: block.column, y: block.row, right: 0, down: 0, alike: -1 };
    const [left, up] = [Math.max(-reach, -block.column), Math.max(-reach, -block.row)];
    const right = Math.min(reach, signatureWidth - blockSide - block.column);
    const low = Math.min(reach, signatureHeight - blockSide - block.row);
    for (let y = up; y <= low; y += 1) {
      for (let x = left; x <= right; x += 1) {
        if (Math.abs(x) <= without && Math.abs(y) <= without) continue;
        const alike = likeness(block, edges, x, y, spare);
        if (alike > found.alike) found = { ...found, right: x, down: y, alike };
      }
    }
    return found;
  };
  const near = best(1, -1);
  const far = near.alike >= sureLikeness ? near : best(searchCells, 1);
  const found = near.alike >= far.alike ? near : far;
  if (found.alike < leastLikeness) return null;
  const around = (x: number, y: number): number => {
    const [column, row] = [block.column + found.right + x, block.row + found.down + y];
    const isInside =
      column >= 0 && row >= 0 && column <= signatureWidth - blockSide && row <= signatureHeight - blockSide;
    return isInside ? likeness(block, edges, found.right + x, found.down + y, spare) : Number.NEGATIVE_INFINITY;
  };
  const right = found.right + summit(around(-1, 0), found.alike, around(1, 0));
  return { ...found, right, down: found.down + summit(around(0, -1), found.alike, around(0, 1)) };
}

/** Looks for each block of the reference in a photograph's signature, and for the one move that explains most of them. */
export function matchFrame(reference: FrameReference, signature: Uint8Array): FrameMatch {
  const blocks = blocksOf(reference);
  const spare = new Float32Array(blockSide * blockSide * directions);
  const found = blocks.flatMap((block) => findBlock(block, signature, spare) ?? []);
  const share = (count: number): number => (blocks.length === 0 ? 0 : count / blocks.length);
  const inPlace = found.filter(({ right, down }) => Math.abs(right) <= 1.5 && Math.abs(down) <= 1.5).length;
  const { agreeing, move } = likeliestMove(found);
  return { known: blocks.length, found: share(agreeing), move, inPlace: share(inPlace) };
}

/** Whether a reference has enough to be known by. */
export function isReferenceUsable(reference: FrameReference): boolean {
  return blocksOf(reference).length >= placeLimits.known;
}

/** What a match says of the camera's place. */
export function placeOf({ known, found, move, inPlace }: FrameMatch): Place {
  const limits = placeLimits;
  if (known < limits.known) return 'unknown';
  const isFar = found >= limits.found && move >= limits.move && inPlace < limits.mostInPlace;
  if (isFar || (found >= limits.explained && found >= limits.explainedMore * inPlace)) return 'shifted';
  return inPlace < limits.hidden ? 'hidden' : 'in_place';
}
