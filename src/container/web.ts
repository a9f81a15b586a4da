/** The web application: the features' routes behind their guards. */
import { fileURLToPath } from 'node:url';
import { createAccountLinksRoutes } from '../accounts/account-links.routes.ts';
import { createAccountsRoutes } from '../accounts/accounts.routes.ts';
import { type AppParts, createApp } from '../app.ts';
import { createAppealsRoutes } from '../appeals/appeals.routes.ts';
import { createAttributionsRoutes } from '../attributions/attributions.routes.ts';
import { createHomeSearchRepo } from '../attributions/home-search.repo.ts';
import { createHomeSearchRoutes } from '../attributions/home-search.routes.ts';
import { createSignaturesRoutes } from '../attributions/signatures.routes.ts';
import { createAuditLogRoutes } from '../audit-log/audit-log.routes.ts';
import { createBranchesRoutes } from '../branches/branches.routes.ts';
import { createCameraHeartbeatRoutes } from '../cameras/camera-heartbeat.routes.ts';
import { createCameraNoticesRoutes } from '../cameras/camera-notices.routes.ts';
import { createCamerasPresenter } from '../cameras/cameras.presenter.ts';
import { createCamerasRoutes, createViewSetRoutes } from '../cameras/cameras.routes.ts';
import { createViewOutlinesRepo } from '../cameras/view-outlines.repo.ts';
import { createCameraPhotosRoutes } from '../captures/camera-photos.routes.ts';
import { createCapturesRoutes, createWorkerPhotoRoutes } from '../captures/captures.routes.ts';
import { keptPhoto } from '../captures/captures.rules.ts';
import { createCropsRoutes } from '../captures/crops.routes.ts';
import { createSpoolRoutes, createWorkerMaskingRoutes } from '../captures/masking.routes.ts';
import { createPhotoAddresses, type PhotoAddresses } from '../captures/photo-addresses.ts';
import { createPhotosRoutes } from '../captures/photos.routes.ts';
import { createDropFolderRoutes } from '../drop-folder/drop-folder.routes.ts';
import { createDutiesRoutes } from '../duties/duties.routes.ts';
import { createEpisodesRepo } from '../episodes/episodes.repo.ts';
import { createBulkRejectionsRoutes } from '../findings/bulk-rejections.routes.ts';
import { createFilmStripRoutes } from '../findings/film-strip.routes.ts';
import { createFindingsPresenter } from '../findings/findings.presenter.ts';
import { createFindingsRoutes } from '../findings/findings.routes.ts';
import { createLookbackRoutes } from '../findings/lookback.routes.ts';
import { createSecondLooksRoutes } from '../findings/second-looks.routes.ts';
import { checkHealth, type Health } from '../health.ts';
import { createHomeRoutes } from '../home/home.routes.ts';
import { createHomeService } from '../home/home.service.ts';
import { createImportsRoutes } from '../imports/imports.routes.ts';
import { createMonthsRoutes } from '../ledger/months.routes.ts';
import { createViolationsPresenter } from '../ledger/violations.presenter.ts';
import { createViolationsRoutes } from '../ledger/violations.routes.ts';
import { createListsRoutes } from '../lists/lists.routes.ts';
import { createLiveRoutes } from '../live/live.routes.ts';
import { createMeetingPackRepo } from '../meeting-pack/meeting-pack.repo.ts';
import { createMeetingPackRoutes } from '../meeting-pack/meeting-pack.routes.ts';
import { createMeetingPackService } from '../meeting-pack/meeting-pack.service.ts';
import { createMessagesRoutes } from '../messages/messages.routes.ts';
import { readModelCard } from '../models/model-card.ts';
import { createModelsRoutes } from '../models/models.routes.ts';
import { createMonthReportsRoutes } from '../monthly-report/month-reports.routes.ts';
import { createRateRoutes } from '../monthly-report/rate.routes.ts';
import { createNoticesPresenter } from '../notices/notices.presenter.ts';
import { createNoticesRoutes } from '../notices/notices.routes.ts';
import { createParticipationRoutes } from '../participation/participation.routes.ts';
import { createPatrolsRoutes } from '../patrols/patrols.routes.ts';
import { createGuards, type Guards } from '../people/people.guards.ts';
import { createPeopleRoutes } from '../people/people.routes.ts';
import { createPhotoHidingsRepo } from '../photo-hidings/photo-hidings.repo.ts';
import { createPhotoHidingsRoutes } from '../photo-hidings/photo-hidings.routes.ts';
import { createHomesRoutes } from '../places/homes.routes.ts';
import { createPlacesRoutes } from '../places/places.routes.ts';
import { checkWritable } from '../platform/db/database.ts';
import { createBearerGuard } from '../platform/http/bearer-guard.ts';
import { createPointsRoutes } from '../points/points.routes.ts';
import { createPullsRoutes } from '../pulls/pulls.routes.ts';
import { createQueueStateRoutes } from '../queue-state/queue-state.routes.ts';
import { createPushPresenter } from '../receivers/push.presenter.ts';
import { createPushRoutes } from '../receivers/push.routes.ts';
import { createPushDoor } from '../receivers/push-door.routes.ts';
import { createReportDocumentRoutes } from '../report-document/report-document.routes.ts';
import { createReportRenderer } from '../report-document/report-renderer.ts';
import { createSettingsRoutes } from '../settings/settings.routes.ts';
import { createStickersRoutes } from '../stickers/stickers.routes.ts';
import { createTasksRoutes } from '../tasks/tasks.routes.ts';
import { createQuizzesRoutes } from '../training/quizzes.routes.ts';
import { createTrainingRoutes } from '../training/training.routes.ts';
import { createStationEventsRoutes } from '../volunteer-reports/station-events.routes.ts';
import { createVolunteerReportsPresenter } from '../volunteer-reports/volunteer-reports.presenter.ts';
import { createVolunteerReportsRoutes } from '../volunteer-reports/volunteer-reports.routes.ts';
import type { Features } from './features.ts';
import type { ContainerDeps, Foundation } from './foundation.ts';

