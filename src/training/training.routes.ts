/** Training sessions: a month of them, adding, changing, cancelling. */
import type { Api, Guards } from '../people/people.guards.ts';
import { addedSchema } from '../places/places.schemas.ts';
import {
  sessionBodySchema,
  trainingMonthParamsSchema,
  trainingMonthSchema,
  trainingParamsSchema,
} from './training.schemas.ts';
import type { TrainingService } from './training.service.ts';

export function createTrainingRoutes({ training, guards }: { training: TrainingService; guards: Guards }): Api {
  const api = guards.api();
  const access = 'organise';
  const params = trainingParamsSchema;
  api.get(
    '/training/months/:month',
    {
      access,
      summary: 'Training sessions of a month with those who took part, and sums by group',
      params: trainingMonthParamsSchema,
      answer: trainingMonthSchema,
    },
    ({ caller, params: { month } }) => {
      const { figures, items } = training.month(caller, month);
      return {
        ...{ month, figures, today: training.today() },
        people: training.candidates(caller).map(({ id, name }) => ({ id, name })),
        items: items.map(({ estateId, estateName, attendants, cancelledAt, ...session }) => ({
          ...session,
          estate: estateId === null ? null : { id: estateId, name: estateName ?? '' },
          people: attendants.map(({ personId, name }) => ({ id: personId, name })),
          isCancelled: cancelledAt !== null,
          isEditable: cancelledAt === null && training.mayChange(caller, estateId),
        })),
      };
    },
  );
  api.post(
    '/training',
    {
      access,
      action: 'training_added',
      summary: 'Put down a training session, held or planned',
      body: sessionBodySchema,
      answer: addedSchema,
      status: 201,
    },
    ({ caller, body }) => ({ id: training.add(caller, body) }),
  );
  api.put(
    '/training/:id',
    {
      access,
      action: 'training_changed',
      summary: 'Change a session or who took part',
      params,
      body: sessionBodySchema,
    },
    ({ caller, params: { id }, body }) => training.change(caller, id, body),
  );
  api.post(
    '/training/:id/cancel',
    {
      access,
      action: 'training_cancelled',
      summary: 'A session did not take place or was put down by mistake',
      params,
    },
    ({ caller, params: { id } }) => training.cancel(caller, id),
  );
  return api;
}
