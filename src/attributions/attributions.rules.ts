/** Who may say, and who may sign, whose a misplacement is. Pure. */

/** What a signature must be weighed against. */
export interface AttributionFacts {
  attributedBy: number;
  /** Who gave the verdict it rests on. */
  judgedBy: number;
  householdId: number | null;
  /** Accounts with points at stake: a responsible member signs nothing about a home of their field. */
  stakeholders: readonly number[];
}

interface Someone {
  id: number;
  householdId: number | null;
}

/** Nobody attributes to, nor signs against, their own household. */
export function isOwnHousehold(person: Someone, householdId: number | null): boolean {
  return householdId !== null && person.householdId === householdId;
}

/** Why somebody may not sign; null when they may. Reviewer, attributor and signer are not one person. */
export function whyNotSign(person: Someone, facts: AttributionFacts): 'own_attribution' | 'own_household' | null {
  if (person.id === facts.attributedBy || person.id === facts.judgedBy) return 'own_attribution';
  if (facts.stakeholders.includes(person.id)) return 'own_household';
  return isOwnHousehold(person, facts.householdId) ? 'own_household' : null;
}

/** Whether the live attribution is the one that the request was made on (compare-and-set). */
export function isUnchanged(liveId: number | null, replaces: number | null): boolean {
  return liveId === replaces;
}
