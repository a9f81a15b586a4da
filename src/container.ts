/** The one place where everything is wired together. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from './app.ts';
import { createCamerasRepo } from './cameras/cameras.repo.ts';
import { createCamerasRoutes, createViewSetRoutes } from './cameras/cameras.routes.ts';
import { createCamerasService } from './cameras/cameras.service.ts';
import { createCapturesDispatch } from './captures/captures.dispatch.ts';
import { createCapturesRepo } from './captures/captures.repo.ts';
import { createCapturesRoutes, createWorkerPhotoRoutes } from './captures/captures.routes.ts';
import { createCapturesService } from './captures/captures.service.ts';
import { createPhotoAddresses } from './captures/photo-addresses.ts';
import { createPhotosRoutes } from './captures/photos.routes.ts';
import { createCommunityRepo } from './community/community.repo.ts';
import { createCommunityService } from './community/community.service.ts';
import type { WebConfig } from './config/config.ts';
import { loadScenes } from './demo/camera-simulator.scenes.ts';
import type { Demo } from './demo/demo.schemas.ts';
import { seedAdministrator, seedDemo } from './demo/demo.seed.ts';
import { createEpisodesRepo } from './episodes/episodes.repo.ts';
import { groupingLimits } from './episodes/episodes.rules.ts';
import { createEpisodesService } from './episodes/episodes.service.ts';
import { createFindingsPresenter } from './findings/findings.presenter.ts';
import { createFindingsRepo } from './findings/findings.repo.ts';
import { createFindingsRoutes } from './findings/findings.routes.ts';
import { createFindingsService } from './findings/findings.service.ts';
import { checkHealth, type Health } from './health.ts';
import { loadModel } from './inference/manifest.ts';
import { createLedgerRepo } from './ledger/ledger.repo.ts';
import { createLedgerService } from './ledger/ledger.service.ts';
import { createMonthsRepo } from './ledger/months.repo.ts';
import { createMonthsRoutes } from './ledger/months.routes.ts';
import { createMonthsService } from './ledger/months.service.ts';
import { createModelsRepo } from './models/models.repo.ts';
import { createModelsService } from './models/models.service.ts';
import { createObservationsRepo } from './observations/observations.repo.ts';
import { createObservationsService } from './observations/observations.service.ts';
import { createGuards } from './people/people.guards.ts';
import { createPeopleRepo } from './people/people.repo.ts';
import { createPeopleRoutes } from './people/people.routes.ts';
import { createPeopleService } from './people/people.service.ts';
import { createPlacesRepo } from './places/places.repo.ts';
import { createPlacesRoutes } from './places/places.routes.ts';
import { createPlacesService } from './places/places.service.ts';
import { createCalendar } from './platform/calendar.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { openDatabase } from './platform/db/database.ts';
import { createPhotoStore } from './platform/files/photo-store.ts';
import { createRenditions } from './platform/files/renditions.ts';
import { createBearerGuard } from './platform/http/bearer-guard.ts';
import type { Logger } from './platform/logger.ts';
import { createConsumer } from './platform/queue/consumer.ts';
import { createProducer } from './platform/queue/producer.ts';
import { classifyCapture, recordClassification } from './platform/queue/queues.ts';
import { type Repeated, repeat } from './platform/repeat.ts';

const defaultWebRoot = fileURLToPath(new URL('../dist/web', import.meta.url));
const scenesFolder = fileURLToPath(new URL('../fixtures/scenes', import.meta.url));
const sweepEveryMs = 2_000;
const hoursEveryMs = 60_000;
const resultsAtOnce = 100;

export interface Container {
  app: App;
  /** Begins to record results, sweep and keep the hours. */
  start(): Promise<void>;
  /** Ends that, then closes the queue and the database. */
  stop(): Promise<void>;
  health(): Promise<Health>;
  /** The demonstration community, its logins and camera keys kept in `file`; null when another one is here. */
  seedDemo(file: string, url: string): Promise<Demo | null>;
  /** The first account, with its password; null when there are people here already. */
  seedAdministrator(): Promise<{ username: string; password: string } | null>;
}

export interface ContainerDeps {
  redisUrl: string;
  workerKey: string;
  /** Signs the addresses of photographs. */
  photoKey: string;
  log: Logger;
  clock?: Clock;
  webRoot?: string;
}

