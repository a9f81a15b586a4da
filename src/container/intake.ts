/** Photographs on their way in: from cameras and devices of all makes, to the disk and the queue. */
import type { CameraHealthService } from '../cameras/camera-health.service.ts';
import type { CamerasService } from '../cameras/cameras.service.ts';
import type { MasksService } from '../cameras/masks.service.ts';
import { createCapturesDispatch } from '../captures/captures.dispatch.ts';
import { createCapturesRepo } from '../captures/captures.repo.ts';
import { type CapturesService, createCapturesService } from '../captures/captures.service.ts';
import { createMaskingRepo } from '../captures/masking.repo.ts';
import { createMaskingService } from '../captures/masking.service.ts';
import type { LiveService } from '../live/live.service.ts';
import { fetchGuarded } from '../platform/http/guarded-fetch.ts';
import { createPushRepo } from '../receivers/push.repo.ts';
import { createPushService } from '../receivers/push.service.ts';
import { createPushAddressesService } from '../receivers/push-addresses.service.ts';
import { createPushFetchRepo } from '../receivers/push-fetch.repo.ts';
import { createPushFetchService } from '../receivers/push-fetch.service.ts';
import type { Foundation } from './foundation.ts';
import type { createSetUp } from './set-up.ts';

/** Photographs: taken in, stored, handed to the queue. */
export function createIntake(
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
export function createReceivers(
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
