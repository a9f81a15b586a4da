/** Why the model was not sure of an item, from what it said of it. Pure. */
import type { JudgedFinding } from '../../findings/findings.schemas.ts';
import type { Category, Outcome } from '../../inference/categories.ts';

type Reveal = Pick<NonNullable<JudgedFinding['reveal']>, 'decision' | 'score' | 'threshold' | 'outcomes'>;

export type WhyUnsure =
  /** A tied bag: from outside it can't be told. */
  | { kind: 'closed_bag'; share: number }
  /** Two categories are about as likely as each other. */
  | { kind: 'two'; likelier: Category; other: Category; shares: [number, number] }
  /** The score lies just beside the line from which items are flagged. */
  | { kind: 'near_line'; above: boolean; by: number };

/** A second category that is at least so likely, as a share of the likeliest, makes it a close call. */
const closeShare = 0.5;
const nearLine = 0.1;
const tiedShare = 0.4;

const categoriesOf = (outcomes: Reveal['outcomes']): [Category, number][] =>
  (Object.entries(outcomes) as [Outcome, number][])
    .filter((entry): entry is [Category, number] => entry[0] !== 'closed_bag' && entry[0] !== 'nothing_to_judge')
    .sort((a, b) => b[1] - a[1]);

/** Null: it was sure, or the picture could not be judged at all. */
export function whyUnsure({ decision, score, threshold, outcomes }: Reveal): WhyUnsure | null {
  if (decision === 'unusable' || score === null) return null;
  if (outcomes.closed_bag >= tiedShare) return { kind: 'closed_bag', share: outcomes.closed_bag };
  const [first, second] = categoriesOf(outcomes);
  if (first && second && first[1] > 0 && second[1] >= closeShare * first[1]) {
    return { kind: 'two', likelier: first[0], other: second[0], shares: [first[1], second[1]] };
  }
  const by = Math.abs(score - threshold);
  return by <= nearLine ? { kind: 'near_line', above: score >= threshold, by } : null;
}
