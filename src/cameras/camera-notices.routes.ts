/** Notices about cameras, for those who review: they see first what a blind camera costs. */
import type { Api, Guards } from '../people/people.guards.ts';
import type { Clock } from '../platform/clock.ts';
import { noticeListSchema, noticesQuerySchema } from './camera-notices.schemas.ts';
import type { CameraWatchService } from './camera-watch.service.ts';

/** For so long it is told that a camera has recovered. */
const recentMs = 2 * 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();

export function createCameraNoticesRoutes(deps: {
  watch: Pick<CameraWatchService, 'notices'>;
  clock: Clock;
  guards: Guards;
}): Api {
  const { watch, clock, guards } = deps;
  const endedSince = (state: 'open' | 'recent' | 'all') =>
    state === 'open' ? 'none' : state === 'all' ? 'ever' : clock() - recentMs;
  const api = guards.api();
  api.get(
    '/camera-notices',
    {
      access: 'review',
      summary: 'Cameras that have been silent or whose pictures were of no use, the latest first',
      query: noticesQuerySchema,
      answer: noticeListSchema,
    },
    ({ caller, query }) => ({
      items: watch
        .notices(caller.estates, { endedSince: endedSince(query.state), limit: query.limit })
        .map(({ notice: { id, kind, reason, since, until, count }, camera, station, estate }) => ({
          ...{ id, kind, estate, station, camera, reason, count },
          since: iso(since),
          until: until === null ? null : iso(until),
        })),
    }),
  );
  return api;
}
