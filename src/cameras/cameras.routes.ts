/** Cameras: listing, adding, keys and views; and the view sets that workers ask for. */
import { Router } from 'express';
import { z } from 'zod';
import { type Guards, personOf } from '../people/people.guards.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import { parseInput } from '../platform/http/parse.ts';
import type { CameraWatchService } from './camera-watch.service.ts';
import { maskSetSchema, newCameraSchema, viewSetSchema } from './cameras.schemas.ts';
import type { CamerasService } from './cameras.service.ts';
import type { MasksService } from './masks.service.ts';

const idSchema = z.coerce.number().int().positive();
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export function createCamerasRoutes(deps: {
  cameras: CamerasService;
  masks: MasksService;
  watch: Pick<CameraWatchService, 'referenceState' | 'renewReference'>;
  guards: Guards;
}): Router {
  const { cameras, masks, watch, guards } = deps;
  const router = Router();
  const administer = guards.permission('administer');
  router.get('/cameras', administer, (request, response) => {
    const { estates } = personOf(request);
    const items = cameras
      .list()
      .filter(({ estateId }) => maySeeEstate(estates, estateId))
      .map(({ camera }) => ({
        id: camera.id,
        name: camera.name,
        stationId: camera.stationId,
        intervalS: camera.intervalS,
        hasKey: camera.keyHash !== null,
        lastSeenAt: iso(camera.lastSeenAt),
        reference: watch.referenceState(camera.id, camera.viewSetRevision),
        views: cameras
          .viewSet(camera.id, camera.viewSetRevision)
          .map(({ binId, counting, polygon }) => ({ binId, counting, polygon })),
        masks: masks.polygons(camera.id),
      }));
    response.json({ items });
  });
  router.post('/cameras', administer, (request, response) => {
    response.status(201).json(cameras.add(parseInput(newCameraSchema, request.body), personOf(request).id));
  });
  router.put('/cameras/:id/views', administer, (request, response) => {
    cameras.setViews(parseInput(idSchema, request.params.id), parseInput(viewSetSchema, request.body).views);
    response.status(204).end();
  });
  router.put('/cameras/:id/masks', administer, (request, response) => {
    const { masks: polygons } = parseInput(maskSetSchema, request.body);
    cameras.setMasks(parseInput(idSchema, request.params.id), polygons, personOf(request).id);
    response.status(204).end();
  });
  /** Every set of masks the camera has had: from when, by whom (null: made with the demonstration). */
  router.get('/cameras/:id/masks', administer, (request, response) => {
    const items = masks
      .history(parseInput(idSchema, request.params.id))
      .map(({ revision, polygons, createdAt, setBy }) => ({ revision, masks: polygons, setAt: iso(createdAt), setBy }));
    response.json({ items });
  });
  // The camera was moved on purpose and the views still fit, or the first pictures were bad ones.
  router.post('/cameras/:id/reference', administer, (request, response) => {
    watch.renewReference(cameras.findOrThrow(parseInput(idSchema, request.params.id)).id);
    response.status(204).end();
  });
  router.post('/cameras/:id/key', administer, (request, response) => {
    response.status(201).json({ key: cameras.replaceKey(parseInput(idSchema, request.params.id)) });
  });
  router.delete('/cameras/:id/key', administer, (request, response) => {
    cameras.revokeKey(parseInput(idSchema, request.params.id));
    response.status(204).end();
  });
  return router;
}

/** For workers: a view set never changes once made. */
export function createViewSetRoutes({ cameras }: { cameras: Pick<CamerasService, 'viewSet'> }): Router {
  const router = Router();
  router.get('/view-sets/:cameraId/:revision', (request, response) => {
    const views = cameras.viewSet(
      parseInput(idSchema, request.params.cameraId),
      parseInput(idSchema, request.params.revision),
    );
    response.json({ views: views.map(({ viewRevisionId, polygon }) => ({ viewRevisionId, polygon })) });
  });
  return router;
}
