/** Groups the frames of one bin into episodes: before the decision and without regard to it. */

/** How far apart two pictures' fingerprints are: differing bits of structure (0 to 64), mean colour difference (0 to 255). */
interface FingerprintDistance {
  structure: number;
  colour: number;
}

export interface Frame {
  /** captured_at, UTC ms. */
  at: number;
  viewRevisionId: number;
  modelId: number;
  fingerprint: Uint8Array;
}

export interface GroupingLimits {
  /** Longest gap between two frames of one episode. */
  gapMs: number;
  /** Largest distance to the last frame. */
  step: FingerprintDistance;
  /** Largest distance to the first frame: slow drift must not chain different contents together. */
  drift: FingerprintDistance;
}

/** The limits in use. */
export function groupingLimits(gapMs: number): GroupingLimits {
  return { gapMs, step: { structure: 10, colour: 16 }, drift: { structure: 16, colour: 28 } };
}

/** What an episode is continued by. */
export interface EpisodeEdge {
  endedAt: number;
  viewRevisionId: number;
  modelId: number;
  first: Uint8Array;
  last: Uint8Array;
}

export type Compare = (a: Uint8Array, b: Uint8Array) => FingerprintDistance;

const within = (distance: FingerprintDistance, limit: FingerprintDistance): boolean =>
  distance.structure <= limit.structure && distance.colour <= limit.colour;

/** Whether a frame shows the same content as the episode before it. When in doubt: no. */
export function continuesEpisode(edge: EpisodeEdge, frame: Frame, limits: GroupingLimits, compare: Compare): boolean {
  return (
    frame.viewRevisionId === edge.viewRevisionId &&
    frame.modelId === edge.modelId &&
    Math.abs(frame.at - edge.endedAt) <= limits.gapMs &&
    within(compare(edge.last, frame.fingerprint), limits.step) &&
    within(compare(edge.first, frame.fingerprint), limits.drift)
  );
}

/** The edge after a frame has been added; null before: the frame begins an episode. */
function extendEdge(edge: EpisodeEdge | null, frame: Frame): EpisodeEdge {
  return {
    endedAt: edge ? Math.max(edge.endedAt, frame.at) : frame.at,
    viewRevisionId: frame.viewRevisionId,
    modelId: frame.modelId,
    first: edge?.first ?? frame.fingerprint,
    last: frame.fingerprint,
  };
}

/** The whole grouping of frames in order of time, as the service does it one by one: indexes of frames by episode. */
export function groupFrames(frames: Frame[], limits: GroupingLimits, compare: Compare): number[][] {
  const episodes: number[][] = [];
  let edge: EpisodeEdge | null = null;
  frames.forEach((frame, index) => {
    const current = episodes.at(-1);
    if (edge && current && continuesEpisode(edge, frame, limits, compare)) {
      current.push(index);
      edge = extendEdge(edge, frame);
    } else {
      episodes.push([index]);
      edge = extendEdge(null, frame);
    }
  });
  return episodes;
}
