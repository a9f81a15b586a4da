/** When something may follow from a case, and where a notice stands: from rows and the time alone. Pure. */

/** All that bears on whether a case attributed to a household may have consequences. */
export interface CaseFacts {
  /** When the violation came into the ledger that stands on the attribution's verdict; null: none is live. */
  confirmedAt: number | null;
  /** Two people differ on it and a third has not decided. */
  isContested: boolean;
  /** The attribution was replaced, withdrawn, refused or ended with its verdict. */
  isAttributionEnded: boolean;
  /** Null: no second person has signed. */
  signedAt: number | null;
  /** When the household was told; null: not yet. */
  deliveredAt: number | null;
  termDays: number;
  /** Null: there is none. */
  appeal: { decision: 'upheld' | 'refused' | null } | null;
}

/**
 * `withdrawn`: what it tells no longer stands; `paused`: people differ on the case; `undelivered`; `open`: the term runs;
 * `appealed`; `upheld`: the appeal was right; `refused`: it was not; `final`: the term has passed without one.
 */
export const noticeStates = [
  'withdrawn',
  'paused',
  'undelivered',
  'open',
  'appealed',
  'upheld',
  'refused',
  'final',
] as const;
export type NoticeState = (typeof noticeStates)[number];

const dayMs = 86_400_000;

/**
 * Last moment for an appeal; null while it has not begun. It begins when all of confirmation, signature and handing over are
 * there, so that a case that was taken back and comes again leaves the household its full term.
 */
export function termEndsAt({ confirmedAt, signedAt, deliveredAt, termDays }: CaseFacts): number | null {
  if (confirmedAt === null || signedAt === null || deliveredAt === null) return null;
  return Math.max(confirmedAt, signedAt, deliveredAt) + termDays * dayMs;
}

export function noticeState(facts: CaseFacts, now: number): NoticeState {
  if (facts.appeal?.decision === 'upheld') return 'upheld';
  if (facts.confirmedAt === null || facts.signedAt === null || facts.isAttributionEnded) return 'withdrawn';
  if (facts.appeal) return facts.appeal.decision === null ? 'appealed' : 'refused';
  if (facts.isContested) return 'paused';
  const end = termEndsAt(facts);
  if (end === null) return 'undelivered';
  return now < end ? 'open' : 'final';
}

/** Whether the case may reach a public list or a deduction: confirmed, signed, unvoided, agreed on, and past its term. */
export function mayHaveConsequences(facts: CaseFacts, now: number): boolean {
  const state = noticeState(facts, now);
  return !facts.isContested && (state === 'final' || state === 'refused');
}

/** Whether the household may appeal now: from the handing over to the end of the term, once. */
export function mayAppeal(facts: CaseFacts, now: number): boolean {
  return noticeState(facts, now) === 'open';
}

/** No 0/O, 1/I/L/U: the code has to be typed from paper by those whose phone reads no QR code. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 12;
/** Bytes from here on would make the first letters likelier than the last. */
const fairBelow = 256 - (256 % letters.length);

/** A code of 12 letters (58 bits) from random bytes; null: too few of them could be used. */
export function noticeCodeFrom(random: Uint8Array): string | null {
  const fair = Array.from(random).filter((byte) => byte < fairBelow);
  if (fair.length < codeLength) return null;
  return fair
    .slice(0, codeLength)
    .map((byte) => letters[byte % letters.length])
    .join('');
}

/** As somebody may have typed it: small letters, blanks and dashes don't matter. */
export function readNoticeCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '');
}
