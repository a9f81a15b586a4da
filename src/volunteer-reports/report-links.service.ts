/** Links reports to the episodes in which a camera saw the same, so that one case has one violation, however many found it. */
import type { Episode } from '../episodes/episodes.service.ts';
import type { ReportLinksRepo, VolunteerReport } from './report-links.repo.ts';
import { episodeAt, linkToleranceMs } from './volunteer-reports.rules.ts';

export type ReportLinksService = ReturnType<typeof createReportLinksService>;

export function createReportLinksService({ repo }: { repo: ReportLinksRepo }) {
  /** Inside a transaction: the report's episode; looked for while it has none, as frames may be grouped later. */
  const episodeOf = (report: VolunteerReport): number | null => {
    if (report.episodeId !== null || report.binId === null) return report.episodeId;
    const episode = episodeAt(repo.episodesNear(report.binId, report.capturedAt, linkToleranceMs), report.capturedAt);
    if (episode) repo.link(report.id, episode.id);
    return episode?.id ?? null;
  };
  return {
    episodeOf,
    /** Inside a transaction: the episode that a report's photograph belongs to; null when no camera saw it. */
    episodeOfCapture(captureId: number): number | null {
      const report = repo.findOfCapture(captureId);
      return report ? episodeOf(report) : null;
    },
    /** Inside a transaction: links what belongs to the episode and is not linked yet. */
    linkTo({ binId, startedAt, endedAt }: Pick<Episode, 'binId' | 'startedAt' | 'endedAt'>): void {
      for (const report of repo.unlinked(binId, startedAt - linkToleranceMs, endedAt + linkToleranceMs))
        episodeOf(report);
    },
    /** Whether the case has a finding that waits or was confirmed: then a further report of it needs none of its own. */
    isFound(episodeId: number): boolean {
      const { open, confirmed } = repo.caseOf(episodeId);
      return open > 0 || confirmed > 0;
    },
    /** Reports of the episode that nobody has been asked about by a finding of their own. */
    unasked: (episodeId: number): VolunteerReport[] =>
      repo.ofEpisode(episodeId).filter(({ captureId }) => !repo.hasFinding(captureId)),
  };
}
