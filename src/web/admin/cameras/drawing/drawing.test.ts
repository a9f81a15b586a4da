import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonFault } from '../../../../cameras/polygon.rules.ts';
import {
  addPoint,
  addShape,
  boxPoints,
  closeShape,
  type Drawing,
  drawingOf,
  findShape,
  insertPoint,
  isSame,
  movePoint,
  moveShape,
  removePoint,
  removeShape,
  savedOf,
  setCounting,
  shapeAt,
  shapeFault,
} from './drawing.ts';
import { beginHistory, record, redo, undo } from './history.ts';
import { isInside, nearestPoint, nearestSide, type Point, pointAt } from './points.ts';

const anywhere = fc.tuple(fc.double({ min: -2, max: 3, noNaN: true }), fc.double({ min: -2, max: 3, noNaN: true }));
const onPicture = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([x, y]) => pointAt(x, y));
const points = fc.array(onPicture, { minLength: 3, maxLength: 12 });
const empty: Drawing = drawingOf({ views: [], masks: [] });
const size = { width: 640, height: 360 };

/** Anything that can be done, at whatever place and with whatever shape there is. */
type Doing = (drawing: Drawing) => Drawing;
const doing: fc.Arbitrary<Doing> = fc.oneof(
  fc.constant<Doing>((drawing) => addShape(drawing, 1, true)),
  points.map<Doing>((some) => (drawing) => addShape(drawing, null, false, some)),
  ...[
    (drawing: Drawing, id: number, at: Point) => addPoint(drawing, id, at),
    (drawing: Drawing, id: number) => closeShape(drawing, id),
    (drawing: Drawing, id: number) => removeShape(drawing, id),
    (drawing: Drawing, id: number, at: Point) => moveShape(drawing, id, at),
    (drawing: Drawing, id: number) => setCounting(drawing, id, false),
    (drawing: Drawing, id: number, at: Point) => insertPoint(drawing, id, 0, at),
    (drawing: Drawing, id: number, at: Point) =>
      findShape(drawing, id)?.points.length ? movePoint(drawing, id, 0, at) : drawing,
    (drawing: Drawing, id: number) => removePoint(drawing, id, 0),
  ].map((act) =>
    fc.tuple(fc.integer({ min: 1, max: 6 }), anywhere).map<Doing>(
      ([id, at]) =>
        (drawing) =>
          act(drawing, id, at),
    ),
  ),
);

