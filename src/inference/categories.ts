/** The four categories of GB/T 19095-2019 and the two answers that are none: the words the whole service shares. */
export const categories = ['recyclable', 'hazardous', 'kitchen', 'residual'] as const;
/** One of the four main categories. */
export type Category = (typeof categories)[number];

/** What a view's distribution is over: the four categories, a bag one can't see into, and nothing to judge. */
export const outcomes = [...categories, 'closed_bag', 'nothing_to_judge'] as const;
export type Outcome = (typeof outcomes)[number];

/** Probabilities of the six outcomes; they add up to 1. */
export type OutcomeDistribution = Record<Outcome, number>;

/** What the service makes of one observation; only a person's verdict makes it a violation. */
export const decisions = ['fits', 'misplaced', 'cannot_tell', 'empty', 'unusable'] as const;
export type Decision = (typeof decisions)[number];

/** Why a view of a photograph can't be judged. */
export const unusableReasons = ['too_dark', 'over_exposed', 'blurred', 'lens_covered', 'camera_moved'] as const;
export type UnusableReason = (typeof unusableReasons)[number];
