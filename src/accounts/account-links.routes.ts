/** Invitations, and the use of links by whoever has got one. */
import { rateLimit } from 'express-rate-limit';
import type { CommunityService } from '../community/community.service.ts';
import { type Api, type Guards, recognise } from '../people/people.guards.ts';
import { addedPersonSchema } from '../people/people.schemas.ts';
import type { PeopleService } from '../people/people.service.ts';
import { AppError } from '../platform/errors.ts';
import {
  invitationIdSchema,
  invitationListSchema,
  issuedLinkSchema,
  linkFoundSchema,
  linkLookSchema,
  linkUseSchema,
  newInvitationSchema,
} from './account-links.schemas.ts';
import type { AccountLinksService } from './account-links.service.ts';

const iso = (at: number): string => new Date(at).toISOString();
const throttleMs = 15 * 60_000;
/** By address; secrets of 256 bits can't be guessed, but asking costs. */
const triesByAddress = 60;

interface Deps {
  links: AccountLinksService;
  people: Pick<PeopleService, 'find'>;
  community: Pick<CommunityService, 'settings'>;
  guards: Guards;
}

function declareUse(api: Api, { links, people, community }: Deps): void {
  const throttle = rateLimit({
    windowMs: throttleMs,
    limit: triesByAddress,
    standardHeaders: false,
    legacyHeaders: false,
    validate: { keyGeneratorIpFallback: false },
    keyGenerator: (request) => String(request.ip),
    handler: () => {
      const detail = 'Too many tries from this address. Please wait a quarter of an hour.';
      throw new AppError('too_many_tries', detail, { retryAfterS: throttleMs / 1000 });
    },
  });
  api.post(
    '/account-links/look',
    {
      ...{ access: 'anyone', unlogged: 'it only asks', use: [throttle] },
      ...{ summary: 'What a link is for', body: linkLookSchema, answer: linkFoundSchema },
    },
    ({ body }) => {
      const { kind, role, username, expiresAt } = links.look(body.token);
      return { kind, role, username, expiresAt: iso(expiresAt), community: community.settings().name };
    },
  );
  api.post(
    '/account-links/use',
    {
      ...{ access: 'anyone', action: 'account_link_used', isDiscreet: true, use: [throttle], status: 201 },
      ...{ summary: 'Make the account, or set the password', body: linkUseSchema, answer: addedPersonSchema },
    },
    async ({ body, request }) => {
      const id = await links.use(body);
      const person = people.find(id);
      if (person) recognise(request, person);
      return { id };
    },
  );
}

export function createAccountLinksRoutes(deps: Deps): Api {
  const { links, guards } = deps;
  const api = guards.api();
  const access = 'administer';
  api.get(
    '/invitations',
    { access, summary: 'Invitations, the latest first', answer: invitationListSchema },
    ({ caller }) => ({
      items: links.invitations(caller).map(({ link, by, person, estates, state }) => ({
        id: link.id,
        role: link.role ?? 'viewer',
        estates,
        note: link.note ?? '',
        by,
        createdAt: iso(link.createdAt),
        expiresAt: iso(link.expiresAt),
        state,
        person,
      })),
    }),
  );
  api.post(
    '/invitations',
    {
      ...{ access, action: 'person_invited', body: newInvitationSchema, answer: issuedLinkSchema, status: 201 },
      summary: 'A link by which somebody makes an account of this role and these estates; it is shown this once',
    },
    ({ caller, body }) => links.invite(caller, body),
  );
  api.delete(
    '/invitations/:id',
    { access, action: 'invitation_revoked', summary: 'Take an invitation back', params: invitationIdSchema },
    ({ caller, params: { id } }) => links.revokeInvitation(caller, id),
  );
  declareUse(api, deps);
  return api;
}
