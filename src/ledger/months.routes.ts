/** A month's counts. */
import { z } from 'zod';
import type { Api, Guards } from '../people/people.guards.ts';
import { monthCountsSchema, monthSchema } from './months.schemas.ts';
import type { MonthsService } from './months.service.ts';

export function createMonthsRoutes({ months, guards }: { months: MonthsService; guards: Guards }): Api {
  const api = guards.api();
  api.get(
    '/months/:month/stations',
    {
      access: 'see_counts',
      summary: 'Counts of a month by station: of rows, never a rate',
      params: z.object({ month: monthSchema }),
      answer: monthCountsSchema,
    },
    ({ caller, params }) => months.count(caller, params.month),
  );
  return api;
}
