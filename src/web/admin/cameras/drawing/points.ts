/** Geometry of what is drawn on a camera's picture: points in fractions of it, distances in pixels of the screen. */

export type Point = readonly [number, number];
export type Points = readonly Point[];
/** The picture on the screen, in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Steps per picture: fine enough for a corner, and few enough digits to read. */
const steps = 10_000;

const snap = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * steps) / steps;

/** A point on the picture: what lies beside it is brought to its edge. */
export function pointAt(x: number, y: number): Point {
  return [snap(x), snap(y)];
}

/** All points moved by the same way, as far as they all stay on the picture. */
export function movePoints(points: Points, by: Point): Points {
  const within = (axis: 0 | 1): number => {
    const values = points.map((point) => point[axis]);
    return Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), by[axis]));
  };
  const [dx, dy] = points.length > 0 ? [within(0), within(1)] : [0, 0];
  return points.map(([x, y]) => pointAt(x + dx, y + dy));
}

const distance = (a: Point, b: Point, { width, height }: Size): number =>
  Math.hypot((a[0] - b[0]) * width, (a[1] - b[1]) * height);

/** Index of the point nearest to `at` within `reachPx`; null when there is none. */
export function nearestPoint(points: Points, at: Point, size: Size, reachPx: number): number | null {
  const distances = points.map((point) => distance(point, at, size));
  const least = Math.min(...distances);
  return least <= reachPx ? distances.indexOf(least) : null;
}

/** The point of the side from a to b that is nearest to `at`. */
function nearestOnSide(a: Point, b: Point, at: Point, { width, height }: Size): Point {
  const [dx, dy] = [(b[0] - a[0]) * width, (b[1] - a[1]) * height];
  const length = dx * dx + dy * dy;
  const along = ((at[0] - a[0]) * width * dx + (at[1] - a[1]) * height * dy) / length;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, along));
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** The side of a closed polygon within `reachPx` of `at`, by the index of the point that it begins with; null: none. */
export function nearestSide(points: Points, at: Point, size: Size, reachPx: number): number | null {
  const distances = points.map((point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    return distance(nearestOnSide(point, next, at, size), at, size);
  });
  const least = Math.min(...distances);
  return least <= reachPx ? distances.indexOf(least) : null;
}

/** Whether a point lies within a closed polygon. */
export function isInside(points: Points, [x, y]: Point): boolean {
  let inside = false;
  points.forEach(([ax, ay], index) => {
    const [bx, by] = points[(index + 1) % points.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

/** The middle between two points. */
export function between(a: Point, b: Point): Point {
  return pointAt((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
}
