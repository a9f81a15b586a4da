import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSimplePolygon, polygonFault } from './polygon.rules.ts';

type Points = [number, number][];

describe('a polygon', () => {
  it.each<[string, Points]>([
    [
      'a triangle',
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    ],
    [
      'an L',
      [
        [0, 0],
        [1, 0],
        [1, 0.5],
        [0.5, 0.5],
        [0.5, 1],
        [0, 1],
      ],
    ],
    [
      'a square with a corner on a side',
      [
        [0, 0],
        [0.5, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ],
  ])('%s is simple', (_, points) => {
    expect(isSimplePolygon(points)).toBe(true);
    expect(isSimplePolygon(points.toReversed())).toBe(true);
  });

  it.each<[string, Points]>([
    [
      'a bow tie',
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ],
    ],
    [
      'a line',
      [
        [0, 0],
        [0.5, 0.5],
        [1, 1],
      ],
    ],
    [
      'one that stands still',
      [
        [0, 0],
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    ],
    [
      'one with a spike',
      [
        [0, 0],
        [1, 0],
        [0.5, 0],
        [0.5, 1],
      ],
    ],
    [
      'one that touches itself',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0.5, 0],
        [0, 1],
      ],
    ],
    [
      'one that goes round twice',
      [
        [0, 0],
        [1, 0],
        [0, 1],
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    ],
  ])('%s is not simple', (_, points) => {
    expect(isSimplePolygon(points)).toBe(false);
    expect(isSimplePolygon(points.toReversed())).toBe(false);
  });

  it('around a point, its corners in order of their angle, is simple', () => {
    const corners = fc.array(fc.double({ min: 0.1, max: 0.5, noNaN: true }), { minLength: 3, maxLength: 64 });
    fc.assert(
      fc.property(corners, (radii) => {
        const points = radii.map((radius, index): [number, number] => {
          const angle = (2 * Math.PI * index) / radii.length;
          return [0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)];
        });
        expect(isSimplePolygon(points)).toBe(true);
      }),
    );
  });
});

describe('what is wrong with a polygon', () => {
  it.each<[string | null, Points]>([
    [
      null,
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    ],
    [
      'too_few',
      [
        [0, 0],
        [1, 0],
      ],
    ],
    [
      'too_small',
      [
        [0, 0],
        [0.009, 0],
        [0, 0.5],
      ],
    ],
    [
      'too_small',
      [
        [0, 0],
        [0.5, 0],
        [0, 0.009],
      ],
    ],
    [
      'crosses',
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ],
    ],
    ['too_many', Array.from({ length: 65 }, (_, index): [number, number] => [index / 64, (index / 64) ** 2])],
  ])('is %s', (fault, points) => {
    expect(polygonFault(points)).toBe(fault);
  });
});
