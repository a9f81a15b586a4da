/** Whether a polygon drawn on a picture encloses one plain area. */

type Point = readonly [number, number];

/** Twice the signed area of the triangle: 0 when the three lie on one line. */
const turn = (a: Point, b: Point, c: Point): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** For a point on the line through a and b: whether it lies between them. */
const isBetween = (a: Point, b: Point, point: Point): boolean =>
  Math.min(a[0], b[0]) <= point[0] &&
  point[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= point[1] &&
  point[1] <= Math.max(a[1], b[1]);

function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [c1, d1] = [turn(a, b, c), turn(a, b, d)];
  const [a1, b1] = [turn(c, d, a), turn(c, d, b)];
  if (c1 * d1 < 0 && a1 * b1 < 0) return true;
  return (
    (c1 === 0 && isBetween(a, b, c)) ||
    (d1 === 0 && isBetween(a, b, d)) ||
    (a1 === 0 && isBetween(c, d, a)) ||
    (b1 === 0 && isBetween(c, d, b))
  );
}

/** Whether the way from a over b to c stands still or turns back on itself. */
const foldsBack = (a: Point, b: Point, c: Point): boolean =>
  turn(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) <= 0;

/** Whether no side touches another one but at their common corner. At least three points. */
export function isSimplePolygon(points: readonly Point[]): boolean {
  const at = (index: number): Point => points[index % points.length] as Point;
  for (let i = 0; i < points.length; i += 1) {
    if (foldsBack(at(i), at(i + 1), at(i + 2))) return false;
    // Sides that are not neighbours: from the one after the next up to the one before this one's predecessor.
    for (let j = i + 2; j < points.length && j + 1 - i < points.length; j += 1) {
      if (meet(at(i), at(i + 1), at(j), at(j + 1))) return false;
    }
  }
  return true;
}

/** What the API takes, and the interface shows while one draws. */
export const polygonLimits = { leastPoints: 3, mostPoints: 64, leastSpan: 0.01, mostViews: 12, mostMasks: 16 } as const;

const polygonFaults = ['too_few', 'too_many', 'too_small', 'crosses'] as const;
export type PolygonFault = (typeof polygonFaults)[number];

/** Why a polygon, in fractions of the picture, can be no view and no mask; null when it can. */
export function polygonFault(points: readonly Point[]): PolygonFault | null {
  if (points.length < polygonLimits.leastPoints) return 'too_few';
  if (points.length > polygonLimits.mostPoints) return 'too_many';
  const span = (axis: 0 | 1): number => {
    const values = points.map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  if (Math.min(span(0), span(1)) < polygonLimits.leastSpan) return 'too_small';
  return isSimplePolygon(points) ? null : 'crosses';
}
