/** How an episode is cut in two, and what a row says of its frames. Pure. */

export interface EpisodeFrame {
  id: number;
  capturedAt: number;
  fingerprint: Buffer;
  isUsable: boolean;
  isMisplaced: boolean;
  score: number | null;
  threshold: number;
}

/**
 * The frames before and from `fromId` on, told apart by which of them has `keptId`, the frame that was dealt: its part keeps the row
 * and with it the verdict. Null when there is nothing to cut: an unknown frame, or the first one. `frames` in order of time.
 */
export function cutFrames<Frame extends { id: number }>(
  frames: readonly Frame[],
  fromId: number,
  keptId: number | null,
): { kept: Frame[]; apart: Frame[] } | null {
  const at = frames.findIndex(({ id }) => id === fromId);
  if (at < 1) return null;
  const [before, after] = [frames.slice(0, at), frames.slice(at)];
  return after.some(({ id }) => id === keptId) ? { kept: after, apart: before } : { kept: before, apart: after };
}

/** Of which frames in order of time the row consists, best first among the usable ones. Throws for none. */
export function summaryOf(frames: readonly EpisodeFrame[]) {
  const [first] = frames;
  const last = frames.at(-1);
  if (!first || !last) throw new Error('an episode without frames');
  const best = frames.reduce<EpisodeFrame | null>((so, frame) => {
    if (!frame.isUsable || frame.score === null) return so;
    return so === null || frame.score > (so.score ?? 0) ? frame : so;
  }, null);
  return {
    startedAt: first.capturedAt,
    endedAt: last.capturedAt,
    frames: frames.length,
    usableFrames: frames.filter(({ isUsable }) => isUsable).length,
    firstFingerprint: first.fingerprint,
    lastFingerprint: last.fingerprint,
    bestObservationId: best?.id ?? null,
    score: best?.score ?? null,
    threshold: best?.threshold ?? first.threshold,
  };
}
