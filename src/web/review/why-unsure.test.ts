import { describe, expect, it } from 'vitest';
import { whyUnsure } from './why-unsure.ts';

const none = { recyclable: 0, hazardous: 0, kitchen: 0, residual: 0, closed_bag: 0, nothing_to_judge: 0 };
const reveal = (
  outcomes: Partial<typeof none>,
  more: { score?: number | null; decision?: 'misplaced' | 'unusable' } = {},
) => ({
  ...{ decision: 'misplaced' as const, score: 0.99, threshold: 0.8 },
  ...more,
  outcomes: { ...none, ...outcomes },
});

describe('why the model was unsure', () => {
  it('is nothing where one category stands out and the line is far', () => {
    expect(whyUnsure(reveal({ recyclable: 0.95, kitchen: 0.03 }))).toBeNull();
    expect(whyUnsure(reveal({}, { score: null }))).toBeNull();
    expect(whyUnsure(reveal({ closed_bag: 1 }, { decision: 'unusable' }))).toBeNull();
  });

  it('is a tied bag, two categories alike, or a score beside the line', () => {
    expect(whyUnsure(reveal({ closed_bag: 0.6, residual: 0.3 }))).toMatchObject({ kind: 'closed_bag' });
    expect(whyUnsure(reveal({ kitchen: 0.5, residual: 0.4 }))).toEqual({
      ...{ kind: 'two', likelier: 'kitchen', other: 'residual', shares: [0.5, 0.4] },
    });
    expect(whyUnsure(reveal({ recyclable: 0.9 }, { score: 0.75 }))).toMatchObject({ kind: 'near_line', above: false });
    expect(whyUnsure(reveal({ recyclable: 0.9 }, { score: 0.85 }))).toMatchObject({ kind: 'near_line', above: true });
  });
});
