/** The order in which findings are dealt: seeded, so that it can be made again and tells nothing of why they were made. */
import { createHmac } from 'node:crypto';

/** Place within the day, 0 to 2^48 − 1, from the community's seed and the subject: `episode:12`, `report:7`. */
export function dealOrderOf(seed: string, subject: string): number {
  return createHmac('sha256', seed).update(`deal ${subject}`).digest().readUIntBE(0, 6);
}

/**
 * Flags with a place below this wait until their day has had its draw. Audits come the morning after; if all flags of the day had been
 * judged by then, whatever is of yesterday would be known for an audit. A quarter of the flags keeps them company.
 */
export const heldBelow = 2 ** 46;
