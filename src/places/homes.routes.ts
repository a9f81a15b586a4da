/** Homes and the tree of places; renaming, retiring and restoring of any of them. */
import type { Api, Guards } from '../people/people.guards.ts';
import {
  addedHomesSchema,
  consentSchema,
  homeListSchema,
  homesQuerySchema,
  idParamsSchema,
  newBinSchema,
  newHomesSchema,
  placeChangeSchema,
  placeParamsSchema,
  placeTreeSchema,
} from './homes.schemas.ts';
import type { HomesService } from './homes.service.ts';
import { addedSchema } from './places.schemas.ts';
import type { PlacesService } from './places.service.ts';

interface Deps {
  homes: HomesService;
  places: Pick<PlacesService, 'binName'>;
  /** Whose field a home is of, by household. */
  members: (day: string) => Map<number, { personId: number; personName: string }>;
  guards: Guards;
}

function declareHomes(api: Api, { homes, members }: Deps): void {
  const access = 'administer';
  api.get(
    '/households',
    {
      access,
      summary: 'Homes, searched by address, initials or code',
      query: homesQuerySchema,
      answer: homeListSchema,
    },
    ({ caller, query }) => {
      const by = members(homes.today());
      return homes.list(caller, query, (id) => {
        const field = by.get(id);
        return field ? { id: field.personId, name: field.personName } : null;
      });
    },
  );
  api.post(
    '/households',
    {
      access,
      action: 'homes_added',
      summary: 'Add homes of a unit; retired ones of the same address are restored',
      body: newHomesSchema,
      answer: addedHomesSchema,
      status: 201,
    },
    ({ caller, body }) => homes.add(caller, body),
  );
  api.post(
    '/households/:id/consent',
    {
      access,
      action: 'red_list_consent_changed',
      summary: 'A household agrees to be named on the red list, or no longer does',
      params: idParamsSchema,
      body: consentSchema,
    },
    ({ caller, params, body }) => homes.setConsent(caller, params.id, body),
  );
}

export function createHomesRoutes(deps: Deps): Api {
  const { homes, places, guards } = deps;
  const api = guards.api();
  const access = 'administer';
  declareHomes(api, deps);
  api.get(
    '/places',
    { access, summary: 'Estates with their buildings and units, also retired ones', answer: placeTreeSchema },
    ({ caller }) => homes.tree(caller),
  );
  api.post(
    '/stations/:id/bins',
    {
      access,
      action: 'bin_added',
      summary: 'Add a bin at the right end of a station',
      params: idParamsSchema,
      body: newBinSchema,
      answer: addedSchema,
      status: 201,
    },
    ({ caller, params, body: { name, expected } }) => ({
      id: homes.addBin(caller, params.id, { name: name ?? places.binName(expected), expected }),
    }),
  );
  const params = placeParamsSchema;
  api.patch(
    '/places/:kind/:id',
    {
      access,
      action: 'place_changed',
      summary: 'Rename a place, or change a bin or station',
      params,
      body: placeChangeSchema,
    },
    ({ caller, params: { kind, id }, body }) => homes.change(caller, kind, id, body),
  );
  api.post(
    '/places/:kind/:id/retire',
    { access, action: 'place_retired', summary: 'Retire a place with what belongs to it', params },
    ({ caller, params: { kind, id } }) => homes.retire(caller, kind, id),
  );
  api.post(
    '/places/:kind/:id/restore',
    { access, action: 'place_restored', summary: 'Restore a place with what was retired with it', params },
    ({ caller, params: { kind, id } }) => homes.restore(caller, kind, id),
  );
  return api;
}
