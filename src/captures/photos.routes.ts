/** Photographs for people: by signed address only, upright and without metadata. */
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import { AppError } from '../platform/errors.ts';
import type { Renditions } from '../platform/files/renditions.ts';
import { keptPhoto } from './captures.rules.ts';
import type { CapturesService } from './captures.service.ts';
import type { PhotoAddresses } from './photo-addresses.ts';

export function createPhotosRoutes(deps: {
  captures: Pick<CapturesService, 'find'>;
  renditions: Renditions;
  addresses: PhotoAddresses;
  guards: Guards;
}): Api {
  const api = deps.guards.api();
  api.get(
    '/photos/:token',
    {
      access: 'signed_in',
      summary: 'A photograph by the signed address that another answer gave',
      params: z.object({ token: z.string().max(500) }),
      query: z.object({ size: z.enum(['whole', 'small']).default('whole') }),
      media: 'image/jpeg',
    },
    async ({ caller, params, query, response }) => {
      const captureId = deps.addresses.read(params.token, caller.id);
      const capture = captureId === null ? null : deps.captures.find(captureId);
      if (!capture) {
        throw new AppError('no_such_photo', 'This address of a photograph is wrong or has run out.');
      }
      const kept = keptPhoto(capture);
      if (!kept) throw new AppError('photo_withheld', 'This photograph has not been masked, so nobody may see it.');
      const { get, thumbnail } = deps.renditions;
      const picture = await (query.size === 'small' ? thumbnail : get)(kept.sha256);
      // Asked for again each time (by its ETag, so without the bytes): it may have been hidden meanwhile.
      response.set('Cache-Control', 'private, no-cache').type('image/jpeg').send(picture);
    },
  );
  return api;
}
