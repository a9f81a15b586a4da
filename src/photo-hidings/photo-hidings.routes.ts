/** Hides a sensitive photograph; lists and lifts what is hidden. */
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import type { HidingInWords } from './photo-hidings.repo.ts';
import {
  hidingAnswerSchema,
  hidingRequestSchema,
  liftRequestSchema,
  type PhotoHiding,
  photoHidingsSchema,
} from './photo-hidings.schemas.ts';
import type { PhotoHidingsService } from './photo-hidings.service.ts';

const iso = (at: number): string => new Date(at).toISOString();

function present({ hiding, capturedAt, estate, station, by, liftedBy }: HidingInWords): PhotoHiding {
  const { id, reason, note, hiddenAt, liftedAt, liftedNote } = hiding;
  return {
    id,
    capturedAt: iso(capturedAt),
    place: { estate: estate.name, station: station.name },
    reason,
    note,
    by,
    at: iso(hiddenAt),
    lifted: liftedAt === null || !liftedBy ? null : { by: liftedBy, at: iso(liftedAt), note: liftedNote },
  };
}

export function createPhotoHidingsRoutes(deps: { photoHidings: PhotoHidingsService; guards: Guards }): Api {
  const { photoHidings, guards } = deps;
  const api = guards.api();
  api.post(
    '/findings/:id/hiding',
    {
      access: 'review',
      action: 'photo_hidden',
      summary: 'Hide a sensitive photograph from everybody, at once',
      params: z.object({ id: z.uuid('must be the id of a finding') }),
      body: hidingRequestSchema,
      answer: hidingAnswerSchema,
    },
    async ({ caller, params: { id }, body }) => ({ hidden: await photoHidings.hide(caller, id, body) }),
  );
  api.get(
    '/photo-hidings',
    { access: 'lift_hiding', summary: 'Photographs that are or were hidden', answer: photoHidingsSchema },
    ({ caller }) => ({ items: photoHidings.list(caller).map(present) }),
  );
  api.post(
    '/photo-hidings/:id/lift',
    {
      access: 'lift_hiding',
      action: 'photo_shown_again',
      summary: 'Show a hidden photograph again',
      params: z.object({ id: z.coerce.number().int().positive() }),
      body: liftRequestSchema,
    },
    ({ caller, params: { id }, body }) => photoHidings.lift(caller, id, body.note),
  );
  return api;
}
