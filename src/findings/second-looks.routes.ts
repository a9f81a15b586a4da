/** How far people agree who judged the same without knowing of each other. */
import { z } from 'zod';
import { monthSchema } from '../ledger/months.schemas.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { secondLooksSchema } from './second-looks.schemas.ts';
import type { SecondLooksService } from './second-looks.service.ts';

export function createSecondLooksRoutes(deps: { secondLooks: SecondLooksService; guards: Guards }): Api {
  const { secondLooks, guards } = deps;
  const api = guards.api();
  api.get(
    '/second-looks/:month',
    {
      access: 'see_agreement',
      summary: 'A month’s second looks: how many agree, and what thirds have decided',
      params: z.object({ month: monthSchema }),
      answer: secondLooksSchema,
    },
    ({ caller, params }) => {
      const { decided, ...rest } = secondLooks.month(caller, params.month);
      return {
        ...rest,
        decided: decided.map(({ look, found, verdicts }) => ({
          findingId: look.findingId,
          capturedAt: new Date(found.capture.capturedAt).toISOString(),
          place: { estate: found.estate, station: found.station, bin: found.bin },
          expected: found.expected,
          verdicts: verdicts.map(({ verdict, by }) => ({
            by,
            judgement: verdict.judgement,
            actual: verdict.actual,
            stands: verdict.id === look.standingVerdictId,
          })),
        })),
      };
    },
  );
  return api;
}
