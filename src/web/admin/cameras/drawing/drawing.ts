/** What is drawn on a camera's picture, and each thing that can be done to it; every change makes a new drawing. */
import { type PolygonFault, polygonFault, polygonLimits } from '../../../../cameras/polygon.rules.ts';
import { between, isInside, movePoints, type Point, type Points, pointAt } from './points.ts';

/** An outline: of a bin's opening, or (`binId` null) of what nobody may see. */
export interface Shape {
  id: number;
  binId: number | null;
  /** Of views: the bin is counted by this one; else it is evidence only. */
  counting: boolean;
  points: Points;
  /** False while points are still being added. */
  closed: boolean;
}
export interface Drawing {
  shapes: readonly Shape[];
  nextId: number;
}
export interface SavedShapes {
  views: readonly { binId: number; counting: boolean; polygon: Points }[];
  masks: readonly Points[];
}

export function drawingOf({ views, masks }: SavedShapes): Drawing {
  const shapes = [
    ...views.map(({ binId, counting, polygon }) => ({ binId, counting, points: polygon })),
    ...masks.map((points) => ({ binId: null, counting: false, points })),
  ].map((shape, index) => ({ id: index + 1, closed: true, ...shape }));
  return { shapes, nextId: shapes.length + 1 };
}

/** What the API takes; shapes that are not finished are left out. */
export function savedOf({ shapes }: Drawing): { views: SavedShapes['views'][number][]; masks: Points[] } {
  const finished = shapes.filter(({ closed }) => closed);
  return {
    views: finished.flatMap(({ binId, counting, points }) =>
      binId === null ? [] : [{ binId, counting, polygon: points }],
    ),
    masks: finished.filter(({ binId }) => binId === null).map(({ points }) => points),
  };
}

export const findShape = ({ shapes }: Drawing, id: number | null): Shape | null =>
  shapes.find((shape) => shape.id === id) ?? null;
export const maskCount = ({ shapes }: Drawing): number => shapes.filter(({ binId }) => binId === null).length;

function change(drawing: Drawing, id: number, how: (shape: Shape) => Shape | null): Drawing {
  const shapes = drawing.shapes.flatMap((shape) => (shape.id === id ? (how(shape) ?? []) : shape));
  return { ...drawing, shapes };
}

/** Begins a shape; without points they are added one by one, with points it is finished at once. */
export function addShape(drawing: Drawing, binId: number | null, counting: boolean, points: Points = []): Drawing {
  const shape: Shape = { id: drawing.nextId, binId, counting, points, closed: points.length > 0 };
  return { shapes: [...drawing.shapes, shape], nextId: drawing.nextId + 1 };
}

/** A box in the middle of the picture, a little beside where `others` of them may lie already. */
export function boxPoints(others: number): Points {
  const at = (others % 5) * 0.04;
  const corner = (x: number, y: number): Point => pointAt(x + at, y + at);
  return [corner(0.35, 0.35), corner(0.6, 0.35), corner(0.6, 0.6), corner(0.35, 0.6)];
}

export const removeShape = (drawing: Drawing, id: number): Drawing => change(drawing, id, () => null);
export const setCounting = (drawing: Drawing, id: number, counting: boolean): Drawing =>
  change(drawing, id, (shape) => ({ ...shape, counting }));
/** A shape with too few points stays open. */
export const closeShape = (drawing: Drawing, id: number): Drawing =>
  change(drawing, id, (shape) => ({ ...shape, closed: shape.points.length >= polygonLimits.leastPoints }));
export const moveShape = (drawing: Drawing, id: number, by: Point): Drawing =>
  change(drawing, id, (shape) => ({ ...shape, points: movePoints(shape.points, by) }));
export const movePoint = (drawing: Drawing, id: number, index: number, to: Point): Drawing =>
  change(drawing, id, (shape) => ({ ...shape, points: shape.points.with(index, pointAt(...to)) }));

/** A point after that of `index`: at `at`, else halfway to the next one. */
export function insertPoint(drawing: Drawing, id: number, index: number, at?: Point): Drawing {
  return change(drawing, id, (shape) => {
    const here = shape.points[index];
    if (!here || shape.points.length >= polygonLimits.mostPoints) return shape;
    const next = shape.points[(index + 1) % shape.points.length] ?? here;
    return { ...shape, points: shape.points.toSpliced(index + 1, 0, at ? pointAt(...at) : between(here, next)) };
  });
}

/** One more point at the end of a shape that is not finished. */
export function addPoint(drawing: Drawing, id: number, at: Point): Drawing {
  return change(drawing, id, (shape) =>
    shape.closed || shape.points.length >= polygonLimits.mostPoints
      ? shape
      : { ...shape, points: [...shape.points, pointAt(...at)] },
  );
}

/** With too few points left the shape is open again, and gone with the last of them. */
export function removePoint(drawing: Drawing, id: number, index: number): Drawing {
  return change(drawing, id, (shape) => {
    const points = shape.points.toSpliced(index, 1);
    if (points.length === 0) return null;
    return { ...shape, points, closed: shape.closed && points.length >= polygonLimits.leastPoints };
  });
}

/** The topmost finished shape at a point of the picture. */
export function shapeAt({ shapes }: Drawing, at: Point): Shape | null {
  return shapes.findLast(({ closed, points }) => closed && isInside(points, at)) ?? null;
}

export type ShapeFault = PolygonFault | 'open';

/** Why a shape can't be saved; null when it can. Crossing sides are told while points are added, too. */
export function shapeFault({ closed, points }: Shape): ShapeFault | null {
  const fault = polygonFault(points);
  if (closed) return fault;
  return fault === 'crosses' || fault === 'too_many' ? fault : 'open';
}

const bySaved = (drawing: Drawing): string => JSON.stringify(savedOf(drawing));
/** Whether saving one would change nothing about the other; unfinished shapes count as a change. */
export function isSame(a: Drawing, b: Drawing): boolean {
  const open = [a, b].some(({ shapes }) => shapes.some(({ closed }) => !closed));
  return !open && bySaved(a) === bySaved(b);
}
