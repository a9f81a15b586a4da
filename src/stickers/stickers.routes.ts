/** Stickers to print, and the places that a phone may report of. */
import type { Api, Guards } from '../people/people.guards.ts';
import { codeSchema, reportPlacesSchema, stickerListSchema, stickerRequestSchema } from './stickers.schemas.ts';
import type { StickersService } from './stickers.service.ts';

export function createStickersRoutes({ stickers, guards }: { stickers: StickersService; guards: Guards }): Api {
  const api = guards.api();
  api.post(
    '/stickers',
    {
      access: 'administer',
      action: 'stickers_issued',
      summary: 'Stickers of stations and their bins; codes are made where there are none yet',
      body: stickerRequestSchema,
      answer: stickerListSchema,
    },
    ({ caller, body }) => ({ items: stickers.issue(caller, body.stationIds) }),
  );
  api.post(
    '/stickers/:code/retire',
    {
      access: 'administer',
      action: 'sticker_retired',
      summary: 'A sticker must not count any more; the next print has another code',
      params: codeSchema,
    },
    ({ params }) => stickers.retire(params.code),
  );
  api.get(
    '/report-places',
    {
      access: 'report',
      summary: 'Stations, bins and sticker codes you may report of: what a phone keeps to work without network',
      answer: reportPlacesSchema,
    },
    ({ caller }) => stickers.placesFor(caller),
  );
  return api;
}
