/** The latest photograph of a camera, for those who set it up. */
import { z } from 'zod';
import type { CamerasService } from '../cameras/cameras.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { PlacesService } from '../places/places.service.ts';
import { AppError } from '../platform/errors.ts';
import { lastPhotoSchema } from './captures.schemas.ts';
import type { CapturesService } from './captures.service.ts';
import type { PhotoAddresses } from './photo-addresses.ts';

const params = z.object({ id: z.coerce.number().int().positive() });
const iso = (at: number): string => new Date(at).toISOString();

export function createCameraPhotosRoutes(deps: {
  cameras: Pick<CamerasService, 'findOrThrow'>;
  captures: Pick<CapturesService, 'latestOf'>;
  places: Pick<PlacesService, 'station'>;
  addresses: PhotoAddresses;
  guards: Guards;
}): Api {
  const { cameras, captures, places, addresses, guards } = deps;
  const api = guards.api();
  api.get(
    '/cameras/:id/photo',
    {
      access: 'administer',
      summary: 'The camera’s latest photograph; of a camera with masks the latest masked one',
      params,
      answer: lastPhotoSchema,
    },
    ({ params: { id }, caller }) => {
      const { stationId } = cameras.findOrThrow(id);
      if (!maySeeEstate(caller.estates, places.station(stationId)?.estateId ?? 0)) {
        throw new AppError('no_such_camera', `There is no camera with number ${id}.`);
      }
      const latest = captures.latestOf(id);
      if (!latest) return { photo: null };
      const { capturedAt, receivedAt, masking } = latest;
      const times = { capturedAt: iso(capturedAt), receivedAt: iso(receivedAt) };
      const url = addresses.make(latest.id, caller.id);
      return { photo: { captureId: latest.id, url, ...times, masked: masking === 'masked' } };
    },
  );
  return api;
}