/** No picture takes more, however little it compresses. */
const maxBytesPerPixel = 3;
const defaultWebRoot = fileURLToPath(new URL('../../dist/web', import.meta.url));

function createVolunteersApi(
  { reports, stationEvents: events, stationCare: care }: Features,
  { addresses, ...deps }: { guards: Guards; addresses: PhotoAddresses; maxPhotoBytes: number },
): AppParts['api'] {
  const presenter = createVolunteerReportsPresenter({ addresses });
  return [
    createVolunteerReportsRoutes({ reports, presenter, ...deps }),
    createStationEventsRoutes({ events, care, presenter, guards: deps.guards }),
  ];
}

function createConsequencesApi(
  { notices, appeals, points, lists, findingsRepo, quizzes, violations }: Features,
  { clock, config, community, calendar }: Foundation,
  { addresses, guards }: { guards: Guards; addresses: PhotoAddresses },
): AppParts['api'] {
  const presenter = createNoticesPresenter({ notices, appeals, findings: findingsRepo, addresses, clock });
  const ledgerPresenter = createViolationsPresenter({ findings: findingsRepo, addresses });
  return [
    createViolationsRoutes({ violations, presenter: ledgerPresenter, community, offsetOf: calendar.offsetOf, guards }),
    createListsRoutes({ lists, community, calendar, guards }),
    createQuizzesRoutes({ quizzes, community, addresses, guards, tries: config.signInTries }),
    createPointsRoutes({ points, guards }),
    createNoticesRoutes({ notices, presenter, guards }),
    createAppealsRoutes({ appeals, notices, presenter, community, guards, tries: config.signInTries }),
  ];
}

function createPushApi(
  { pushAddresses: addresses, push, pushFetches: fetches, cameras, captures }: Features,
  { db }: Foundation,
  guards: Guards,
) {
  const hidings = createPhotoHidingsRepo(db);
  const isHidden = (captureId: number): boolean => {
    const capture = captures.find(captureId);
    return capture !== null && hidings.isHidden(keptPhoto(capture)?.sha256 ?? capture.sha256);
  };
  const presenter = createPushPresenter({ addresses, push, fetches });
  return createPushRoutes({ addresses, push, presenter, cameras, isHidden, guards });
}

