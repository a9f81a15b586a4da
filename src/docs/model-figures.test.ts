import { describe, expect, it } from 'vitest';
import { modelFigures } from './model-figures.ts';

const fence = '```';

describe('figures of the model', () => {
  it('are the card’s, word for word, but for the long tables', () => {
    const card = `# m\n\n${fence}\nm on d\n\naccuracy 0.9\n\n  source  photos\n  a  1\n\ntruth (down)\n  x  1\n\nflags 3\n${fence}\n\nmore\n`;
    expect(modelFigures(card)).toBe(`${fence}\nm on d\n\naccuracy 0.9\n\nflags 3\n${fence}`);
  });

  it.each([['# m\n\nno block\n'], [`${fence}\nnpm run x\n${fence}\n`]])(
    'are not made up for a card without them',
    (card) => {
      expect(() => modelFigures(card)).toThrow(/holds no block/);
    },
  );
});
