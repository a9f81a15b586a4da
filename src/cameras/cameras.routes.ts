/** Cameras: listing, adding, keys and views; and the view sets that workers ask for. */
import { Router } from 'express';
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import { parseInput } from '../platform/http/parse.ts';
import type { CameraWatchService } from './camera-watch.service.ts';
import {
  addedCameraSchema,
  cameraKeySchema,
  cameraListSchema,
  maskHistorySchema,
  maskSetSchema,
  newCameraSchema,
  viewSetSchema,
} from './cameras.schemas.ts';
import type { Camera, CamerasService } from './cameras.service.ts';
import type { MasksService } from './masks.service.ts';

const idSchema = z.coerce.number().int().positive();
const params = z.object({ id: idSchema });
const iso = (at: number): string => new Date(at).toISOString();

export function createCamerasRoutes(deps: {
  cameras: CamerasService;
  masks: MasksService;
  watch: Pick<CameraWatchService, 'referenceState' | 'renewReference'>;
  guards: Guards;
}): Api {
  const { cameras, masks, watch, guards } = deps;
  const api = guards.api();
  const access = 'administer';
  const present = (camera: Camera) => {
    const { state, setAt } = watch.referenceState(camera.id, camera.viewSetRevision);
    return {
      ...{ id: camera.id, name: camera.name, stationId: camera.stationId, intervalS: camera.intervalS },
      hasKey: camera.keyHash !== null,
      lastSeenAt: camera.lastSeenAt === null ? null : iso(camera.lastSeenAt),
      reference: { state, setAt: setAt === null ? null : iso(setAt) },
      views: cameras.viewSet(camera.id, camera.viewSetRevision),
      masks: masks.polygons(camera.id),
    };
  };
  api.get('/cameras', { access, summary: 'Cameras with views and masks', answer: cameraListSchema }, ({ caller }) => {
    const seen = cameras.list().filter(({ estateId }) => maySeeEstate(caller.estates, estateId));
    return { items: seen.map(({ camera }) => present(camera)) };
  });
  api.post(
    '/cameras',
    {
      ...{ access, action: 'camera_added', summary: 'Add a camera; its key is shown this once' },
      ...{ body: newCameraSchema, answer: addedCameraSchema, status: 201 },
    },
    ({ body, caller }) => cameras.add(body, caller.id),
  );
  api.put(
    '/cameras/:id/views',
    { access, action: 'camera_views_set', summary: 'Replace all views of a camera', params, body: viewSetSchema },
    ({ params: { id }, body }) => cameras.setViews(id, body.views),
  );
  declareMasks(api, cameras, masks);
  // The camera was moved on purpose and the views still fit, or the first pictures were bad ones.
  api.post(
    '/cameras/:id/reference',
    { access, action: 'camera_reference_renewed', summary: 'Learn again where the camera stands', params },
    ({ params: { id } }) => watch.renewReference(cameras.findOrThrow(id).id),
  );
  api.post(
    '/cameras/:id/key',
    {
      ...{ access, action: 'camera_key_issued', summary: 'Issue a new key; the old one ends' },
      ...{ params, answer: cameraKeySchema, status: 201 },
    },
    ({ params: { id } }) => ({ key: cameras.replaceKey(id) }),
  );
  api.delete(
    '/cameras/:id/key',
    { access, action: 'camera_key_revoked', summary: 'Revoke the key', params },
    ({ params: { id } }) => cameras.revokeKey(id),
  );
  return api;
}

/** Setting masks, and every set there has been: from when, by whom. */
function declareMasks(api: Api, cameras: CamerasService, masks: MasksService): void {
  const access = 'administer';
  api.put(
    '/cameras/:id/masks',
    { access, action: 'camera_masks_set', summary: 'Replace all masks of a camera', params, body: maskSetSchema },
    ({ params: { id }, body, caller }) => cameras.setMasks(id, body.masks, caller.id),
  );
  api.get(
    '/cameras/:id/masks',
    { access, summary: 'Every set of masks the camera has had', params, answer: maskHistorySchema },
    ({ params: { id } }) => ({
      items: masks.history(id).map(({ revision, polygons, createdAt, setBy }) => ({
        ...{ revision, setBy },
        masks: polygons,
        setAt: iso(createdAt),
      })),
    }),
  );
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
