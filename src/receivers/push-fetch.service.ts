/** Fetches pictures of which a device gave only the address: from its listed hosts, again and again until it has them. */
import type { CamerasService } from '../cameras/cameras.service.ts';
import type { CapturesService } from '../captures/captures.service.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { FetchRefused, type fetchGuarded } from '../platform/http/guarded-fetch.ts';
import type { Logger } from '../platform/logger.ts';
import type { PushRepo } from './push.repo.ts';
import type { PushFetch, PushFetchRepo } from './push-fetch.repo.ts';

export type PushFetchService = ReturnType<typeof createPushFetchService>;

const minuteMs = 60_000;
/** Waits after each failure; beyond the last it is given up. */
const pausesMs = [10_000, minuteMs, 5 * minuteMs, 30 * minuteMs, 120 * minuteMs];
const atOnce = 4;
const timeoutMs = 15_000;

export function createPushFetchService(deps: {
  repo: PushFetchRepo;
  addresses: Pick<PushRepo, 'findAddress'>;
  cameras: Pick<CamerasService, 'findOrThrow'>;
  captures: Pick<CapturesService, 'receive'>;
  fetch: typeof fetchGuarded;
  clock: Clock;
  log: Logger;
  maxPhotoBytes: number;
}) {
  const { repo, addresses, cameras, captures, clock, log } = deps;

  const fail = (one: PushFetch, reason: string, isFinal: boolean): void => {
    const pause = pausesMs[one.attempts];
    const goesOn = !isFinal && pause !== undefined;
    const isRefused = reason === 'host_not_listed' || reason === 'address_not_listed';
    repo.update(one.id, {
      state: goesOn ? 'waiting' : isRefused ? 'refused' : 'failed',
      attempts: one.attempts + 1,
      dueAt: goesOn ? clock() + pause : null,
      reason,
    });
  };

  const fetchOne = async (one: PushFetch): Promise<void> => {
    try {
      const listed = addresses.findAddress(one.addressId)?.pictureHosts ?? [];
      const bytes = await deps.fetch(one.url, listed, { maxBytes: deps.maxPhotoBytes, timeoutMs });
      const late = one.isResent ? ('yes' as const) : ('no' as const);
      const fields = { late, ...(one.capturedAt === null ? {} : { captured_at: one.capturedAt }) };
      const trust = { isDoubtful: one.isDoubtful, whenAhead: 'mark' } as const;
      const { capture } = await captures.receive(cameras.findOrThrow(one.cameraId), bytes, fields, trust);
      repo.update(one.id, { state: 'done', dueAt: null, reason: null, captureId: capture.id });
    } catch (error) {
      if (error instanceof FetchRefused) return fail(one, error.message, error.isFinal);
      if (error instanceof AppError) return fail(one, error.code, error.code !== 'storage_full');
      log.error({ err: error, fetchId: one.id }, 'a picture could not be fetched');
      fail(one, 'internal', false);
    }
  };

  return {
    /** Tries all that are due, a few at a time. */
    async fetchDue(): Promise<void> {
      const due = repo.due(clock(), 50);
      while (due.length > 0) await Promise.all(due.splice(0, atOnce).map(fetchOne));
    },
    latestOfCamera: (cameraId: number) => repo.latestOfCamera(cameraId, 10),
  };
}
