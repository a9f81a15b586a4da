/** Signing in and out, and accounts. */
import { Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { CommunityService } from '../community/community.service.ts';
import { AppError } from '../platform/errors.ts';
import { readCookie } from '../platform/http/credentials.ts';
import { parseInput } from '../platform/http/parse.ts';
import { type Guards, personOf, sessionCookie } from './people.guards.ts';
import { permissionsOf } from './people.rules.ts';
import { newPersonSchema, type PersonView, type SessionView, signInSchema } from './people.schemas.ts';
import type { PeopleService, Person } from './people.service.ts';

const throttleMs = 15 * 60_000;

function presentPerson({ id, username, name, role, estates }: Person): PersonView {
  return { id, username, name, role, estates };
}

export function createPeopleRoutes(deps: {
  people: PeopleService;
  community: Pick<CommunityService, 'present'>;
  guards: Guards;
  signInTries: number;
}): Router {
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

  const router = Router();
  router.post('/session', throttle, async (request, response) => {
    const { username, password } = parseInput(signInSchema, request.body);
    const { person, token, expiresAt } = await people.signIn(username, password);
    response.cookie(sessionCookie, token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: request.secure,
      expires: new Date(expiresAt),
      path: '/',
    });
    response.json(presentSession(person));
  });
  router.get('/session', guards.person, (request, response) => {
    response.json(presentSession(personOf(request)));
  });
  router.delete('/session', (request, response) => {
    const token = readCookie(request, sessionCookie);
    if (token) people.signOut(token);
    response.clearCookie(sessionCookie, { path: '/' });
    response.status(204).end();
  });
  router.get('/people', guards.permission('administer'), (_request, response) => {
    response.json({ items: people.list().map(presentPerson) });
  });
  router.post('/people', guards.permission('administer'), async (request, response) => {
    const id = await people.add(parseInput(newPersonSchema, request.body));
    response.status(201).json({ id });
  });
  return router;
}