describe('a drawing', () => {
  it('stays on the picture, with at most 64 points a shape, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 60 }), (doings) => {
        const drawing = doings.reduce((before, act) => act(before), empty);
        for (const { points: all, closed } of drawing.shapes) {
          expect(all.length).toBeLessThanOrEqual(64);
          if (closed) expect(all.length).toBeGreaterThanOrEqual(3);
          for (const value of all.flat()) expect(value >= 0 && value <= 1).toBe(true);
        }
        expect(new Set(drawing.shapes.map(({ id }) => id)).size).toBe(drawing.shapes.length);
      }),
    );
  });

  it('is as it was after as many steps back, and again after as many forward', () => {
    fc.assert(
      fc.property(fc.array(doing, { maxLength: 30 }), (doings) => {
        const done = doings.reduce((history, act) => record(history, act(history.present)), beginHistory(empty));
        const back = doings.reduce(undo, done);
        expect(back.present).toEqual(empty);
        expect(doings.reduce(redo, back).present).toEqual(done.present);
      }),
    );
  });

  it('moves a shape without changing its form, to the edge at most', () => {
    fc.assert(
      fc.property(points, anywhere, (some, by) => {
        const moved = findShape(moveShape(addShape(empty, 1, true, some), 1, by), 1)?.points ?? [];
        const [first, movedFirst] = [some[0] as Point, moved[0] as Point];
        moved.forEach(([x, y], index) => {
          expect(x - movedFirst[0]).toBeCloseTo((some[index]?.[0] ?? 0) - first[0], 3);
          expect(y - movedFirst[1]).toBeCloseTo((some[index]?.[1] ?? 0) - first[1], 3);
        });
      }),
    );
  });

  it('is the same after a point was put in and taken out', () => {
    fc.assert(
      fc.property(points, fc.nat(), (some, at) => {
        const drawing = addShape(empty, 1, true, some);
        const index = at % some.length;
        expect(removePoint(insertPoint(drawing, 1, index), 1, index + 1)).toEqual(drawing);
      }),
    );
  });

  it('is read back as it was saved', () => {
    fc.assert(
      fc.property(fc.array(points, { maxLength: 4 }), fc.array(points, { maxLength: 4 }), (views, masks) => {
        const saved = { views: views.map((polygon, index) => ({ binId: index, counting: true, polygon })), masks };
        expect(savedOf(drawingOf(saved))).toEqual(saved);
        expect(isSame(drawingOf(saved), drawingOf(saved))).toBe(true);
      }),
    );
  });

  it('opens a triangle that loses a point, and forgets a shape that loses its last', () => {
    const triangle = addShape(empty, 1, true, [pointAt(0, 0), pointAt(1, 0), pointAt(0, 1)]);
    const open = removePoint(triangle, 1, 0);
    expect(findShape(open, 1)).toMatchObject({
      closed: false,
      points: [
        [1, 0],
        [0, 1],
      ],
    });
    expect(closeShape(open, 1)).toEqual(open);
    expect(shapeFault(findShape(open, 1) ?? triangle.shapes[0]!)).toBe('open');
    expect(removePoint(removePoint(open, 1, 0), 1, 0).shapes).toEqual([]);
  });

  it('offers boxes that are views as they are', () => {
    for (const others of [0, 1, 4, 5, 15]) expect(polygonFault(boxPoints(others))).toBeNull();
  });

  it('tells what is wrong while one draws', () => {
    const bowTie = [pointAt(0, 0), pointAt(1, 1), pointAt(1, 0), pointAt(0, 1)];
    const drawn = bowTie.reduce((drawing, at) => addPoint(drawing, 1, at), addShape(empty, null, false));
    expect(shapeFault(drawn.shapes[0]!)).toBe('crosses');
    expect(shapeFault(closeShape(drawn, 1).shapes[0]!)).toBe('crosses');
    const tiny = addShape(empty, 1, true, [pointAt(0, 0), pointAt(0.001, 0), pointAt(0, 0.5)]);
    expect(shapeFault(tiny.shapes[0]!)).toBe('too_small');
  });
});

describe('what lies under the finger', () => {
  it('is the nearest point within reach', () => {
    fc.assert(
      fc.property(points, onPicture, (some, at) => {
        const distance = ([x, y]: Point) => Math.hypot((x - at[0]) * size.width, (y - at[1]) * size.height);
        const index = nearestPoint(some, at, size, 22);
        const least = Math.min(...some.map(distance));
        if (index === null) expect(least).toBeGreaterThan(22);
        else expect(distance(some[index] as Point)).toBe(least);
      }),
    );
  });

  it('is a side halfway between its two points', () => {
    const square = [pointAt(0.2, 0.2), pointAt(0.8, 0.2), pointAt(0.8, 0.8), pointAt(0.2, 0.8)];
    expect(nearestSide(square, [0.5, 0.2], size, 10)).toBe(0);
    expect(nearestSide(square, [0.8, 0.5], size, 10)).toBe(1);
    expect(nearestSide(square, [0.2, 0.5], size, 10)).toBe(3);
    expect(nearestSide(square, [0.5, 0.5], size, 10)).toBeNull();
  });

  it('is the topmost shape around it', () => {
    const [big, small] = [boxPoints(0), [pointAt(0.4, 0.4), pointAt(0.5, 0.4), pointAt(0.5, 0.5), pointAt(0.4, 0.5)]];
    const drawing = addShape(addShape(empty, 1, true, big), null, false, small);
    expect(shapeAt(drawing, [0.45, 0.45])?.id).toBe(2);
    expect(shapeAt(drawing, [0.55, 0.55])?.id).toBe(1);
    expect(shapeAt(drawing, [0.9, 0.9])).toBeNull();
    expect(isInside(big, [0.36, 0.36])).toBe(true);
  });
});

describe('undo', () => {
  it('takes back a movement of many small steps at once', () => {
    const nudged = [1, 2, 3].reduce((history, step) => record(history, step, 'nudge'), beginHistory(0));
    const other = record(nudged, 9, 'other');
    expect(undo(other).present).toBe(3);
    expect(undo(undo(other)).present).toBe(0);
    expect(redo(undo(undo(other))).present).toBe(3);
    expect(undo(beginHistory(0)).present).toBe(0);
    expect(redo(beginHistory(0)).present).toBe(0);
  });
});
