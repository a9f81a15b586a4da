/** From episodes to verdicts: findings, audits, second looks, signatures, the month’s figures. */
import { createAttributionsRepo } from '../attributions/attributions.repo.ts';
import { createAttributionsService } from '../attributions/attributions.service.ts';
import { createSignaturesRepo } from '../attributions/signatures.repo.ts';
import { createSignaturesService } from '../attributions/signatures.service.ts';
import { createAuditsRepo } from '../audits/audits.repo.ts';
import { createAuditsService } from '../audits/audits.service.ts';
import { createEpisodeEditsRepo } from '../episodes/episode-edits.repo.ts';
import { createEpisodeEditsService } from '../episodes/episode-edits.service.ts';
import { createEpisodesRepo } from '../episodes/episodes.repo.ts';
import { createBulkRejectionsRepo } from '../findings/bulk-rejections.repo.ts';
import { createBulkRejectionsService } from '../findings/bulk-rejections.service.ts';
import { createFindingsRepo } from '../findings/findings.repo.ts';
import { createFindingsService } from '../findings/findings.service.ts';
import { createLookbackRepo } from '../findings/lookback.repo.ts';
import { createLookbackService } from '../findings/lookback.service.ts';
import { createSecondLooksRepo } from '../findings/second-looks.repo.ts';
import { createSecondLooksService } from '../findings/second-looks.service.ts';
import { createCaseEventsRepo } from '../ledger/case-events.repo.ts';
import { createCaseEventsService } from '../ledger/case-events.service.ts';
import { createLedgerRepo } from '../ledger/ledger.repo.ts';
import { createLedgerService } from '../ledger/ledger.service.ts';
import { createMonthsRepo } from '../ledger/months.repo.ts';
import { createMonthsService } from '../ledger/months.service.ts';
import { createViolationsRepo } from '../ledger/violations.repo.ts';
import { createViolationsService } from '../ledger/violations.service.ts';
import type { LiveService } from '../live/live.service.ts';
import { createJudgedEpisodesRepo } from '../monthly-report/judged-episodes.repo.ts';
import { createMonthReportsRepo } from '../monthly-report/month-reports.repo.ts';
import { createRateService } from '../monthly-report/rate.service.ts';
import type { NoticesService } from '../notices/notices.service.ts';
import { createPhotoHidingsRepo } from '../photo-hidings/photo-hidings.repo.ts';
import { createPhotoHidingsService } from '../photo-hidings/photo-hidings.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { ReportLinksService } from '../volunteer-reports/report-links.service.ts';
import type { Foundation } from './foundation.ts';
import { createMonthReports } from './month-reports.ts';

/** What people make of it: findings, verdicts, the ledger, counts. */
export function createReview(
  foundation: Foundation,
  places: PlacesService,
  reports: ReportLinksService,
  live: LiveService,
  notices: Pick<NoticesService, 'issueDue'>,
) {
  const { config, db, clock, log, calendar, community } = foundation;
  const ledger = createLedgerService({ repo: createLedgerRepo(db), calendar, clock });
  const episodesRepo = createEpisodesRepo(db);
  const findingsRepo = createFindingsRepo(db);
  const looks = createSecondLooksService({
    repo: createSecondLooksRepo(db),
    findings: findingsRepo,
    calendar,
    clock,
    seed: () => community.settings().seed,
    share: config.secondLookPercent / 100,
  });
  const attributionsRepo = createAttributionsRepo(db);
  const attributions = createAttributionsService({
    db,
    repo: attributionsRepo,
    clock,
    onChange(findingId) {
      const finding = findingsRepo.find(findingId);
      if (finding) live.signaturesChanged(finding.stationId);
    },
  });
  const auditsRepo = createAuditsRepo(db);
  const drawnDay = () => auditsRepo.latest()?.day ?? null;
  const { reader, closing, monthReports } = createMonthReports(foundation, places, live, {
    findingsRepo,
    drawnDay,
    firstEpisodeAt: auditsRepo.firstEpisodeAt,
  });
  const findings = createFindingsService({
    db,
    repo: findingsRepo,
    episodes: episodesRepo,
    reports,
    ledger,
    calendar,
    clock,
    seed: () => community.settings().seed,
    scheme: () => community.scheme(),
    leaseMs: () => community.time('leaseMinutes') * 60_000,
    looks,
    attributions,
    drawnDay,
    isFrozen: closing.isFrozen,
    onChange: live.findingChanged,
  });
  const episodeEditsRepo = createEpisodeEditsRepo(db);
  const episodeEdits = createEpisodeEditsService({
    db,
    repo: episodeEditsRepo,
    episodes: episodesRepo,
    calendar,
    clock,
    drawnDay,
    isClosed: (day) => closing.isFrozen(day, 0),
    onFlagged: findings.flag,
    resettle: findings.resettle,
  });
  const audits = createAuditsService({
    db,
    repo: auditsRepo,
    addAudit: findings.addAudit,
    calendar,
    clock,
    seed: () => community.settings().seed,
    budget: () => config.auditsPerDay,
    log,
  });
  const months = createMonthsService({ repo: createMonthsRepo(db), places, calendar, clock });
  const events = createCaseEventsService({ repo: createCaseEventsRepo(db) });
  const violations = createViolationsService({ repo: createViolationsRepo(db), events, calendar, clock });
  const rates = createRateService({
    repo: createJudgedEpisodesRepo(db, calendar.hourOf),
    places,
    calendar,
    frozen: createMonthReportsRepo(db),
  });
  const lookback = createLookbackService({
    repo: createLookbackRepo(db),
    findings: findingsRepo,
    looks,
    episodes: episodesRepo,
    places,
    clock,
  });
  const bulk = createBulkRejectionsService({
    db,
    repo: createBulkRejectionsRepo(db),
    findings,
    clock,
    seed: () => community.settings().seed,
  });
  const signatures = createSignaturesService({
    db,
    repo: createSignaturesRepo(db),
    attributions: attributionsRepo,
    findings: findingsRepo,
    clock,
    onChange(stationId) {
      notices.issueDue();
      live.signaturesChanged(stationId);
    },
  });
  const photoHidings = createPhotoHidingsService({
    db,
    repo: createPhotoHidingsRepo(db),
    findings,
    renditions: foundation.renditions,
    clock,
    onChange(stationId) {
      live.queueChanged(stationId);
      live.photosChanged(stationId);
    },
  });
  const reporting = { months, violations, rates, monthReports, closing, reportReader: reader };
  return {
    episodesRepo,
    findingsRepo,
    attributionsRepo,
    reporting,
    photoHidings,
    review: { episodeEdits, episodeEditsRepo, findings, audits, lookback, looks, bulk, attributions, signatures },
  };
}
