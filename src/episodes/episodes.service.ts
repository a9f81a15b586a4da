/** Turns recorded observations into episodes, in the order in which they were photographed, whatever order workers end in. */
import { fingerprintDistance } from '../inference/fingerprint-distance.ts';
import type { Clock } from '../platform/clock.ts';
import type { Episode, EpisodesRepo, UngroupedObservation } from './episodes.repo.ts';
import { continuesEpisode, type Frame, framesLookedBack, type GroupingLimits } from './episodes.rules.ts';

export type { Episode } from './episodes.repo.ts';
export type EpisodesService = ReturnType<typeof createEpisodesService>;

/** A photograph on its way for longer than this no longer holds back those taken after it. */
const patienceMs = 10 * 60_000;

function frameOf(observation: UngroupedObservation): Frame {
  if (observation.viewRevisionId === null) throw new Error('a counting observation without a view');
  return {
    at: observation.capturedAt,
    viewRevisionId: observation.viewRevisionId,
    modelId: observation.modelId,
    fingerprint: observation.fingerprint,
  };
}

const isUsable = (observation: UngroupedObservation): boolean => observation.decision !== 'unusable';

export function createEpisodesService(deps: {
  repo: EpisodesRepo;
  captures: { earliestPending(cameraId: number, since: number): number | null };
  clock: Clock;
  limits: GroupingLimits;
  /** Inside the transaction: told of each episode that is flagged, also when a better frame has come. */
  onFlagged: (episode: Episode) => void;
}) {
  const { repo, captures, clock, limits, onFlagged } = deps;

  const begin = (binId: number, observation: UngroupedObservation, frame: Frame): Episode => {
    if (observation.expected === null) throw new Error('a counting observation without an expected category');
    const scored = isUsable(observation) && observation.score !== null;
    return repo.insert({
      binId,
      stationId: repo.stationOfBin(binId),
      viewRevisionId: frame.viewRevisionId,
      modelId: frame.modelId,
      expected: observation.expected,
      startedAt: frame.at,
      endedAt: frame.at,
      frames: 1,
      usableFrames: isUsable(observation) ? 1 : 0,
      firstFingerprint: observation.fingerprint,
      lastFingerprint: observation.fingerprint,
      bestObservationId: scored ? observation.id : null,
      score: scored ? observation.score : null,
      threshold: observation.threshold,
      flagged: observation.decision === 'misplaced',
    });
  };

  /** `isLatest` is false for a late frame put into an older episode: its edge stays. */
  const extend = (episode: Episode, observation: UngroupedObservation, isLatest: boolean): Episode => {
    const better =
      isUsable(observation) &&
      observation.score !== null &&
      observation.score > (episode.score ?? Number.NEGATIVE_INFINITY);
    return repo.update(episode.id, {
      startedAt: Math.min(episode.startedAt, observation.capturedAt),
      endedAt: Math.max(episode.endedAt, observation.capturedAt),
      frames: episode.frames + 1,
      usableFrames: episode.usableFrames + (isUsable(observation) ? 1 : 0),
      flagged: episode.flagged || (!episode.outsideDraw && observation.decision === 'misplaced'),
      ...(isLatest ? { lastFingerprint: observation.fingerprint } : {}),
      ...(better
        ? { bestObservationId: observation.id, score: observation.score, threshold: observation.threshold }
        : {}),
    });
  };

  const edgeOf = (episode: Episode) => ({
    endedAt: episode.endedAt,
    viewRevisionId: episode.viewRevisionId,
    modelId: episode.modelId,
    first: episode.firstFingerprint,
    last: episode.lastFingerprint,
  });

  /** A frame older than the latest one: joins the episode of its nearest like neighbour, or stands alone. */
  const placeLate = (binId: number, observation: UngroupedObservation): Episode => {
    const frame = frameOf(observation);
    for (const neighbour of repo.neighboursOf(binId, frame.at, limits.gapMs)) {
      const episode = neighbour.episodeId === null ? null : repo.find(neighbour.episodeId);
      if (!episode) continue;
      const edge = { ...edgeOf(episode), endedAt: neighbour.at, last: neighbour.fingerprint };
      if (continuesEpisode(edge, frame, limits, fingerprintDistance)) return extend(episode, observation, false);
    }
    return begin(binId, observation, frame);
  };

  /** A frame after all others: continues the episode of one of the latest frames, or begins another. */
  const placeNext = (binId: number, observation: UngroupedObservation, latest: { episodeId: number }[]): Episode => {
    const frame = frameOf(observation);
    for (const { episodeId } of latest) {
      const episode = repo.find(episodeId);
      if (episode && continuesEpisode(edgeOf(episode), frame, limits, fingerprintDistance)) {
        return extend(episode, observation, true);
      }
    }
    return begin(binId, observation, frame);
  };

  const groupBin = (binId: number, until: number | null): void => {
    let latest = repo.latestFramesOf(binId, framesLookedBack);
    for (const observation of repo.ungroupedOf(binId, until)) {
      const newest = latest[0];
      const isLate = newest !== undefined && observation.capturedAt < newest.at;
      const episode = isLate ? placeLate(binId, observation) : placeNext(binId, observation, latest);
      repo.assign(observation.id, episode.id);
      latest = repo.latestFramesOf(binId, framesLookedBack);
      if (episode.flagged) onFlagged(episode);
    }
  };

  return {
    find: (id: number): Episode | null => repo.find(id),
    /**
     * Inside a transaction: groups what can be grouped of these bins. A frame waits for the photographs of its camera
     * taken before it that are still with the workers, so that grouping never depends on who finishes first.
     */
    group(bins: { binId: number; cameraId: number }[]): void {
      for (const { binId, cameraId } of bins) groupBin(binId, captures.earliestPending(cameraId, clock() - patienceMs));
    },
    /** Bins with frames that wait. */
    waiting: () => repo.ungroupedBins(),
  };
}
