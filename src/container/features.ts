/** The features' services, each given what it needs. */

import { join } from 'node:path';
import { createAccountLinksRepo } from '../accounts/account-links.repo.ts';
import { createAccountLinksService } from '../accounts/account-links.service.ts';
import { createAccountsRepo } from '../accounts/accounts.repo.ts';
import { createAccountsService } from '../accounts/accounts.service.ts';
import { createAttributionsRepo } from '../attributions/attributions.repo.ts';
import { createAttributionsService } from '../attributions/attributions.service.ts';
import { createSignaturesRepo } from '../attributions/signatures.repo.ts';
import { createSignaturesService } from '../attributions/signatures.service.ts';
import { createAuditLogRepo } from '../audit-log/audit-log.repo.ts';
import { createAuditLogService } from '../audit-log/audit-log.service.ts';
import { createAuditsRepo } from '../audits/audits.repo.ts';
import { createAuditsService } from '../audits/audits.service.ts';
import { createBranchesRepo } from '../branches/branches.repo.ts';
import { createBranchesService } from '../branches/branches.service.ts';
import { createCameraHealthRepo } from '../cameras/camera-health.repo.ts';
import { type CameraHealthService, createCameraHealthService } from '../cameras/camera-health.service.ts';
import { createCameraWatchRepo } from '../cameras/camera-watch.repo.ts';
import { createCameraWatchService } from '../cameras/camera-watch.service.ts';
import { createCamerasRepo } from '../cameras/cameras.repo.ts';
import { type CamerasService, createCamerasService } from '../cameras/cameras.service.ts';
import { createMasksRepo } from '../cameras/masks.repo.ts';
import { createMasksService, type MasksService } from '../cameras/masks.service.ts';
import { createCapturesDispatch } from '../captures/captures.dispatch.ts';
import { createCapturesRepo } from '../captures/captures.repo.ts';
import { type CapturesService, createCapturesService } from '../captures/captures.service.ts';
import { createMaskingRepo } from '../captures/masking.repo.ts';
import { createMaskingService } from '../captures/masking.service.ts';
import { createDutiesRepo } from '../duties/duties.repo.ts';
import { createDutiesService, type DutiesService } from '../duties/duties.service.ts';
import { createEpisodeEditsRepo } from '../episodes/episode-edits.repo.ts';
import { createEpisodeEditsService } from '../episodes/episode-edits.service.ts';
import { createEpisodesRepo } from '../episodes/episodes.repo.ts';
import { groupingLimits } from '../episodes/episodes.rules.ts';
import { createEpisodesService } from '../episodes/episodes.service.ts';
import { createBulkRejectionsRepo } from '../findings/bulk-rejections.repo.ts';
import { createBulkRejectionsService } from '../findings/bulk-rejections.service.ts';
import { createFindingsRepo } from '../findings/findings.repo.ts';
import { createFindingsService, type FindingsService } from '../findings/findings.service.ts';
import { createLookbackRepo } from '../findings/lookback.repo.ts';
import { createLookbackService } from '../findings/lookback.service.ts';
import { createSecondLooksRepo } from '../findings/second-looks.repo.ts';
import { createSecondLooksService } from '../findings/second-looks.service.ts';
import { createImportsRepo } from '../imports/imports.repo.ts';
import { createImportsService } from '../imports/imports.service.ts';
import { readSheetInThread } from '../imports/sheet-reader.ts';
import type { Category } from '../inference/categories.ts';
import { createCaseEventsRepo } from '../ledger/case-events.repo.ts';
import { createCaseEventsService } from '../ledger/case-events.service.ts';
import { createLedgerRepo } from '../ledger/ledger.repo.ts';
import { createLedgerService } from '../ledger/ledger.service.ts';
import { createMonthsRepo } from '../ledger/months.repo.ts';
import { createMonthsService } from '../ledger/months.service.ts';
import { createViolationsRepo } from '../ledger/violations.repo.ts';
import { createViolationsService } from '../ledger/violations.service.ts';
import { createLiveService, type LiveService } from '../live/live.service.ts';
import { createModelsRepo } from '../models/models.repo.ts';
import { createModelsService } from '../models/models.service.ts';
import { createJudgedEpisodesRepo } from '../monthly-report/judged-episodes.repo.ts';
import { createMonthReportsRepo } from '../monthly-report/month-reports.repo.ts';
import { createRateService } from '../monthly-report/rate.service.ts';
import type { NoticesService } from '../notices/notices.service.ts';
import { createObservationsRepo } from '../observations/observations.repo.ts';
import { createObservationsService } from '../observations/observations.service.ts';
import { createParticipationRepo } from '../participation/participation.repo.ts';
import { createParticipationService } from '../participation/participation.service.ts';
import { createPeopleRepo } from '../people/people.repo.ts';
import { maySeeEstate, permissionsOf } from '../people/people.rules.ts';
import { createPeopleService, type PeopleService, type Person } from '../people/people.service.ts';
import { createPhotoHidingsRepo } from '../photo-hidings/photo-hidings.repo.ts';
import { createPhotoHidingsService } from '../photo-hidings/photo-hidings.service.ts';
import { createHomesRepo } from '../places/homes.repo.ts';
import { createHomesService } from '../places/homes.service.ts';
import { createPlacesRepo } from '../places/places.repo.ts';
import { createPlacesService, type PlacesService } from '../places/places.service.ts';
import { createPartialUploads } from '../platform/files/partial-uploads.ts';
import { fetchGuarded } from '../platform/http/guarded-fetch.ts';
import { createQueueStateRepo } from '../queue-state/queue-state.repo.ts';
import { createQueueStateService } from '../queue-state/queue-state.service.ts';
import { createPushRepo } from '../receivers/push.repo.ts';
import { createPushService } from '../receivers/push.service.ts';
import { createPushAddressesService } from '../receivers/push-addresses.service.ts';
import { createPushFetchRepo } from '../receivers/push-fetch.repo.ts';
import { createPushFetchService } from '../receivers/push-fetch.service.ts';
import { createSettingsRepo } from '../settings/settings.repo.ts';
import { createSettingsService } from '../settings/settings.service.ts';
import { createStickersRepo } from '../stickers/stickers.repo.ts';
import { createStickersService, type StickersService } from '../stickers/stickers.service.ts';
import { createReportLinksRepo, type ReportLinksRepo } from '../volunteer-reports/report-links.repo.ts';
import { createReportLinksService, type ReportLinksService } from '../volunteer-reports/report-links.service.ts';
import { createStationCareRepo } from '../volunteer-reports/station-care.repo.ts';
import { createStationCareService } from '../volunteer-reports/station-care.service.ts';
import { createStationEventsRepo } from '../volunteer-reports/station-events.repo.ts';
import { createStationEventsService } from '../volunteer-reports/station-events.service.ts';
import { createVolunteerReportsRepo } from '../volunteer-reports/volunteer-reports.repo.ts';
import { createVolunteerReportsService } from '../volunteer-reports/volunteer-reports.service.ts';

