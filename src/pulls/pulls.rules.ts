/** When a camera is asked for its next picture. */
import type { PullFault } from '../camera-client/camera-client.ts';

/** Cameras that are asked at the same interval drift apart, so that they don't all answer at once. */
const jitterShare = 0.1;
const longestBackOffMs = 15 * 60_000;
/** A camera locks its user after a few wrong logins: asked again so seldom, it opens again in between. */
const wrongLoginMs = 30 * 60_000;

export interface PullAttempt {
  startedAt: number;
  intervalS: number;
  /** In a row, with this one; 0: there is a picture. */
  failures: number;
  fault: PullFault | null;
}

/** The moment of the next attempt; `chance` is uniform in [0, 1). */
export function nextPullAt({ startedAt, intervalS, failures, fault }: PullAttempt, chance: number): number {
  const intervalMs = intervalS * 1_000;
  const jitter = 1 + jitterShare * (2 * chance - 1);
  if (failures === 0) return startedAt + Math.round(intervalMs * jitter);
  const isLogin = fault === 'wrong_credentials' || fault === 'basic_only';
  const backOff = isLogin ? wrongLoginMs : Math.min(intervalMs * 2 ** Math.min(failures, 16), longestBackOffMs);
  return startedAt + Math.round(Math.max(backOff, intervalMs) * jitter);
}

/** The first attempt after a start, somewhere within an interval. */
export function firstPullAt(now: number, intervalS: number, chance: number): number {
  return now + Math.round(intervalS * 1_000 * chance);
}
