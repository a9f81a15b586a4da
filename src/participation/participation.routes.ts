/** Recording at the station that a household took part, and taking it back. */
import type { Api, Guards } from '../people/people.guards.ts';
import {
  foundHomesSchema,
  homeLookupSchema,
  newParticipationSchema,
  ownRecordsSchema,
  participationIdSchema,
  recordedSchema,
} from './participation.schemas.ts';
import type { ParticipationService } from './participation.service.ts';

export function createParticipationRoutes(deps: { participation: ParticipationService; guards: Guards }): Api {
  const { participation, guards } = deps;
  const api = guards.api();
  const access = 'report';
  api.get(
    '/participation/homes',
    {
      access,
      summary: 'Homes of one’s estates by unit and room, for a tick at the station',
      query: homeLookupSchema,
      answer: foundHomesSchema,
    },
    ({ caller, query: { search } }) => participation.findHomes(caller, search),
  );
  api.get(
    '/participation/mine',
    { access, summary: 'What one recorded today, newest first', answer: ownRecordsSchema },
    ({ caller }) => participation.own(caller),
  );
  api.post(
    '/participation',
    {
      access,
      action: 'participation_recorded',
      summary: 'A household took part today: by its bag’s number, or seen at the station',
      body: newParticipationSchema,
      answer: recordedSchema,
      status: 201,
    },
    ({ caller, body }) => participation.record(caller, body),
  );
  api.delete(
    '/participation/:id',
    { access, action: 'participation_voided', summary: 'Take back what one recorded', params: participationIdSchema },
    ({ caller, params: { id } }) => participation.voidRecord(caller, id),
  );
  return api;
}
