/** Which episode shows what a volunteer photographed, and what became of a report. */
import type { ReportState } from './volunteer-reports.schemas.ts';

/** How long before or after an episode's frames a photograph may be taken of the same content: cameras post once a minute. */
export const linkToleranceMs = 90_000;

interface Span {
  id: number;
  startedAt: number;
  endedAt: number;
}

/** 0 inside; else how far outside. An episode that begins afterwards is nearer than one that ended before: what was seen stays. */
function distance({ startedAt, endedAt }: Span, at: number): number {
  if (at < startedAt) return startedAt - at;
  return at > endedAt ? at - endedAt + linkToleranceMs : 0;
}

/** The episode of the bin in whose time the photograph was taken; null when none is near enough. */
export function episodeAt<Episode extends Span>(episodes: readonly Episode[], at: number): Episode | null {
  let nearest: Episode | null = null;
  for (const episode of episodes) {
    if (at < episode.startedAt - linkToleranceMs || at > episode.endedAt + linkToleranceMs) continue;
    const [one, other] = [distance(episode, at), nearest ? distance(nearest, at) : Number.POSITIVE_INFINITY];
    if (one < other || (one === other && nearest !== null && episode.id < nearest.id)) nearest = episode;
  }
  return nearest;
}

export interface ReportFacts {
  /** Of waste beside the bins: whether it was put right; null for a report of a bin. */
  event: { done: boolean } | null;
  captureState: 'received' | 'queued' | 'classified' | 'unreadable' | 'failed';
  /** The finding made of this report, if one was. */
  finding: { state: 'open' | 'judged' | 'not_reviewed'; judgement: string | null } | null;
  /** What is known of the episode it is linked to: findings that wait, and whether one was confirmed. */
  known: { open: boolean; confirmed: boolean } | null;
}

/** What became of a report, for the person who sent it. */
export function stateOf({ event, captureState, finding, known }: ReportFacts): ReportState {
  if (event) return event.done ? 'dealt_with' : 'passed_on';
  if (known?.confirmed || finding?.judgement === 'misplaced') return 'confirmed';
  if (known?.open || finding?.state === 'open') return 'in_review';
  if (finding?.judgement === 'fits' || finding?.judgement === 'no_waste') return 'rejected';
  if (finding || known) return 'cannot_tell';
  return captureState === 'unreadable' || captureState === 'failed' ? 'unreadable' : 'received';
}
