/** Which verdicts get a blind second look, whether two agree, and what stands when they don't. Pure. */
import { createHash, createHmac } from 'node:crypto';
import type { Category } from '../inference/categories.ts';
import type { Judgement } from './findings.schemas.ts';

/** As much of a verdict as is compared. */
export interface ComparedVerdict {
  id: number;
  judgement: Judgement;
  actual: Category | 'mixed' | null;
}

/**
 * `waiting` for the second; `agreed`; `contested`: they differ and a third is asked, consequences wait; `decided` by the
 * third; `withdrawn`: the first verdict was undone.
 */
export const lookStates = ['waiting', 'agreed', 'contested', 'decided', 'withdrawn'] as const;
/** `other_category`: both say misplaced, and differ in what it was: the case stands all the same. */
export const agreements = ['same', 'other_category', 'differ'] as const;
type LookState = (typeof lookStates)[number];
export type Agreement = (typeof agreements)[number];

/** What is drawn for a finding, 0 up to 1, from the community's seed: the same each time, and known to nobody beforehand. */
export function drawOf(seed: string, findingId: string): number {
  const bits = createHmac('sha256', seed).update(`second look ${findingId}`).digest().readUIntBE(0, 6);
  return bits / 2 ** 48;
}

/** Tells which seed was drawn with, without giving it away. */
export function markOfSeed(seed: string): string {
  return createHash('sha256').update(`mark of ${seed}`).digest('hex').slice(0, 12);
}

export function compareVerdicts(first: ComparedVerdict, second: ComparedVerdict): Agreement {
  if (first.judgement !== second.judgement) return 'differ';
  return first.actual === second.actual ? 'same' : 'other_category';
}

export interface LookOutcome {
  state: LookState;
  agreement: Agreement | null;
  /** Of a decided one: the verdict that counts from now on; null: the first one does, or none yet. */
  standingVerdictId: number | null;
}

/** Of three the one that two share; where all differ none that accuses: two of three must say misplaced. */
function standingOf(first: ComparedVerdict, second: ComparedVerdict, third: ComparedVerdict): ComparedVerdict {
  if (third.judgement === first.judgement) return first;
  if (third.judgement === second.judgement) return second;
  return [third, second, first].find(({ judgement }) => judgement !== 'misplaced') ?? third;
}

/** Null: that verdict does not stand at present. */
export function outcomeOf(
  first: ComparedVerdict | null,
  second: ComparedVerdict | null,
  third: ComparedVerdict | null,
): LookOutcome {
  if (!first) return { state: 'withdrawn', agreement: null, standingVerdictId: null };
  if (!second) return { state: 'waiting', agreement: null, standingVerdictId: null };
  const agreement = compareVerdicts(first, second);
  if (agreement !== 'differ') return { state: 'agreed', agreement, standingVerdictId: null };
  if (!third) return { state: 'contested', agreement, standingVerdictId: null };
  return { state: 'decided', agreement, standingVerdictId: standingOf(first, second, third).id };
}
