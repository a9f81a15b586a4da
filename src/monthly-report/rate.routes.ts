/** A month's rate. */
import { z } from 'zod';
import { monthSchema } from '../ledger/months.schemas.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { monthRateSchema } from './rate.schemas.ts';
import type { RateService } from './rate.service.ts';

export function createRateRoutes({ rates, guards }: { rates: RateService; guards: Guards }): Api {
  const api = guards.api();
  api.get(
    '/months/:month/rate',
    {
      access: 'see_counts',
      summary: 'The estimated rate of misplacement with its 95 % interval, from flags and random audits',
      params: z.object({ month: monthSchema }),
      answer: monthRateSchema,
    },
    ({ caller, params: { month } }) => rates.ofMonth(caller, month),
  );
  return api;
}
