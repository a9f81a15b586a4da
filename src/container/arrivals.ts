/** The ways by which photographs come other than by a camera's own post: cameras that are asked, the drop folder. */
import { resolve } from 'node:path';
import { createSnapshots } from '../camera-client/snapshots.ts';
import type { CameraHealthService } from '../cameras/camera-health.service.ts';
import type { CamerasService } from '../cameras/cameras.service.ts';
import type { MasksService } from '../cameras/masks.service.ts';
import type { CapturesService } from '../captures/captures.service.ts';
import { createDropFolderRepo } from '../drop-folder/drop-folder.repo.ts';
import { createDropFolderService } from '../drop-folder/drop-folder.service.ts';
import { createDropFolderWatcher } from '../drop-folder/drop-folder.watcher.ts';
import { createSealing } from '../platform/sealing.ts';
import { createPullsRepo } from '../pulls/pulls.repo.ts';
import { createPullsService } from '../pulls/pulls.service.ts';
import type { Foundation } from './foundation.ts';

/** FTP servers write in pieces: one that pauses for longer is seen again when it goes on. */
const settleMs = 1_000;
const pullTimeoutMs = 15_000;

interface Needed {
  cameras: CamerasService;
  captures: CapturesService;
  health: CameraHealthService;
  masks: MasksService;
}

export function createArrivals(foundation: Foundation, { cameras, captures, masks, health }: Needed) {
  const { config, db, calendar, clock, log, sealingKey } = foundation;
  const drop = createDropFolderService({
    ...{ db, repo: createDropFolderRepo(db), captures, masks, calendar, clock, log },
    checkCamera: cameras.findOrThrow,
    folder: config.dropDir === null ? null : resolve(config.dropDir),
    maxPhotoBytes: config.maxPhotoBytes,
  });
  const dropWatcher = createDropFolderWatcher({ drop, log, settleMs });
  const snapshots = createSnapshots();
  const pulls = createPullsService({
    ...{ db, repo: createPullsRepo(db), cameras, captures, health, snapshots, calendar, clock, log },
    sealing: createSealing(sealingKey),
    limits: { timeoutMs: pullTimeoutMs, maxBytes: config.maxPhotoBytes, networks: config.cameraNetworks },
  });
  return {
    pulls,
    drop,
    watchDropFolder: dropWatcher.start,
    /** Lets what is being asked end, then the thread. */
    async closeArrivals(): Promise<void> {
      await dropWatcher.stop();
      await pulls.settle();
      await snapshots.close();
    },
  };
}