/** Routers of /api/v1 but for the intake. */
function createApi(foundation: Foundation, features: Features, guards: Guards, photoKey: string): AppParts['api'] {
  const { config, clock, calendar, community, renditions, manifest, log } = foundation;
  const { people, places, cameras, masks, watch, health, captures, masking, findings, months, observationsRepo } =
    features;
  const addresses = createPhotoAddresses({ secret: photoKey, clock });
  const scheme = () => community.scheme();
  const presenter = createFindingsPresenter({ findings, observations: observationsRepo, addresses, scheme });
  const camerasPresenter = createCamerasPresenter({ cameras, masks, health, watch, places, calendar, clock });
  return [
    createLiveRoutes({ live: features.live, people, guards }),
    createPeopleRoutes({ people, community, guards, signInTries: config.signInTries }),
    createAccountsRoutes({
      accounts: features.accounts,
      links: features.accountLinks,
      guards,
      tries: config.signInTries,
    }),
    createAccountLinksRoutes({ links: features.accountLinks, people, community, guards }),
    createBranchesRoutes({ branches: features.branches, guards }),
    createPlacesRoutes({ places, guards }),
    createHomesRoutes({ homes: features.homes, places, members: features.duties.responsibleByHome, guards }),
    createImportsRoutes({ imports: features.imports, guards }),
    createDutiesRoutes({ duties: features.duties, guards }),
    createParticipationRoutes({ participation: features.participation, guards }),
    createTasksRoutes({
      ...{ tasks: features.tasks, spotChecks: features.spotChecks, renditions, calendar, guards },
      maxPhotoBytes: config.maxPhotoBytes,
    }),
    createPatrolsRoutes({ patrols: features.patrols, guards }),
    createTrainingRoutes({ training: features.training, guards }),
    createCamerasRoutes({ cameras, masks, watch, places, presenter: camerasPresenter, clock, guards }),
    createCameraPhotosRoutes({ cameras, captures, places, addresses, guards }),
    createCameraNoticesRoutes({ watch, clock, guards }),
    createDropFolderRoutes({ drop: features.arrivals.drop, cameras, places, guards }),
    createPullsRoutes({ pulls: features.arrivals.pulls, cameras, places, guards }),
    createCameraHeartbeatRoutes({ cameras, health, clock, guards }),
    createSpoolRoutes({ masking, guards }),
    createPhotoHidingsRoutes({ photoHidings: features.photoHidings, guards }),
    createPhotosRoutes({ captures, renditions, addresses, guards }),
    createLookbackRoutes({ lookback: features.lookback, presenter, community, guards }),
    createFindingsRoutes({ findings, presenter, guards }),
    createFilmStripRoutes({
      findings,
      episodes: createEpisodesRepo(foundation.db),
      repo: features.episodeEditsRepo,
      edits: features.episodeEdits,
      outlines: createViewOutlinesRepo(foundation.db),
      addresses,
      guards,
    }),
    createAttributionsRoutes({ attributions: features.attributions, findings, guards }),
    createHomeSearchRoutes({ repo: createHomeSearchRepo(foundation.db), guards }),
    createSignaturesRoutes({ signatures: features.signatures, findings, addresses, guards }),
    createBulkRejectionsRoutes({ bulk: features.bulk, presenter, guards }),
    createSecondLooksRoutes({ secondLooks: features.looks, guards }),
    createMonthsRoutes({ months, guards }),
    createRateRoutes({ rates: features.rates, guards }),
    createMonthReportsRoutes({ reports: features.monthReports, closing: features.closing, guards }),
    createReportDocumentRoutes({
      reports: features.monthReports,
      renderer: createReportRenderer(),
      categoryNames: () => scheme().names,
      clock,
      guards,
    }),
    createMessagesRoutes({ messages: features.messages, guards }),
    createMeetingPackRoutes({
      packs: createMeetingPackService({
        ...{ repo: createMeetingPackRepo(foundation.db), reader: features.reportReader, places, watch },
        ...{ findings: features.findingsRepo, addresses, calendar, clock },
      }),
      guards,
    }),
    createStickersRoutes({ stickers: features.stickers, guards }),
    createAuditLogRoutes({ auditLog: features.auditLog, community, guards }),
    createSettingsRoutes({ settings: features.settings, guards }),
    createModelsRoutes({ models: features.models, manifest, card: readModelCard(config.modelDir, log), guards }),
    createHomeRoutes({ home: createHomeService({ ...features, calendar, clock, dataDir: config.dataDir }), guards }),
    createQueueStateRoutes({ queueState: features.queueState, addresses, guards }),
    ...createConsequencesApi(features, foundation, { addresses, guards }),
    createPushApi(features, foundation, guards),
    ...createVolunteersApi(features, { guards, addresses, maxPhotoBytes: config.maxPhotoBytes }),
    createCropsRoutes({ captures, outlines: createViewOutlinesRepo(foundation.db), renditions, addresses, guards }),
  ];
}

export function createWeb(foundation: Foundation, features: Features, deps: ContainerDeps) {
  const { config, db, log, photos, producer } = foundation;
  const { people, places, cameras, captures, masking } = features;
  const guards = createGuards(people, features.auditLog.record);
  const health = (): Promise<Health> =>
    checkHealth({
      database: () => checkWritable(db),
      workers: () => producer.workers(),
    });
  const app = createApp({
    intake: createCapturesRoutes({ captures, cameras, places, guards, maxPhotoBytes: config.maxPhotoBytes }),
    door: createPushDoor({
      push: features.push,
      addresses: features.pushAddresses,
      clock: foundation.clock,
      maxBytes: config.maxPushBytes,
      ...(deps.doorTimes ? { times: deps.doorTimes } : {}),
    }),
    api: createApi(foundation, features, guards, deps.photoKey),
    internal: {
      guard: createBearerGuard(deps.workerKey, 'wrong_worker_key', 'The worker key is missing or wrong.'),
      routers: [
        createViewSetRoutes({ cameras }),
        createWorkerPhotoRoutes({ captures, photos }),
        createWorkerMaskingRoutes({ masking, maxPictureBytes: config.maxPhotoPixels * maxBytesPerPixel }),
      ],
    },
    health,
    webRoot: deps.webRoot ?? defaultWebRoot,
    trustProxy: config.trustProxy,
    log,
  });
  return { app, health };
}
