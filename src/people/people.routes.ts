/** Signing in and out, and accounts. */
import { rateLimit } from 'express-rate-limit';
import type { CommunityService } from '../community/community.service.ts';
import { AppError } from '../platform/errors.ts';
import { readCookie } from '../platform/http/credentials.ts';
import { type Api, type Guards, recognise, sessionCookie } from './people.guards.ts';
import { permissionsOf } from './people.rules.ts';
import {
  addedPersonSchema,
  newPersonSchema,
  type PersonView,
  peopleListSchema,
  peopleQuerySchema,
  type SessionView,
  sessionSchema,
  signInSchema,
} from './people.schemas.ts';
import type { PeopleService, Person } from './people.service.ts';

const throttleMs = 15 * 60_000;
const longestAgent = 200;

function presentPerson({ id, username, name, role, estates }: Person): PersonView {
  return { id, username, name, role, estates };
}

export function createPeopleRoutes(deps: {
  people: PeopleService;
  community: Pick<CommunityService, 'present'>;
  guards: Guards;
  signInTries: number;
}): Api {
  const { people, community, guards } = deps;
  const presentSession = (person: Person): SessionView => ({
    person: presentPerson(person),
    permissions: permissionsOf(person.role),
    community: community.present(),
  });
  /** Counts failures only, by address and name together, so that one person's slips don't lock out a whole office. */
  const throttle = rateLimit({
    windowMs: throttleMs,
    limit: deps.signInTries,
    skipSuccessfulRequests: true,
    standardHeaders: false,
    legacyHeaders: false,
    validate: { keyGeneratorIpFallback: false },
    keyGenerator: (request) => `${request.ip} ${String(request.body?.username ?? '').toLowerCase()}`,
    handler: () => {
      const detail = 'Too many failed tries. Please wait a quarter of an hour.';
      throw new AppError('too_many_tries', detail, { retryAfterS: throttleMs / 1000 });
    },
  });

  const api = guards.api();
  api.post(
    '/session',
    {
      access: 'anyone',
      action: 'signed_in',
      isDiscreet: true,
      summary: 'Sign in: sets the cookie',
      body: signInSchema,
      answer: sessionSchema,
      use: [throttle],
    },
    async ({ body, request, response }) => {
      const { person, token, expiresAt } = await people.signIn(
        body.username,
        body.password,
        request.get('user-agent')?.slice(0, longestAgent) ?? null,
      );
      recognise(request, person);
      response.cookie(sessionCookie, token, {
        httpOnly: true,
        sameSite: 'strict',
        secure: request.secure,
        expires: new Date(expiresAt),
        path: '/',
      });
      return presentSession(person);
    },
  );
  api.get('/session', { access: 'signed_in', summary: 'Who is signed in', answer: sessionSchema }, ({ caller }) =>
    presentSession(caller),
  );
  api.delete('/session', { access: 'anyone', action: 'signed_out', summary: 'Sign out' }, ({ request, response }) => {
    const token = readCookie(request, sessionCookie);
    const person = token ? people.findBySession(token) : null;
    if (person) recognise(request, person);
    if (token) people.signOut(token);
    response.clearCookie(sessionCookie, { path: '/' });
  });
  api.get(
    '/people',
    {
      access: 'administer',
      summary: 'Accounts that you may see to, by name, username or initials in pinyin',
      query: peopleQuerySchema,
      answer: peopleListSchema,
    },
    ({ caller, query }) => ({ items: people.search(caller, query).map(presentPerson) }),
  );
  api.post(
    '/people',
    {
      access: 'administer',
      action: 'person_added',
      summary: 'Add an account',
      body: newPersonSchema,
      answer: addedPersonSchema,
      status: 201,
    },
    async ({ caller, body }) => ({ id: await people.add(caller, body) }),
  );
  return api;
}
