/** The features' services, each given what it needs. */
import { createAuditLogRepo } from '../audit-log/audit-log.repo.ts';
import { createAuditLogService } from '../audit-log/audit-log.service.ts';
import { groupingLimits } from '../episodes/episodes.rules.ts';
import { createEpisodesService } from '../episodes/episodes.service.ts';
import { createLiveService, type LiveService } from '../live/live.service.ts';
import { createModelsRepo } from '../models/models.repo.ts';
import { createModelsService } from '../models/models.service.ts';
import { createObservationsRepo } from '../observations/observations.repo.ts';
import { createObservationsService } from '../observations/observations.service.ts';
import { createSettingsRepo } from '../settings/settings.repo.ts';
import { createSettingsService } from '../settings/settings.service.ts';
import { createStickersRepo } from '../stickers/stickers.repo.ts';
import { createStickersService } from '../stickers/stickers.service.ts';
import { createReportLinksRepo } from '../volunteer-reports/report-links.repo.ts';
import { createReportLinksService } from '../volunteer-reports/report-links.service.ts';
import { createArrivals } from './arrivals.ts';
import { createAppeals, createLists, createNotices, createPoints, createTasks } from './consequences.ts';
import type { Foundation } from './foundation.ts';
import { createGatherings } from './gatherings.ts';
import { createIntake, createReceivers } from './intake.ts';
import { createMessages } from './messages.ts';
import { createReview } from './review.ts';
import { createAccounts, createSetUp } from './set-up.ts';
import { createQueueState, createVolunteers } from './volunteers.ts';

export type Features = ReturnType<typeof createFeatures>;

export function createFeatures(foundation: Foundation) {
  const { config, db, clock, log, manifest, community } = foundation;
  const setUp = createSetUp(foundation);
  const { places, duties, cameras, watch, participation } = setUp;
  const events = createLiveService({ estateOf: (stationId) => places.station(stationId)?.estateId ?? null });
  const onConsequence = (): void => points.changed();
  const notices = createNotices(foundation, onConsequence);
  const points = createPoints(foundation, {
    notices,
    publishedRed: () => lists.publishedRed(),
    beforeLooking: () => void tasks.taskPlan.followCases(),
    onLooked: () => void lists.correctVoid(),
  });
  const tasks = createTasks(foundation, { people: setUp.people, onChange: onConsequence });
  const lists = createLists(foundation, { notices, places, participation, onPublished: onConsequence });
  /** What the pages are told of, points may follow from. */
  const live: LiveService = {
    ...events,
    findingChanged(change) {
      events.findingChanged(change);
      onConsequence();
    },
    signaturesChanged(stationId) {
      events.signaturesChanged(stationId);
      onConsequence();
    },
  };
  const { capturesRepo, dispatch, captures, masking } = createIntake(foundation, setUp, live);
  const receivers = createReceivers(foundation, { ...setUp, captures });
  const arrivals = createArrivals(foundation, { ...setUp, captures });
  const cases = createReportLinksRepo(db);
  const links = createReportLinksService({ repo: cases });
  const { episodesRepo, findingsRepo, attributionsRepo, reporting, photoHidings, review } = createReview(
    foundation,
    places,
    links,
    live,
    notices,
  );
  const { findings } = review;
  const appeals = createAppeals(foundation, {
    notices,
    findings,
    stakeholders: attributionsRepo.stakeholders,
    onChange: onConsequence,
  });
  const stickers = createStickersService({ db, repo: createStickersRepo(db), places, clock });
  const { patrols, training, quizzes } = createGatherings(foundation, { places, people: setUp.people, stickers });
  const volunteers = createVolunteers(foundation, { places, duties, stickers }, { captures, findings, links, cases });
  const queueState = createQueueState(foundation, captures);
  const models = createModelsService({ repo: createModelsRepo(db), manifest, clock });
  const settings = createSettingsService({ community, repo: createSettingsRepo(db), config, labels: manifest.labels });
  const episodes = createEpisodesService({
    repo: episodesRepo,
    captures: capturesRepo,
    clock,
    limits: groupingLimits(config.episodeGapS * 1_000),
    onFlagged: findings.flag,
  });
  const observationsRepo = createObservationsRepo(db);
  const observations = createObservationsService({
    db,
    repo: observationsRepo,
    captures: capturesRepo,
    cameras,
    watch,
    episodes,
    reports: volunteers.reports,
    models,
    scheme: () => community.scheme(),
    clock,
    log,
    onPhotoEnded: ({ stationId }) => live.photosChanged(stationId),
  });
  const { calendar } = foundation;
  const auditLog = createAuditLogService({ repo: createAuditLogRepo(db), people: setUp.people, calendar, clock });
  return {
    ...setUp,
    auditLog,
    messages: createMessages(foundation),
    ...createAccounts(foundation, setUp),
    photoHidings,
    dispatch,
    captures,
    masking,
    arrivals,
    observationsRepo,
    observations,
    stickers,
    patrols,
    training,
    quizzes,
    live,
    queueState,
    models,
    settings,
    notices,
    ...tasks,
    appeals,
    points,
    lists,
    findingsRepo,
    ...review,
    ...reporting,
    ...volunteers,
    ...receivers,
  };
}
