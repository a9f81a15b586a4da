/** Who may see to whose account, and what has become of a link. */

type Estates = readonly number[] | null;

/** Whether somebody limited to `own` estates (null: to none) may see to an account, or make one, that is limited to `other`. */
export function coversEstates(own: Estates, other: Estates): boolean {
  return own === null || (other?.every((id) => own.includes(id)) ?? false);
}

interface Link {
  expiresAt: number;
  revokedAt: number | null;
  usedAt: number | null;
}

export function linkState(link: Link, now: number): 'open' | 'used' | 'revoked' | 'expired' {
  if (link.usedAt !== null) return 'used';
  if (link.revokedAt !== null) return 'revoked';
  return link.expiresAt <= now ? 'expired' : 'open';
}
