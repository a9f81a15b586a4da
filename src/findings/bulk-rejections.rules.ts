/** Which findings several verdicts at once may be recorded on. Pure. */
import { createHmac } from 'node:crypto';

/**
 * Share of flags that always come singly. Audits always do; were they the only ones, what is left over would give them away.
 */
const heldBackShare = 0.2;

/** Seeded, so that the same finding is held back however often it is tried. */
export function isHeldBack(seed: string, findingId: string): boolean {
  const bits = createHmac('sha256', seed).update(`comes singly ${findingId}`).digest().readUIntBE(0, 6);
  return bits / 2 ** 48 < heldBackShare;
}

/** Only flags: audits are the sample that rates are estimated from, reports and second looks are somebody's question. */
export function mayBeRejectedInBulk(finding: { id: string; source: string }, seed: string): boolean {
  return finding.source === 'flag' && !isHeldBack(seed, finding.id);
}
