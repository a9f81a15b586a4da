/** The ways by which photographs come other than by a camera's own post: cameras that are asked. */
import { createSnapshots } from '../camera-client/snapshots.ts';
import type { CameraHealthService } from '../cameras/camera-health.service.ts';
import type { CamerasService } from '../cameras/cameras.service.ts';
import type { CapturesService } from '../captures/captures.service.ts';
import { createSealing } from '../platform/sealing.ts';
import { createPullsRepo } from '../pulls/pulls.repo.ts';
import { createPullsService } from '../pulls/pulls.service.ts';
import type { Foundation } from './foundation.ts';

const pullTimeoutMs = 15_000;

interface Needed {
  cameras: CamerasService;
  captures: CapturesService;
  health: CameraHealthService;
}

export function createArrivals(foundation: Foundation, { cameras, captures, health }: Needed) {
  const { config, db, calendar, clock, log, sealingKey } = foundation;
  const snapshots = createSnapshots();
  const pulls = createPullsService({
    ...{ db, repo: createPullsRepo(db), cameras, captures, health, snapshots, calendar, clock, log },
    sealing: createSealing(sealingKey),
    limits: { timeoutMs: pullTimeoutMs, maxBytes: config.maxPhotoBytes, networks: config.cameraNetworks },
  });
  return {
    pulls,
    /** Lets what is being asked end, then the thread. */
    async closeArrivals(): Promise<void> {
      await pulls.settle();
      await snapshots.close();
    },
  };
}
