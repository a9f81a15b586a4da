/** What features stand on: database, photo store, queue, model, community. */
import { join } from 'node:path';
import { createCommunityRepo } from '../community/community.repo.ts';
import { createCommunityService } from '../community/community.service.ts';
import type { WebConfig } from '../config/config.ts';
import { loadModel } from '../inference/manifest.ts';
import { createPhotoHidingsRepo } from '../photo-hidings/photo-hidings.repo.ts';
import { createCalendar } from '../platform/calendar.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { createPhotoStore } from '../platform/files/photo-store.ts';
import { createRenditions } from '../platform/files/renditions.ts';
import { createSpool } from '../platform/files/spool.ts';
import type { Logger } from '../platform/logger.ts';
import { createProducer } from '../platform/queue/producer.ts';
import { classifyCapture, recordClassification } from '../platform/queue/queues.ts';

export interface ContainerDeps {
  redisUrl: string;
  workerKey: string;
  /** Signs the addresses of photographs. */
  photoKey: string;
  /** Seals passwords that cameras are asked with. */
  sealingKey: string;
  log: Logger;
  clock?: Clock;
  webRoot?: string;
  /** How long a device's body may pause before it is looked at (default: seconds). */
  doorTimes?: { idleMs: number; mostPauses: number };
}

export type Foundation = ReturnType<typeof createFoundation>;

/** Opens the database in config.dataDir; throws when it can't be, or when the model is not what its manifest says. */
export function createFoundation(config: WebConfig, deps: ContainerDeps) {
  const { log, clock = systemClock } = deps;
  const manifest = loadModel(config.modelDir);
  const db = openDatabase(join(config.dataDir, 'greensleeve.db'));
  const photos = createPhotoStore(join(config.dataDir, 'photos'));
  const spool = createSpool(join(config.dataDir, 'spool'));
  const pushedBodies = createSpool(join(config.dataDir, 'pushed'));
  const renditions = createRenditions(photos, join(config.dataDir, 'renditions'), createPhotoHidingsRepo(db).isHidden);
  const connection = { url: deps.redisUrl, prefix: config.queuePrefix };
  const onQueueError = (error: Error): void => log.debug({ err: error }, 'queue connection');
  const producer = createProducer(connection, classifyCapture, onQueueError);
  const results = createProducer(connection, recordClassification, onQueueError);
  const community = createCommunityService({ repo: createCommunityRepo(db), clock, defaults: config });
  const calendar = createCalendar(() => community.settings().timeZone);
  return {
    config,
    log,
    clock,
    sealingKey: deps.sealingKey,
    manifest,
    db,
    photos,
    spool,
    pushedBodies,
    renditions,
    connection,
    onQueueError,
    producer,
    results,
    community,
    calendar,
  };
}
