/** Pictures for outside the desk, by signed address only: the view's crop is clear, the rest is coarse squares. */
import type { Response } from 'express';
import { z } from 'zod';
import type { ViewOutlinesRepo } from '../cameras/view-outlines.repo.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { AppError } from '../platform/errors.ts';
import type { Renditions } from '../platform/files/renditions.ts';
import { keptPhoto } from './captures.rules.ts';
import type { CapturesService } from './captures.service.ts';
import { nobody, type PhotoAddresses } from './photo-addresses.ts';

export function createCropsRoutes(deps: {
  captures: Pick<CapturesService, 'find'>;
  outlines: Pick<ViewOutlinesRepo, 'find'>;
  renditions: Pick<Renditions, 'crop'>;
  addresses: PhotoAddresses;
  guards: Guards;
}): Api {
  const { captures, outlines, renditions, addresses, guards } = deps;
  const send = async (token: string, personId: number, response: Response): Promise<void> => {
    const crop = addresses.readCrop(token, personId);
    const capture = crop && captures.find(crop.captureId);
    if (!capture) throw new AppError('no_such_photo', 'This address of a photograph is wrong or has run out.');
    const kept = keptPhoto(capture);
    if (!kept) throw new AppError('photo_withheld', 'This photograph has not been masked, so nobody may see it.');
    const outline = crop.viewRevisionId === null ? null : outlines.find(crop.viewRevisionId);
    const picture = await renditions.crop(kept.sha256, outline);
    // Asked for again each time (by its ETag, so without the bytes): it may have been hidden meanwhile.
    response.set('Cache-Control', 'private, no-cache').type('image/jpeg').send(picture);
  };
  const api = guards.api();
  api.get(
    '/crops/:token',
    {
      access: 'signed_in',
      summary: 'What may leave the desk of a photograph, by the signed address that another answer gave',
      params: z.object({ token: z.string().max(500) }),
      media: 'image/jpeg',
    },
    ({ caller, params, response }) => send(params.token, caller.id, response),
  );
  api.get(
    '/public-crops/:token',
    {
      access: 'anyone',
      summary: 'The same for whoever holds the code of a notice',
      params: z.object({ token: z.string().max(500) }),
      media: 'image/jpeg',
    },
    ({ params, response }) => send(params.token, nobody, response),
  );
  return api;
}
