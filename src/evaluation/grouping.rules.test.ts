import { describe, expect, it } from 'vitest';
import { groupingFigures } from './grouping.rules.ts';
import type { Content, FramePlan, Obstruction, SequencePlan } from './grouping-plan.rules.ts';

const layer = { photo: 0, x: 0, y: 0, width: 1, height: 1 };
const frame = (content: number, obstruction: Obstruction | null = null, lightChanged = false): FramePlan => ({
  content,
  obstruction,
  lightChanged,
  light: { gains: [1, 1, 1], slope: 0 },
  shakePx: [0, 0],
  jpegQuality: 80,
  seed: 1,
});
const contents: Content[] = [
  { layers: [layer], change: null },
  { layers: [layer], change: 'other item' },
  { layers: [], change: 'emptied' },
];
/** Two frames of the first content, an arm, two more; one of the second after other light; two of an empty bin. */
const plan: SequencePlan = {
  seed: 1,
  contents,
  frames: [frame(0), frame(0), frame(0, 'arm'), frame(0), frame(0, null, true), frame(1), frame(2), frame(2)],
};
const figuresOf = (...episodes: number[][]) => groupingFigures([{ plan, episodes }]);
const wrong = (kinds: { kind: string; wrong: { count: number; of: number } }[]) =>
  Object.fromEntries(kinds.map(({ kind, wrong: { count, of } }) => [kind, `${count} of ${of}`]));

describe('figures of a grouping', () => {
  it('find nothing wrong with the truth, an odd frame apart or not', () => {
    for (const figures of [figuresOf([0, 1, 3, 4], [2], [5], [6, 7]), figuresOf([0, 1, 2, 3, 4], [5], [6, 7])]) {
      expect(figures).toMatchObject({ sequences: 1, frames: 8, contents: 3 });
      expect(figures.mergedPairs.all).toMatchObject({ count: 0, of: 2 });
      expect(figures.splitPairs.all).toMatchObject({ count: 0, of: 4 });
      expect(figures.mergedContents.all).toMatchObject({ count: 0, of: 3 });
      expect(figures.splitContents.all).toMatchObject({ count: 0, of: 2 });
    }
  });

  it('count odd frames that stand alone', () => {
    expect(wrong(figuresOf([0, 1, 3, 4], [2], [5], [6, 7]).oddFrames.kinds)).toEqual({
      arm: '1 of 1',
      shadow: '0 of 0',
    });
    expect(figuresOf([0, 1, 3, 4], [2], [5], [6, 7]).adjacentPairs.all).toMatchObject({ count: 2, of: 5 });
    expect(figuresOf([0, 1, 2, 3, 4], [5], [6, 7]).oddFrames.all.count).toBe(0);
  });

  it('count what was split, by what happened', () => {
    const { splitPairs, splitContents } = figuresOf([0], [1], [2], [3], [4], [5], [6, 7]);
    expect(wrong(splitPairs.kinds)).toEqual({
      nothing: '1 of 2',
      'light changed': '1 of 1',
      'arm passed': '1 of 1',
      'shadow passed': '0 of 0',
    });
    expect(splitContents.all).toMatchObject({ count: 1, of: 2 });
  });

  it('count what was merged, by how the content changed, and over another content', () => {
    const merged = figuresOf([0, 1, 3, 4, 5, 6, 7], [2]);
    expect(wrong(merged.mergedPairs.kinds)).toMatchObject({ 'other item': '1 of 1', emptied: '1 of 1' });
    expect(wrong(figuresOf([0, 1, 3, 4, 6, 7], [2], [5]).mergedContents.kinds)).toMatchObject({
      'other item': '0 of 1',
      emptied: '0 of 1',
      'over another': '1 of 1',
    });
  });
});
