/** How a camera is asked for its picture: seeing, setting, ending it, and asking now. */
import { z } from 'zod';
import type { CamerasService } from '../cameras/cameras.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { PlacesService } from '../places/places.service.ts';
import { AppError } from '../platform/errors.ts';
import { pullChangeSchema, pulledSchema, pullViewSchema } from './pulls.schemas.ts';
import type { PullsService } from './pulls.service.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const access = 'administer';

export function createPullsRoutes(deps: {
  pulls: Pick<PullsService, 'view' | 'set' | 'remove' | 'now'>;
  cameras: Pick<CamerasService, 'findOrThrow'>;
  places: Pick<PlacesService, 'station'>;
  guards: Guards;
}): Api {
  const { pulls, cameras, places, guards } = deps;
  const api = guards.api();
  const checkMay = ({ estates }: { estates: readonly number[] | null }, id: number): void => {
    const station = places.station(cameras.findOrThrow(id).stationId);
    if (station && maySeeEstate(estates, station.estateId)) return;
    throw new AppError('no_such_camera', `There is no camera with number ${id}.`);
  };
  api.get(
    '/cameras/:id/pull',
    { access, summary: 'How a camera is asked for its picture, and how that goes', params, answer: pullViewSchema },
    ({ params: { id }, caller }) => {
      checkMay(caller, id);
      return pulls.view(id);
    },
  );
  api.put(
    '/cameras/:id/pull',
    {
      ...{ access, action: 'camera_pull_set', summary: 'Ask a camera for its picture at its interval' },
      ...{ params, body: pullChangeSchema, answer: pullViewSchema },
    },
    ({ params: { id }, body, caller }) => {
      checkMay(caller, id);
      pulls.set(id, body);
      return pulls.view(id);
    },
  );
  api.delete(
    '/cameras/:id/pull',
    { access, action: 'camera_pull_ended', summary: 'Ask a camera no more, and forget its login', params },
    ({ params: { id }, caller }) => {
      checkMay(caller, id);
      pulls.remove(id);
    },
  );
  api.post(
    '/cameras/:id/pull/now',
    {
      ...{ access, action: 'camera_pulled', summary: 'Ask a camera for a picture now' },
      ...{ params, answer: pulledSchema },
    },
    ({ params: { id }, caller }) => {
      checkMay(caller, id);
      return pulls.now(id);
    },
  );
  return api;
}
