/** The stream of live events, and the end of it for whoever signs out or is shut out. */
import type { RequestHandler } from 'express';
import { type Api, type Guards, sessionCookie } from '../people/people.guards.ts';
import type { PeopleService } from '../people/people.service.ts';
import { readCookie } from '../platform/http/credentials.ts';
import { mayBeTold } from './live.rules.ts';
import { eventsQuerySchema } from './live.schemas.ts';
import type { LiveService } from './live.service.ts';

/** Parts of the API that can end a session or change what a person may see. */
const changesAccess = /^\/(session|people|account|invitation)/;

/** After each change to people and sessions: looks whether all listeners may still listen. */
function createRecheck(live: Pick<LiveService, 'recheck'>): RequestHandler {
  return (request, response, next) => {
    if (request.method !== 'GET' && changesAccess.test(request.path)) response.on('finish', live.recheck);
    next();
  };
}

/** Mount it before the other features, so that it sees their requests. */
export function createLiveRoutes(deps: {
  live: Pick<LiveService, 'open' | 'recheck'>;
  people: Pick<PeopleService, 'findBySession'>;
  guards: Guards;
}): Api {
  const { live, people, guards } = deps;
  const api = guards.api();
  api.router.use(createRecheck(live));
  api.get(
    '/events',
    {
      access: 'signed_in',
      summary: 'Live events (server-sent): what changed, so that a page asks again',
      query: eventsQuerySchema,
      media: 'text/event-stream',
    },
    ({ request, response, query }) => {
      const token = readCookie(request, sessionCookie) ?? '';
      const audience = () => {
        const person = people.findBySession(token);
        return person && ((event: Parameters<typeof mayBeTold>[1]) => mayBeTold(person, event));
      };
      live.open(response, audience, request.get('last-event-id') ?? query.last ?? null);
    },
  );
  return api;
}
