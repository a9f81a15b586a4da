/** Groups the frames of one bin into episodes: before the decision and without regard to it. */

/** How far apart two pictures' fingerprints are: how many of their cells changed in brightness and in colour. */
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
  /** Largest distance to the nearer of the episode's first and last frame. */
  near: FingerprintDistance;
  /** Largest distance to the other of the two: slow drift must not chain different contents together. */
  far: FingerprintDistance;
}

/** The limits in use, chosen with `npm run episodes:measure` on photographs of the train split. */
export function groupingLimits(gapMs: number): GroupingLimits {
  return { gapMs, near: { structure: 6, colour: 2 }, far: { structure: 12, colour: 4 } };
}

/**
 * A frame may continue the episode of any of so many frames before it: one odd frame (an arm, a shadow) stands alone, and
 * what follows it is compared with what came before it.
 */
export const framesLookedBack = 2;

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
  const { near, far, gapMs } = limits;
  if (frame.viewRevisionId !== edge.viewRevisionId || frame.modelId !== edge.modelId) return false;
  if (Math.abs(frame.at - edge.endedAt) > gapMs) return false;
  const fromLast = compare(edge.last, frame.fingerprint);
  if (!within(fromLast, far)) return false;
  const fromFirst = compare(edge.first, frame.fingerprint);
  return within(fromFirst, far) && (within(fromLast, near) || within(fromFirst, near));
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
  const episodes: { edge: EpisodeEdge; members: number[] }[] = [];
  /** The episodes of the latest frames, the latest frame's first. */
  let recent: { edge: EpisodeEdge; members: number[] }[] = [];
  frames.forEach((frame, index) => {
    let episode = recent.find(({ edge }) => continuesEpisode(edge, frame, limits, compare));
    if (episode) {
      episode.members.push(index);
      episode.edge = extendEdge(episode.edge, frame);
    } else {
      episode = { edge: extendEdge(null, frame), members: [index] };
      episodes.push(episode);
    }
    recent = [episode, ...recent].slice(0, framesLookedBack);
  });
  return episodes.map(({ members }) => members);
}
