/** When a photograph was taken, as far as its device can be believed; and which picture of it is there for people. */

export interface ClockLimits {
  aheadMs: number;
  behindMs: number;
}

export type TakenAt =
  | { kind: 'taken'; at: number; offsetMin: number | null; suspect: boolean }
  | { kind: 'ahead'; byMs: number };

function offsetMinutes(iso: string): number {
  const match = /([+-])(\d{2}):?(\d{2})$/.exec(iso);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/**
 * `said` is the device's ISO time with offset; null: it has no clock, so the time of arrival is taken. A clock ahead by
 * more than the limit is refused, as its photographs would land in the wrong month; one behind is believed and marked,
 * but for a photograph that its sender says it kept back.
 */
export function judgeClock(said: string | null, receivedAt: number, limits: ClockLimits, isLate = false): TakenAt {
  if (said === null) return { kind: 'taken', at: receivedAt, offsetMin: null, suspect: false };
  const at = Date.parse(said);
  if (at - receivedAt > limits.aheadMs) return { kind: 'ahead', byMs: at - receivedAt };
  return { kind: 'taken', at, offsetMin: offsetMinutes(said), suspect: !isLate && receivedAt - at > limits.behindMs };
}

/**
 * The stored picture of a capture; null while the original of a masked camera waits in the spool, or when it was erased
 * unmasked. This is the only way to a picture: the hash of the bytes received names no file where there are masks.
 */
export function keptPhoto<Mime extends string>(capture: {
  sha256: string;
  mime: Mime;
  masking: 'waiting' | 'masked' | 'erased' | null;
  maskedSha256: string | null;
}): { sha256: string; mime: Mime | 'image/jpeg' } | null {
  if (capture.masking === null) return { sha256: capture.sha256, mime: capture.mime };
  if (capture.masking !== 'masked' || capture.maskedSha256 === null) return null;
  return { sha256: capture.maskedSha256, mime: 'image/jpeg' };
}
