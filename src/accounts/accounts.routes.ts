/** One's own sessions and password; for administrators one account: sessions, reset, end and return. */

import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { type Api, type Guards, personOf, sessionCookie } from '../people/people.guards.ts';
import type { Person } from '../people/people.service.ts';
import { AppError } from '../platform/errors.ts';
import { readCookie } from '../platform/http/credentials.ts';
import { issuedLinkSchema } from './account-links.schemas.ts';
import type { AccountLinksService } from './account-links.service.ts';
import {
  type Account,
  accountSchema,
  endedSessionsSchema,
  ownSessionsSchema,
  passwordChangeSchema,
  personChangeSchema,
  personIdSchema,
  sessionIdSchema,
} from './accounts.schemas.ts';
import type { AccountsService } from './accounts.service.ts';

const iso = (at: number): string => new Date(at).toISOString();
const throttleMs = 15 * 60_000;

type SessionRow = ReturnType<AccountsService['sessionsOf']>[number];
const presentSession = ({ createdAt, lastUsedAt, expiresAt, agent }: SessionRow) => ({
  signedInAt: iso(createdAt),
  lastUsedAt: lastUsedAt === null ? null : iso(lastUsedAt),
  expiresAt: iso(expiresAt),
  agent,
});

interface Deps {
  accounts: AccountsService;
  links: AccountLinksService;
  guards: Guards;
  /** Wrong passwords allowed in a quarter of an hour. */
  tries: number;
}

const tokenOf = (request: Request): string => readCookie(request, sessionCookie) ?? '';

/** Counts failures only, by account: a session left open is no way to find the password out. */
function createThrottle(limit: number): RequestHandler {
  return rateLimit({
    windowMs: throttleMs,
    limit,
    skipSuccessfulRequests: true,
    standardHeaders: false,
    legacyHeaders: false,
    validate: { keyGeneratorIpFallback: false },
    keyGenerator: (request) => String(personOf(request as Request).id),
    handler: () => {
      const detail = 'Too many failed tries. Please wait a quarter of an hour.';
      throw new AppError('too_many_tries', detail, { retryAfterS: throttleMs / 1000 });
    },
  });
}

function declareOwn(api: Api, { accounts, tries }: Deps): void {
  const access = 'signed_in';
  api.get(
    '/sessions',
    { access, summary: 'Where you are signed in', answer: ownSessionsSchema },
    ({ caller, request }) => ({
      items: accounts
        .ownSessions(caller, tokenOf(request))
        .map((row) => ({ ...presentSession(row), id: row.id, isThis: row.isThis })),
    }),
  );
  api.delete(
    '/sessions',
    {
      ...{ access, action: 'other_sessions_ended', summary: 'End all your sessions but this one' },
      answer: endedSessionsSchema,
    },
    ({ caller, request }) => ({ ended: accounts.endOtherSessions(caller, tokenOf(request)) }),
  );
  api.delete(
    '/sessions/:id',
    { access, action: 'session_ended', summary: 'End one of your sessions', params: sessionIdSchema },
    ({ caller, params }) => accounts.endSession(caller, params.id),
  );
  api.put(
    '/session/password',
    {
      ...{ access, action: 'password_changed', isDiscreet: true, body: passwordChangeSchema },
      summary: 'Change your password; your other sessions end',
      use: [createThrottle(tries)],
    },
    ({ caller, request, body: { current, password } }) =>
      accounts.changePassword(caller, tokenOf(request), current, password),
  );
}

function presentAccount({ accounts, links }: Deps, caller: Person, id: number): Account {
  const account = accounts.find(caller, id);
  const [branch, household] = [accounts.branchOf(account), accounts.householdOf(account)];
  const reset = links.openReset(id);
  return {
    ...account,
    createdAt: iso(account.createdAt),
    deactivatedAt: account.deactivatedAt === null ? null : iso(account.deactivatedAt),
    branch: branch && { id: branch.id, name: branch.name },
    household: household && { id: household.id, address: household.address },
    isOwn: caller.id === id,
    sessions: accounts.sessionsOf(id).map(presentSession),
    reset: reset && { expiresAt: iso(reset.link.expiresAt), by: reset.by },
  };
}

export function createAccountsRoutes(deps: Deps): Api {
  const { accounts, links, guards } = deps;
  const api = guards.api();
  declareOwn(api, deps);
  const access = 'administer';
  const params = personIdSchema;
  api.get(
    '/people/:id/account',
    {
      access,
      summary: 'An account: sessions, a reset that waits, whether it is deactivated',
      params,
      answer: accountSchema,
    },
    ({ caller, params: { id } }) => presentAccount(deps, caller, id),
  );
  api.patch(
    '/people/:id',
    {
      ...{ access, action: 'person_changed', params, body: personChangeSchema },
      summary: 'Change name, role, estates, branch or own home of an account',
    },
    ({ caller, params: { id }, body }) => accounts.change(caller, id, body),
  );
  api.post(
    '/people/:id/reset',
    {
      ...{ access, action: 'password_reset_offered', params, answer: issuedLinkSchema, status: 201 },
      summary: 'A link by which the person sets another password; it is shown this once',
    },
    ({ caller, params: { id } }) => links.offerReset(caller, id),
  );
  api.delete(
    '/people/:id/sessions',
    {
      ...{ access, action: 'sessions_ended', params, answer: endedSessionsSchema },
      summary: 'End all sessions of an account',
    },
    ({ caller, params: { id } }) => ({ ended: accounts.endSessionsOf(caller, id) }),
  );
  api.post(
    '/people/:id/deactivation',
    { access, action: 'account_deactivated', summary: 'Shut an account out; its sessions end', params },
    ({ caller, params: { id } }) => accounts.deactivate(caller, id),
  );
  api.delete(
    '/people/:id/deactivation',
    { access, action: 'account_reactivated', summary: 'Let an account in again', params },
    ({ caller, params: { id } }) => accounts.reactivate(caller, id),
  );
  return api;
}
