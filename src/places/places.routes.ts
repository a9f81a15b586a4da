/** Estates and stations: listing and adding. */
import { Router } from 'express';
import { type Guards, personOf } from '../people/people.guards.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import { parseInput } from '../platform/http/parse.ts';
import { newEstateSchema, newStationSchema } from './places.schemas.ts';
import type { PlacesService } from './places.service.ts';

export function createPlacesRoutes({ places, guards }: { places: PlacesService; guards: Guards }): Router {
  const router = Router();
  router.get('/estates', guards.person, (request, response) => {
    const { estates } = personOf(request);
    const items = places.estates().filter(({ id }) => maySeeEstate(estates, id));
    response.json({ items: items.map(({ id, name }) => ({ id, name })) });
  });
  router.post('/estates', guards.permission('administer'), (request, response) => {
    response.status(201).json({ id: places.addEstate(parseInput(newEstateSchema, request.body)) });
  });
  router.get('/stations', guards.person, (request, response) => {
    const { estates } = personOf(request);
    response.json({ items: places.stations().filter(({ estate }) => maySeeEstate(estates, estate.id)) });
  });
  router.post('/stations', guards.permission('administer'), (request, response) => {
    response.status(201).json(places.addStation(parseInput(newStationSchema, request.body)));
  });
  return router;
}
