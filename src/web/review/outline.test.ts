import { describe, expect, it } from 'vitest';
import { enlargedBox, outlinePath, outsidePath } from './outline.ts';

const square = [
  [0.5, 0.5],
  [0.75, 0.5],
  [0.75, 0.75],
  [0.5, 0.75],
] as const;

describe('the outline of a view', () => {
  it('is drawn in pixels of the photograph', () => {
    expect(outlinePath(square, 400, 200)).toBe('M200 100L300 100L300 150L200 150Z');
    expect(outsidePath(square, 400, 200)).toBe('M0 0H400V200H0ZM200 100L300 100L300 150L200 150Z');
  });

  it('is enlarged with some room around it, within the photograph', () => {
    expect(enlargedBox(square, 400, 200)).toEqual({ x: 175, y: 75, width: 150, height: 100 });
    const whole = [
      [0, 0],
      [1, 0],
      [1, 1],
    ] as const;
    expect(enlargedBox(whole, 400, 200)).toEqual({ x: 0, y: 0, width: 400, height: 200 });
  });
});
