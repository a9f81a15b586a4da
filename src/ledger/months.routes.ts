/** A month's counts. */
import { Router } from 'express';
import { type Guards, personOf } from '../people/people.guards.ts';
import { parseInput } from '../platform/http/parse.ts';
import { monthSchema } from './months.schemas.ts';
import type { MonthsService } from './months.service.ts';

export function createMonthsRoutes({ months, guards }: { months: MonthsService; guards: Guards }): Router {
  const router = Router();
  router.get('/months/:month/stations', guards.permission('see_counts'), (request, response) => {
    response.json(months.count(personOf(request), parseInput(monthSchema, request.params.month)));
  });
  return router;
}
