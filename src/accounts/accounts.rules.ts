/** What has become of a link. */

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