import { createArrivals } from './arrivals.ts';

import { createAppeals, createLists, createNotices, createPoints, createTasks } from './consequences.ts';

import type { Foundation } from './foundation.ts';
import { createGatherings } from './gatherings.ts';
import { createMessages } from './messages.ts';
import { createMonthReports } from './month-reports.ts';

export type Features = ReturnType<typeof createFeatures>;

/** People, places and cameras: what an administrator sets up. */
function createSetUp({ db, clock, log, calendar, community }: Foundation) {
  const sessionMs = (): number => community.time('sessionHours') * 3_600_000;
  const people = createPeopleService({ db, repo: createPeopleRepo(db), clock, sessionMs });
  const branches = createBranchesService({ db, repo: createBranchesRepo(db), clock });
  const categoryName = (category: Category): string => community.scheme().names[category]['zh-CN'];
  const placesRepo = createPlacesRepo(db);
  const places = createPlacesService({ db, repo: placesRepo, clock, categoryName });
  const homes = createHomesService({ db, repo: createHomesRepo(db), places: placesRepo, calendar, clock });
  const masks = createMasksService({ db, repo: createMasksRepo(db), clock });
  const cameras = createCamerasService({ db, repo: createCamerasRepo(db), masks, places, calendar, clock });
  const watchRepo = createCameraWatchRepo(db);
  const watch = createCameraWatchService({
    db,
    repo: watchRepo,
    places,
    calendar,
    clock,
    log,
    graceMinutes: () => community.time('unusableGraceMinutes'),
  });
  const health = createCameraHealthService({
    ...{ db, repo: createCameraHealthRepo(db), notices: watchRepo, cameras, calendar, clock, log },
    graceMinutes: () => community.time('unusableGraceMinutes'),
  });
  const duties = createDutiesService({
    db,
    repo: createDutiesRepo(db),
    findPerson: people.find,
    places,
    calendar,
    clock,
  });
  const importsRepo = createImportsRepo(db);
  const participation = createParticipationService({ db, repo: createParticipationRepo(db), calendar, clock });
  const imports = createImportsService({
    ...{ db, repo: importsRepo, homes, places, people, duties, participation, calendar, clock },
    readSheet: readSheetInThread,
  });
  return { people, branches, places, homes, duties, participation, imports, cameras, masks, watch, health };
}

