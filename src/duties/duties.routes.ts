/** Members' responsibility fields and bin chiefs' posts: lists, giving, ending, cancelling, one's own. */
import type { Api, Guards } from '../people/people.guards.ts';
import { addedSchema } from '../places/places.schemas.ts';
import type { DutyInWords } from './duties.repo.ts';
import {
  type DutyView,
  dutiesQuerySchema,
  dutyListSchema,
  dutyParamsSchema,
  lastDaySchema,
  newDutySchema,
  ownDutiesSchema,
} from './duties.schemas.ts';
import type { DutiesService } from './duties.service.ts';

const done = (at: number | null, by: string | null) =>
  at === null ? null : { at: new Date(at).toISOString(), by: by ?? '' };

function present(duty: DutyInWords): DutyView {
  const { id, kind, personId, personName, target, targetName, estateId, estateName, fromDay, lastDay } = duty;
  return {
    ...{ id, kind, fromDay, lastDay },
    person: { id: personId, name: personName },
    target: { ...target, name: targetName, estate: { id: estateId, name: estateName } },
    recorded: { at: new Date(duty.recordedAt).toISOString(), by: duty.recordedBy },
    ended: done(duty.endedAt, duty.endedBy),
    cancelled: done(duty.cancelledAt, duty.cancelledBy),
  };
}

export function createDutiesRoutes({ duties, guards }: { duties: DutiesService; guards: Guards }): Api {
  const api = guards.api();
  const access = 'administer';
  api.get(
    '/duties/mine',
    {
      access: 'report',
      summary: 'Your fields with their homes and your posts with their bins',
      answer: ownDutiesSchema,
    },
    ({ caller }) => duties.ownOf(caller),
  );
  api.get(
    '/duties',
    {
      access,
      summary: 'Responsibility fields, or posts of bin chiefs, past and to come, the latest first',
      query: dutiesQuerySchema,
      answer: dutyListSchema,
    },
    ({ caller, query }) => ({
      today: duties.today(),
      items: duties.list(caller, query.kind, query.personId).map(present),
    }),
  );
  api.post(
    '/duties',
    {
      access,
      action: 'duty_added',
      summary: 'Give a member a field, or a bin chief a post, for a period',
      body: newDutySchema,
      answer: addedSchema,
      status: 201,
    },
    ({ caller, body }) => ({ id: duties.add(caller, body) }),
  );
  api.put(
    '/duties/:kind/:id/last-day',
    {
      access,
      action: 'duty_ended',
      summary: 'Say when a field or post ends, or that it goes on',
      params: dutyParamsSchema,
      body: lastDaySchema,
    },
    ({ caller, params, body }) => duties.setLastDay(caller, params.kind, params.id, body.lastDay),
  );
  api.post(
    '/duties/:kind/:id/cancel',
    { access, action: 'duty_cancelled', summary: 'It was entered by mistake', params: dutyParamsSchema },
    ({ caller, params }) => duties.cancel(caller, params.kind, params.id),
  );
  return api;
}
