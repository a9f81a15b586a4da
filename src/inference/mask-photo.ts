/** Paints over what nobody may see on a photograph, before anything else is done with it. */
import sharp from 'sharp';
import { decodePhoto, type PhotoLimits, type Picture } from './preprocess.ts';

/** Corners in fractions of the upright picture's width and height. */
type Polygon = readonly (readonly [number, number])[];

/** Neither dark nor bright: a mask in a view must not make it look like a covered or blinded lens. */
const grey = 128;
const jpegQuality = 90;
/** Pixels that a side misses by less than this count as touched; far above the rounding of the arithmetic. */
const slack = 1e-6;

interface Side {
  from: [number, number];
  to: [number, number];
}

function sidesInPixels(polygon: Polygon, { width, height }: Picture): Side[] {
  const corners = polygon.map(([x, y]): [number, number] => [x * width, y * height]);
  return corners.map((from, index) => ({ from, to: corners[(index + 1) % corners.length]! }));
}

/** Paints the pixels from one column to another, both included, as far as they are in the picture. */
function paintSpan({ data, width }: Picture, y: number, first: number, last: number): void {
  const [left, right] = [Math.max(0, first), Math.min(width - 1, last)];
  if (left <= right) data.fill(grey, (y * width + left) * 3, (y * width + right + 1) * 3);
}

/** Where the sides cross the middle of a row of pixels, from left to right. */
function crossings(sides: Side[], y: number): number[] {
  return sides
    .filter(({ from, to }) => from[1] <= y !== to[1] <= y)
    .map(({ from, to }) => from[0] + ((y - from[1]) * (to[0] - from[0])) / (to[1] - from[1]))
    .sort((a, b) => a - b);
}

/** The columns that a side passes through within a row of pixels; null when it doesn't. */
function columnsOf({ from, to }: Side, row: number): { first: number; last: number } | null {
  const [top, bottom] = from[1] <= to[1] ? [from, to] : [to, from];
  if (bottom[1] < row - slack || top[1] > row + 1 + slack) return null;
  const at = (y: number): number => {
    const share = bottom[1] === top[1] ? 0 : (Math.min(bottom[1], Math.max(top[1], y)) - top[1]) / (bottom[1] - top[1]);
    return top[0] + share * (bottom[0] - top[0]);
  };
  const ends = bottom[1] === top[1] ? [top[0], bottom[0]] : [at(row), at(row + 1)];
  return { first: Math.floor(Math.min(...ends) - slack), last: Math.floor(Math.max(...ends) + slack) };
}

/**
 * Paints every pixel that a polygon touches, also by a corner, in one flat colour: no edge is smoothed, as a smoothed one
 * would be made of what is beneath. The picture is changed in place.
 */
export function paintMasks(picture: Picture, polygons: readonly Polygon[]): void {
  for (const polygon of polygons) {
    const sides = sidesInPixels(polygon, picture);
    const heights = sides.map(({ from }) => from[1]);
    const firstRow = Math.max(0, Math.floor(Math.min(...heights) - slack));
    const lastRow = Math.min(picture.height - 1, Math.floor(Math.max(...heights) + slack));
    for (let row = firstRow; row <= lastRow; row += 1) {
      const at = crossings(sides, row + 0.5);
      for (let pair = 0; pair + 1 < at.length; pair += 2) {
        paintSpan(picture, row, Math.ceil(at[pair]! - 0.5), Math.floor(at[pair + 1]! - 0.5));
      }
      for (const side of sides) {
        const columns = columnsOf(side, row);
        if (columns) paintSpan(picture, row, columns.first, columns.last);
      }
    }
  }
}

/**
 * The photograph upright, with all polygons painted over, as a JPEG without metadata: the same bytes for the same pixels
 * outside of the masks. Throws like decodePhoto.
 */
export async function maskPhoto(bytes: Buffer, polygons: readonly Polygon[], limits: PhotoLimits): Promise<Buffer> {
  const picture = await decodePhoto(bytes, limits);
  paintMasks(picture, polygons);
  const { data, width, height } = picture;
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .jpeg({ quality: jpegQuality })
    .toBuffer();
}