/** What becomes of accounts: their sessions, passwords, links. */
function createAccounts(
  { db, clock }: Foundation,
  { people, places }: { people: PeopleService; places: PlacesService },
) {
  const [accountsRepo, repo] = [createAccountsRepo(db), createAccountLinksRepo(db)];
  const accounts = createAccountsService({ db, repo: accountsRepo, links: repo, people, clock });
  const accountLinks = createAccountLinksService({ db, repo, accountsRepo, accounts, people, places, clock });
  return { accounts, accountLinks };
}

/** Photographs: taken in, stored, handed to the queue. */
function createIntake(
  foundation: Foundation,
  { cameras, masks, health }: { cameras: CamerasService; masks: MasksService; health: CameraHealthService },
  live: LiveService,
) {
  const { config, db, clock, log, photos, spool, producer, results, community } = foundation;
  const capturesRepo = createCapturesRepo(db);
  const masking = createMaskingService({
    db,
    repo: createMaskingRepo(db),
    captures: capturesRepo,
    spool,
    photos,
    masks,
    clock,
    log,
    maxPixels: config.maxPhotoPixels,
    keepEndedMs: () => community.time('spoolHours') * 3_600_000,
  });
  const dispatch = createCapturesDispatch({
    repo: capturesRepo,
    producer,
    results,
    clock,
    log,
    requeueAfterMs: config.requeueAfterS * 1_000,
    maxAttempts: config.maxAttempts,
  });
  const captures = createCapturesService({
    db,
    repo: capturesRepo,
    photos,
    cameras,
    health,
    masks,
    masking,
    clock,
    maxPixels: config.maxPhotoPixels,
    clockLimits: { aheadMs: config.clockAheadS * 1_000, behindMs: config.clockBehindS * 1_000 },
    onStored(capture) {
      dispatch.notify(capture);
      live.photosChanged(capture.stationId);
    },
  });
  return { capturesRepo, dispatch, captures, masking };
}

/** What devices push in their makers' forms. */
function createReceivers(
  { config, db, clock, log, calendar, pushedBodies: files }: Foundation,
  {
    cameras,
    health,
    masks,
    captures,
  }: Pick<ReturnType<typeof createSetUp>, 'cameras' | 'health' | 'masks'> & { captures: CapturesService },
) {
  const repo = createPushRepo(db);
  const fetches = createPushFetchRepo(db);
  const addresses = createPushAddressesService({ db, repo, fetches, cameras, clock });
  const { maxPhotoBytes, pushKeepBytes: mostKeptBytes } = config;
  const common = { repo, addresses, fetches, files, cameras, health, masks, captures, calendar, clock, log };
  const push = createPushService({ db, ...common, mostKeptBytes });
  const fetching = createPushFetchService({
    ...{ repo: fetches, addresses: repo, cameras, captures, clock, log },
    ...{ fetch: fetchGuarded, maxPhotoBytes },
  });
  return { pushAddresses: addresses, push, pushFetches: fetching };
}

/** What people make of it: findings, verdicts, the ledger, counts. */
function createReview(
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

/** What volunteers report, and the stickers that tell their phones where they are. */
function createVolunteers(
  { config, db, clock, calendar }: Foundation,
  { places, duties, stickers }: { places: PlacesService; duties: DutiesService; stickers: StickersService },
  more: { captures: CapturesService; findings: FindingsService; links: ReportLinksService; cases: ReportLinksRepo },
) {
  const eventsRepo = createStationEventsRepo(db);
  const reports = createVolunteerReportsService({
    ...more,
    repo: createVolunteerReportsRepo(db),
    events: eventsRepo,
    places,
    stickers,
    uploads: createPartialUploads(join(config.dataDir, 'uploads')),
    clock,
    maxPhotoBytes: config.maxPhotoBytes,
  });
  const ofEstates = (person: Person): number[] =>
    places.stations().flatMap(({ id, estate }) => (maySeeEstate(person.estates, estate.id) ? [id] : []));
  /** A bin chief who was never given a post looks after all of their estates. */
  const inCareOf = (person: Person): number[] =>
    duties.stationsOf(person.id) ?? (person.role === 'bin_chief' ? ofEstates(person) : []);
  /** Administrators see to it that nothing is left lying. */
  const watchedBy = (person: Person): number[] =>
    permissionsOf(person.role).includes('administer') ? ofEstates(person) : inCareOf(person);
  const events = createStationEventsService({ db, repo: eventsRepo, watchedBy, clock });
  const care = createStationCareService({ repo: createStationCareRepo(db), places, inCareOf, calendar, clock });
  return { reports, stationEvents: events, stationCare: care };
}

/** What people see of the queue. */
function createQueueState({ db, clock, calendar, producer }: Foundation, captures: CapturesService) {
  const repo = createQueueStateRepo(db);
  return createQueueStateService({ db, repo, captures, workers: producer.workerList, calendar, clock });
}

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
