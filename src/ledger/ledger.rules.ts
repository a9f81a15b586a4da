/** Which violation there should be, given the verdicts: at most one live for an episode or report. */
import type { Category } from '../inference/categories.ts';

export interface ConfirmingVerdict {
  verdictId: number;
  findingId: string;
  actual: Category | 'mixed';
}

/** The verdict the live violation stands on: the earliest that confirms. Null: there should be none. */
function groundOf(confirming: readonly ConfirmingVerdict[]): ConfirmingVerdict | null {
  return confirming.reduce<ConfirmingVerdict | null>(
    (first, verdict) => (first === null || verdict.verdictId < first.verdictId ? verdict : first),
    null,
  );
}

export type LedgerStep = { kind: 'add'; ground: ConfirmingVerdict } | { kind: 'void'; violationId: number };

/** The steps from the ledger as it is to the ledger as it should be; none when they agree. */
export function settlement(
  live: { id: number; verdictId: number } | null,
  confirming: readonly ConfirmingVerdict[],
): LedgerStep[] {
  const ground = groundOf(confirming);
  if (live && confirming.some((verdict) => verdict.verdictId === live.verdictId)) return [];
  const steps: LedgerStep[] = [];
  if (live) steps.push({ kind: 'void', violationId: live.id });
  if (ground) steps.push({ kind: 'add', ground });
  return steps;
}