/** Opens the database in config.dataDir and wires the web process; nothing runs before `start`. */
export function createContainer(config: WebConfig, deps: ContainerDeps): Container {
  const { log, clock = systemClock } = deps;
  const manifest = loadModel(config.modelDir);
  const db = openDatabase(join(config.dataDir, 'greensleeve.db'));
  const photos = createPhotoStore(join(config.dataDir, 'photos'));
  const renditions = createRenditions(photos, join(config.dataDir, 'renditions'));
  const connection = { url: deps.redisUrl, prefix: config.queuePrefix };
  const onQueueError = (error: Error): void => log.debug({ err: error }, 'queue connection');
  const producer = createProducer(connection, classifyCapture, onQueueError);

  const community = createCommunityService({ repo: createCommunityRepo(db), clock, defaults: config });
  const scheme = () => community.scheme();
  const calendar = createCalendar(community.settings().timeZone);
  const people = createPeopleService({
    db,
    repo: createPeopleRepo(db),
    clock,
    sessionMs: config.sessionHours * 3_600_000,
  });
  const places = createPlacesService({
    db,
    repo: createPlacesRepo(db),
    clock,
    categoryName: (category) => scheme().names[category]['zh-CN'],
  });
  const cameras = createCamerasService({ db, repo: createCamerasRepo(db), places, calendar, clock });
  const models = createModelsService({ repo: createModelsRepo(db), manifest, clock });

  const capturesRepo = createCapturesRepo(db);
  const dispatch = createCapturesDispatch({
    repo: capturesRepo,
    producer,
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
    clock,
    maxPixels: config.maxPhotoPixels,
    clockLimits: { aheadMs: config.clockAheadS * 1_000, behindMs: config.clockBehindS * 1_000 },
    onStored: dispatch.notify,
  });

  const ledger = createLedgerService({ repo: createLedgerRepo(db), calendar, clock });
  const episodesRepo = createEpisodesRepo(db);
  const findings = createFindingsService({
    db,
    repo: createFindingsRepo(db),
    episodes: episodesRepo,
    ledger,
    calendar,
    clock,
    seed: () => community.settings().seed,
    leaseMs: config.leaseMinutes * 60_000,
  });
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
    episodes,
    models,
    scheme,
    clock,
    log,
  });
  const months = createMonthsService({ repo: createMonthsRepo(db), places, calendar, clock });

  const guards = createGuards(people);
  const addresses = createPhotoAddresses({ secret: deps.photoKey, clock });
  const presenter = createFindingsPresenter({ findings, observations: observationsRepo, addresses, scheme });
  const health = () =>
    checkHealth({
      database: () => void db.$client.pragma('schema_version'),
      workers: () => producer.workers(),
    });
  const app = createApp({
    intake: createCapturesRoutes({ captures, cameras, places, guards, maxPhotoBytes: config.maxPhotoBytes }),
    api: [
      createPeopleRoutes({ people, community, guards, signInTries: config.signInTries }),
      createPlacesRoutes({ places, guards }),
      createCamerasRoutes({ cameras, guards }),
      createPhotosRoutes({ captures, renditions, addresses, guards }),
      createFindingsRoutes({ findings, presenter, guards }),
      createMonthsRoutes({ months, guards }),
    ],
    internal: {
      guard: createBearerGuard(deps.workerKey, 'wrong_worker_key', 'The worker key is missing or wrong.'),
      routers: [createViewSetRoutes({ cameras }), createWorkerPhotoRoutes({ captures, photos })],
    },
    health,
    webRoot: deps.webRoot ?? defaultWebRoot,
    trustProxy: config.trustProxy,
    log,
  });

  const running: Repeated[] = [];
  let closeConsumer = async (): Promise<void> => {};
  return {
    app,
    health,
    async seedDemo(file, url) {
      const { layouts } = await loadScenes(scenesFolder);
      return seedDemo({ db, people, places, cameras, community, layouts }, file, url);
    },
    seedAdministrator: () => seedAdministrator(people),
    async start() {
      const consumer = createConsumer(connection, recordClassification, observations.record, {
        concurrency: resultsAtOnce,
        lockDurationMs: 30_000,
        onFailure: ({ reason, final }) => log.warn({ reason, final }, 'a result could not be recorded'),
        onError: onQueueError,
      });
      closeConsumer = consumer.close;
      const onError = (error: unknown): void => log.error({ err: error }, 'housekeeping failed');
      const sweep = async (): Promise<void> => {
        await dispatch.sweep();
        observations.groupWaiting();
      };
      running.push(repeat(sweepEveryMs, sweep, onError));
      running.push(repeat(hoursEveryMs, async () => cameras.writeHours(), onError));
    },
    async stop() {
      await Promise.all(running.map((one) => one.stop()));
      await closeConsumer();
      await dispatch.settle();
      await producer.close();
      db.$client.close();
    },
  };
}
