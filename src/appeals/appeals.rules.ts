/** Who may decide on an appeal. Pure. */

/** Who has had to do with the case so far. */
export interface AppealFacts {
  /** Gave the verdict, said whose it was, signed that. */
  judgedBy: number;
  attributedBy: number;
  signedBy: number | null;
  /** Filed the appeal; null: somebody without an account. */
  filedBy: number | null;
  householdId: number | null;
  /** Accounts with points at stake: whoever is responsible for the household. */
  stakeholders: readonly number[];
}

/** Why somebody may not decide; null: they may. Judge, reviewer and signer are three people, none of them concerned. */
export function whyNotDecide(
  person: { id: number; householdId: number | null },
  facts: AppealFacts,
): 'took_part' | 'own_household' | null {
  if (facts.householdId !== null && person.householdId === facts.householdId) return 'own_household';
  if (facts.stakeholders.includes(person.id)) return 'own_household';
  const involved = [facts.judgedBy, facts.attributedBy, facts.signedBy, facts.filedBy];
  return involved.includes(person.id) ? 'took_part' : null;
}
