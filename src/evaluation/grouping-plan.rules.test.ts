import { describe, expect, it } from 'vitest';
import { changes, type PlannedPhoto, planSequence } from './grouping-plan.rules.ts';

const photos: PlannedPhoto[] = Array.from({ length: 24 }, (_, index) => ({
  item: ['can', 'bag', 'leaf'][index % 3]!,
  isBag: index % 3 === 1,
  group: String(Math.floor(index / 6)),
  colours: [index, 2 * index],
}));
const plans = Array.from({ length: 60 }, (_, seed) => planSequence(photos, 6, seed));

describe('a planned sequence', () => {
  it('is the same for the same seed and another for another', () => {
    expect(planSequence(photos, 6, 3)).toEqual(plans[3]);
    expect(plans[4]).not.toEqual(plans[3]);
  });

  it('shows all contents one after the other, 1 to 60 frames each, never two obstructed in a row', () => {
    for (const { contents, frames } of plans) {
      expect(contents).toHaveLength(6);
      const seen = frames.map(({ content }) => content);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      for (const index of contents.keys()) {
        const count = seen.filter((content) => content === index).length;
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(60);
      }
      expect(frames.some(({ obstruction }, index) => obstruction && frames[index + 1]?.obstruction)).toBe(false);
    }
  });

  it('changes contents as it says', () => {
    for (const { contents } of plans) {
      for (const [index, { change, layers }] of contents.entries()) {
        const before = contents[index - 1]?.layers ?? [];
        const [own, other] = [photos[layers.at(-1)?.photo ?? -1], photos[before.at(-1)?.photo ?? -1]];
        if (change === 'emptied') expect([before.length > 0, layers.length]).toEqual([true, 0]);
        if (change === 'filled') expect([before.length, layers.length]).toEqual([0, 1]);
        if (change === 'added on top') expect(layers.slice(0, -1)).toEqual(before);
        if (change === 'same item' || change === 'bag by bag') {
          expect(own?.item).toBe(other?.item);
          expect(own?.group).not.toBe(other?.group);
        }
        if (change === 'bag by bag') expect(own?.isBag).toBe(true);
        if (change === 'other item') expect(own?.item).not.toBe(other?.item);
      }
    }
    const drawn = new Set(plans.flatMap(({ contents }) => contents.map(({ change }) => change)));
    expect([...changes].every((change) => drawn.has(change))).toBe(true);
  });

  it('keeps the light within what a camera can show, and the picture within its margin', () => {
    for (const { light, shakePx } of plans.flatMap(({ frames }) => frames)) {
      for (const gain of light.gains) expect(gain).toSatisfy((value: number) => value > 0.4 && value < 2);
      for (const shift of shakePx) expect(Math.abs(shift)).toBeLessThanOrEqual(3);
    }
  });
});
