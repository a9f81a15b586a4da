/** Red and black lists: for the office by edition, for residents what is published. */
import { z } from 'zod';
import type { CommunityService } from '../community/community.service.ts';
import { monthSchema } from '../ledger/months.schemas.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import type { Calendar } from '../platform/calendar.ts';
import { AppError } from '../platform/errors.ts';
import { editionState } from './lists.rules.ts';
import { monthEditionsSchema, newEditionSchema, publicListSchema, publicMonthsSchema } from './lists.schemas.ts';
import type { ListsService } from './lists.service.ts';

const ofMonth = z.object({ month: monthSchema });
const params = z.object({ id: z.coerce.number().int().positive() });
const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

export function createListsRoutes(deps: {
  lists: ListsService;
  community: Pick<CommunityService, 'settings'>;
  calendar: Pick<Calendar, 'dayOf'>;
  guards: Guards;
}): Api {
  const { lists, community, calendar, guards } = deps;
  const api = guards.api();
  api.get(
    '/public/lists',
    { access: 'anyone', summary: 'Months that have a published list, newest first', answer: publicMonthsSchema },
    () => ({ community: community.settings().name, months: lists.publishedMonths() }),
  );
  api.get(
    '/public/lists/:month',
    { access: 'anyone', summary: 'The published list of a month', params: ofMonth, answer: publicListSchema },
    ({ params: { month } }) => {
      const edition = lists.published(month);
      if (edition?.publishedAt == null) throw new AppError('no_such_list', 'There is no published list of this month.');
      return {
        community: community.settings().name,
        list: edition.content,
        number: edition.number,
        publishedDay: calendar.dayOf(edition.publishedAt),
        reason: edition.reason,
        isCorrection: edition.number > 1 && edition.reason !== null,
      };
    },
  );
  api.get(
    '/lists/:month',
    {
      access: 'sign',
      summary: 'Editions of a month’s list, and what a new one would hold',
      params: ofMonth,
      answer: monthEditionsSchema,
    },
    ({ caller, params: { month } }) => {
      const { present, editions, isOutdated, latestPublished } = lists.ofMonth(month);
      return {
        month,
        present,
        isOutdated,
        editions: editions.map(({ edition, madeBy, signedBy, publishedBy }) => ({
          id: edition.id,
          number: edition.number,
          state: editionState(edition, latestPublished),
          inputsHash: edition.inputsHash,
          reason: edition.reason,
          madeAt: iso(edition.madeAt),
          madeBy,
          signedAt: isoOrNull(edition.signedAt),
          signedBy,
          publishedAt: isoOrNull(edition.publishedAt),
          publishedBy,
          maySign: edition.signedAt === null && edition.madeBy !== null && edition.madeBy !== caller.id,
          content: edition.content,
        })),
      };
    },
  );
  api.post(
    '/lists/:month/editions',
    {
      access: 'publish',
      action: 'list_drafted',
      summary: 'Freeze what holds now as a draft; once one is published it is a correction, with a reason',
      params: ofMonth,
      body: newEditionSchema,
    },
    ({ caller, params: { month }, body }) => lists.draft(caller, month, body.reason || null),
  );
  api.post(
    '/list-editions/:id/signature',
    { access: 'sign', action: 'list_signed', summary: 'A second person signs a draft', params },
    ({ caller, params: { id } }) => lists.sign(caller, id),
  );
  api.post(
    '/list-editions/:id/publication',
    { access: 'publish', action: 'list_published', summary: 'Publish a signed list', params },
    ({ caller, params: { id } }) => lists.publish(caller, id),
  );
  return api;
}
