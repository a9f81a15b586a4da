/** What a pointer has hold of, and what moving it does. */
import { closeShape, type Drawing, insertPoint, movePoint, moveShape, type Shape } from './drawing.ts';
import { between, isInside, nearestPoint, type Point, type Size } from './points.ts';

export type Grip = { kind: 'point' | 'side'; index: number } | { kind: 'whole' };

/** The small dots halfway between a finished shape's points. */
export function middlesOf({ points, closed }: Shape): Point[] {
  return closed ? points.map((point, index) => between(point, points[(index + 1) % points.length] ?? point)) : [];
}

/** A point before a side before the whole; null: nothing of the shape within reach. */
export function gripAt(shape: Shape, at: Point, size: Size, reachPx: number): Grip | null {
  const point = nearestPoint(shape.points, at, size, reachPx);
  if (point !== null) return { kind: 'point', index: point };
  const side = nearestPoint(middlesOf(shape), at, size, reachPx);
  if (side !== null) return { kind: 'side', index: side };
  return shape.closed && isInside(shape.points, at) ? { kind: 'whole' } : null;
}

/** The drawing after the grip was moved from one place to another. */
export function moveGrip(drawing: Drawing, id: number, grip: Grip, from: Point, to: Point): Drawing {
  if (grip.kind === 'whole') return moveShape(drawing, id, [to[0] - from[0], to[1] - from[1]]);
  if (grip.kind === 'side') return insertPoint(drawing, id, grip.index, to);
  return movePoint(drawing, id, grip.index, to);
}

/** Whether a tap here finishes a shape: on its first point, when it has enough of them. */
export function finishes(drawing: Drawing, shape: Shape, grip: Grip | null): boolean {
  const isFirst = grip?.kind === 'point' && grip.index === 0;
  return (
    !shape.closed && isFirst && closeShape(drawing, shape.id).shapes.some((one) => one.id === shape.id && one.closed)
  );
}
