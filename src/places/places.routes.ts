/** Estates and stations: listing and adding. */
import { type Api, type Guards, requireAllEstates } from '../people/people.guards.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import {
  addedSchema,
  addedStationSchema,
  estateListSchema,
  newEstateSchema,
  newStationSchema,
  stationListSchema,
  stationsQuerySchema,
} from './places.schemas.ts';
import type { PlacesService } from './places.service.ts';

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export function createPlacesRoutes({ places, guards }: { places: PlacesService; guards: Guards }): Api {
  const api = guards.api();
  api.get(
    '/estates',
    { access: 'signed_in', summary: 'Estates that you may see', answer: estateListSchema },
    ({ caller }) => ({
      items: places.estates().filter(({ id, retiredAt }) => retiredAt === null && maySeeEstate(caller.estates, id)),
    }),
  );
  api.post(
    '/estates',
    {
      access: 'administer',
      action: 'estate_added',
      summary: 'Add an estate',
      body: newEstateSchema,
      answer: addedSchema,
      status: 201,
    },
    ({ caller, body }) => {
      requireAllEstates(caller);
      return { id: places.addEstate(body) };
    },
  );
  api.get(
    '/stations',
    {
      access: 'signed_in',
      summary: 'Stations that you may see, with their bins; retired ones when asked for',
      query: stationsQuerySchema,
      answer: stationListSchema,
    },
    ({ caller, query }) => ({
      items: places
        .stations({ withRetired: query.retired })
        .filter(({ estate }) => maySeeEstate(caller.estates, estate.id))
        .map((station) => ({
          ...station,
          retiredAt: iso(station.retiredAt),
          bins: station.bins.map((bin) => ({ ...bin, retiredAt: iso(bin.retiredAt) })),
        })),
    }),
  );
  api.post(
    '/stations',
    {
      access: 'administer',
      action: 'station_added',
      summary: 'Add a station with its bins, listed from left to right',
      body: newStationSchema,
      answer: addedStationSchema,
      status: 201,
    },
    ({ caller, body }) => places.addStation(caller, body),
  );
  return api;
}
