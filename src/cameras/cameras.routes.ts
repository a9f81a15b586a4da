/** Cameras: listing, adding, changing, keys, views and masks; and the view sets that workers ask for. */
import { Router } from 'express';
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { parseInput } from '../platform/http/parse.ts';
import type { CameraWatchService } from './camera-watch.service.ts';
import type { CamerasPresenter } from './cameras.presenter.ts';
import {
  addedCameraSchema,
  cameraChangeSchema,
  cameraDetailSchema,
  cameraKeySchema,
  cameraListSchema,
  drawnSchema,
  maskHistorySchema,
  maskSetSchema,
  newCameraSchema,
  viewSetSchema,
} from './cameras.schemas.ts';
import type { CamerasService } from './cameras.service.ts';
import type { MasksService } from './masks.service.ts';

const idSchema = z.coerce.number().int().positive();
const params = z.object({ id: idSchema });
const access = 'administer';
const iso = (at: number): string => new Date(at).toISOString();

interface Deps {
  cameras: CamerasService;
  masks: MasksService;
  watch: Pick<CameraWatchService, 'renewReference'>;
  places: Pick<PlacesService, 'station'>;
  presenter: CamerasPresenter;
  clock: Clock;
  guards: Guards;
}
/** Throws `no_such_camera` for one of an estate that the caller may not see, as for one that isn't there. */
type CheckMay = (caller: { estates: readonly number[] | null }, cameraId: number) => void;

export function createCamerasRoutes(deps: Deps): Api {
  const { cameras, places, presenter, guards } = deps;
  const api = guards.api();
  const checkMay: CheckMay = ({ estates }, id) => {
    const station = places.station(cameras.findOrThrow(id).stationId);
    if (station && maySeeEstate(estates, station.estateId)) return;
    throw new AppError('no_such_camera', `There is no camera with number ${id}.`);
  };
  const listing = { access, summary: 'Cameras in service, and how they are', answer: cameraListSchema } as const;
  api.get('/cameras', listing, ({ caller }) => ({ items: presenter.list(caller.estates) }));
  api.get(
    '/cameras/:id',
    { access, summary: 'A camera with the bins of its station', params, answer: cameraDetailSchema },
    ({ params: { id }, caller }) => presenter.detail(id, caller.estates),
  );
  api.post(
    '/cameras',
    {
      ...{ access, action: 'camera_added', summary: 'Add a camera; its key is shown this once' },
      ...{ body: newCameraSchema, answer: addedCameraSchema, status: 201 },
    },
    ({ body, caller }) => {
      const station = places.station(body.stationId);
      if (station && !maySeeEstate(caller.estates, station.estateId)) {
        throw new AppError('no_such_station', `There is no station with number ${body.stationId}.`);
      }
      return cameras.add(body, caller.id);
    },
  );
  declareChanges(api, deps, checkMay);
  declareDrawing(api, deps, checkMay);
  declareKeys(api, deps, checkMay);
  return api;
}

function declareChanges(api: Api, { cameras, watch }: Deps, checkMay: CheckMay): void {
  api.patch(
    '/cameras/:id',
    { access, action: 'camera_changed', summary: 'Change name or interval', params, body: cameraChangeSchema },
    ({ params: { id }, body, caller }) => {
      checkMay(caller, id);
      cameras.update(id, body);
    },
  );
  api.delete(
    '/cameras/:id',
    { access, action: 'camera_retired', summary: 'Take a camera out of service; what it sent stays', params },
    ({ params: { id }, caller }) => {
      checkMay(caller, id);
      cameras.retire(id);
    },
  );
  // The camera was moved on purpose and the views still fit, or the first pictures were bad ones.
  api.post(
    '/cameras/:id/reference',
    { access, action: 'camera_reference_renewed', summary: 'Learn again where the camera stands', params },
    ({ params: { id }, caller }) => {
      checkMay(caller, id);
      watch.renewReference(id);
    },
  );
}

/** Views, masks, and every set of masks there has been: from when, by whom. */
function declareDrawing(api: Api, { cameras, masks, clock }: Deps, checkMay: CheckMay): void {
  api.put(
    '/cameras/:id/views',
    {
      ...{ access, action: 'camera_views_set', summary: 'Replace all views of a camera' },
      ...{ params, body: viewSetSchema, answer: drawnSchema },
    },
    ({ params: { id }, body, caller }) => {
      checkMay(caller, id);
      return { revision: cameras.setViews(id, body.views, body.basedOn), validFrom: iso(clock()) };
    },
  );
  api.put(
    '/cameras/:id/masks',
    {
      ...{ access, action: 'camera_masks_set', summary: 'Replace all masks of a camera' },
      ...{ params, body: maskSetSchema, answer: drawnSchema },
    },
    ({ params: { id }, body, caller }) => {
      checkMay(caller, id);
      return { revision: cameras.setMasks(id, body.masks, caller.id, body.basedOn), validFrom: iso(clock()) };
    },
  );
  api.get(
    '/cameras/:id/masks',
    { access, summary: 'Every set of masks the camera has had', params, answer: maskHistorySchema },
    ({ params: { id }, caller }) => {
      checkMay(caller, id);
      return {
        items: masks.history(id).map(({ maskSet: { revision, polygons, createdAt }, setBy }) => ({
          ...{ revision, setBy },
          masks: polygons,
          setAt: iso(createdAt),
        })),
      };
    },
  );
}

function declareKeys(api: Api, { cameras }: Deps, checkMay: CheckMay): void {
  api.post(
    '/cameras/:id/key',
    {
      ...{ access, action: 'camera_key_issued', summary: 'Issue a new key; the old one ends' },
      ...{ params, answer: cameraKeySchema, status: 201 },
    },
    ({ params: { id }, caller }) => {
      checkMay(caller, id);
      return { key: cameras.replaceKey(id) };
    },
  );
  api.delete(
    '/cameras/:id/key',
    { access, action: 'camera_key_revoked', summary: 'Revoke the key', params },
    ({ params: { id }, caller }) => {
      checkMay(caller, id);
      cameras.revokeKey(id);
    },
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
