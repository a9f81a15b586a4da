/** Notices about cameras, for those who review: they see first what a blind camera costs. */
import type { Api, Guards } from '../people/people.guards.ts';
import { noticeListSchema, noticesQuerySchema } from './camera-notices.schemas.ts';
import type { CameraWatchService } from './camera-watch.service.ts';

const iso = (at: number): string => new Date(at).toISOString();

export function createCameraNoticesRoutes(deps: { watch: Pick<CameraWatchService, 'notices'>; guards: Guards }): Api {
  const { watch, guards } = deps;
  const api = guards.api();
  api.get(
    '/camera-notices',
    {
      access: 'review',
      summary: 'Cameras whose pictures have been of no use, the latest first',
      query: noticesQuerySchema,
      answer: noticeListSchema,
    },
    ({ caller, query }) => ({
      items: watch
        .notices(caller.estates, { open: query.state === 'open', limit: query.limit })
        .map(({ notice: { id, kind, reason, since, until, count }, camera, station, estate }) => ({
          ...{ id, kind, estate, station, camera, reason, count },
          since: iso(since),
          until: until === null ? null : iso(until),
        })),
    }),
  );
  return api;
}
