/** Notices about cameras, for those who review: they see first what a blind camera costs. */
import { Router } from 'express';
import { type Guards, personOf } from '../people/people.guards.ts';
import { parseInput } from '../platform/http/parse.ts';
import { type NoticeList, noticesQuerySchema } from './camera-notices.schemas.ts';
import type { CameraWatchService } from './camera-watch.service.ts';

const iso = (at: number): string => new Date(at).toISOString();

export function createCameraNoticesRoutes(deps: {
  watch: Pick<CameraWatchService, 'notices'>;
  guards: Guards;
}): Router {
  const { watch, guards } = deps;
  const router = Router();
  router.get('/camera-notices', guards.permission('review'), (request, response) => {
    const { state, limit } = parseInput(noticesQuerySchema, request.query);
    const rows = watch.notices(personOf(request).estates, { open: state === 'open', limit });
    const items = rows.map(({ notice, camera, station, estate }) => ({
      id: notice.id,
      kind: notice.kind,
      estate,
      station,
      camera,
      reason: notice.reason,
      since: iso(notice.since),
      until: notice.until === null ? null : iso(notice.until),
      count: notice.count,
    }));
    response.json({ items } satisfies NoticeList);
  });
  return router;
}
