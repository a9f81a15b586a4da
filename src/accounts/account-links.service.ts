/** Links that work once: who gets one sets the password, and with an invitation the name, themselves. */
import { randomBytes } from 'node:crypto';
import { hashPassword } from '../people/passwords.ts';
import { coversEstates } from '../people/people.rules.ts';
import { hashToken, type PeopleService, type Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { AccountLink, AccountLinksRepo } from './account-links.repo.ts';
import type { IssuedLink, LinkUse, NewInvitation } from './account-links.schemas.ts';
import type { AccountsRepo } from './accounts.repo.ts';
import { linkState } from './accounts.rules.ts';
import type { AccountsService } from './accounts.service.ts';

export type AccountLinksService = ReturnType<typeof createAccountLinksService>;

const dayMs = 86_400_000;
const resetDays = 2;
/** More than anybody scrolls through; older ones stay in the log. */
const listedInvitations = 200;

export interface AccountLinksDeps {
  db: Db;
  repo: AccountLinksRepo;
  accountsRepo: AccountsRepo;
  accounts: Pick<AccountsService, 'find'>;
  people: PeopleService;
  places: Pick<PlacesService, 'estates'>;
  clock: Clock;
}

export function createAccountLinksService(deps: AccountLinksDeps) {
  const { db, repo, accountsRepo, accounts, people, places, clock } = deps;

  const issue = (row: Omit<Parameters<AccountLinksRepo['insert']>[0], 'tokenHash' | 'createdAt'>): IssuedLink => {
    const token = randomBytes(32).toString('base64url');
    const id = repo.insert({ ...row, tokenHash: hashToken(token), createdAt: clock() });
    return { id, token, expiresAt: new Date(row.expiresAt).toISOString() };
  };
  /** Throws `link_spent`. */
  const findOpen = (token: string): AccountLink => {
    const link = repo.findByToken(hashToken(token));
    if (link && linkState(link, clock()) === 'open') return link;
    throw new AppError('link_spent', 'This link has been used, has run out, was taken back, or is not whole.');
  };
  const join = (link: AccountLink, account: Parameters<PeopleService['insert']>[0]): number => {
    const id = people.insert(account, link.estates ?? []);
    repo.markUsed(link.id, id, clock());
    return id;
  };
  const reset = (link: AccountLink, personId: number, passwordHash: string): number => {
    accountsRepo.setPassword(personId, passwordHash);
    accountsRepo.deleteSessions(personId);
    repo.markUsed(link.id, personId, clock());
    return personId;
  };

  return {
    /** Throws `no_such_estate`, also for estates that are not the caller's. */
    invite(caller: Person, { role, estates, note, days }: NewInvitation): IssuedLink {
      people.checkEstates(caller, estates);
      const expiresAt = clock() + days * dayMs;
      return inTransaction(db, () =>
        issue({ kind: 'invitation', createdBy: caller.id, expiresAt, role, estates, note }),
      );
    },
    /** Those that the caller could have made, the latest first. */
    invitations(caller: Person) {
      const names = new Map(places.estates().map(({ id, name }) => [id, name]));
      return repo
        .invitations(listedInvitations)
        .map(({ link, by, person }) => {
          const estates = link.estates?.length ? link.estates : null;
          return { link, by, person, estates, state: linkState(link, clock()) };
        })
        .filter(({ estates }) => coversEstates(caller.estates, estates))
        .map(({ estates, ...rest }) => ({
          ...rest,
          estates: estates?.map((id) => ({ id, name: names.get(id) ?? String(id) })) ?? null,
        }));
    },
    /** Throws `no_such_invitation`. */
    revokeInvitation(caller: Person, id: number): void {
      inTransaction(db, () => {
        const link = repo.find(id);
        const estates = link?.estates?.length ? link.estates : null;
        if (link?.kind !== 'invitation' || !coversEstates(caller.estates, estates)) {
          throw new AppError('no_such_invitation', 'There is no such invitation.');
        }
        repo.revoke(id, clock());
      });
    },
    /** A link by which the person sets another password; an earlier one ends. Throws `no_such_person`, `account_deactivated`. */
    offerReset(caller: Person, personId: number): IssuedLink {
      return inTransaction(db, () => {
        if (accounts.find(caller, personId).deactivatedAt !== null) {
          throw new AppError('account_deactivated', 'Reactivate the account first.');
        }
        repo.revokeResets(personId, clock());
        const expiresAt = clock() + resetDays * dayMs;
        return issue({ kind: 'reset', createdBy: caller.id, expiresAt, personId });
      });
    },
    /** A reset that waits to be used; null: none. */
    openReset(personId: number) {
      const found = repo.openReset(personId);
      return found && linkState(found.link, clock()) === 'open' ? found : null;
    },
    /** Throws `link_spent`. */
    look(token: string): AccountLink & { username: string | null } {
      const link = findOpen(token);
      const account = link.kind === 'reset' && link.personId !== null ? accountsRepo.find(link.personId) : null;
      return { ...link, username: account?.username ?? null };
    },
    /** The account's id. Throws `link_spent`, `username_taken`, `invalid_request`. */
    async use({ token, username, name, password }: LinkUse): Promise<number> {
      const { kind } = findOpen(token);
      if (kind === 'invitation' && (!username || !name)) {
        const faults = [
          ...(username ? [] : [{ pointer: '/username', detail: 'is missing' }]),
          ...(name ? [] : [{ pointer: '/name', detail: 'is missing' }]),
        ];
        throw new AppError('invalid_request', 'Please choose a user name and say your name.', { faults });
      }
      const passwordHash = await hashPassword(password);
      return inTransaction(db, () => {
        // Looked at again: hashing took its time, and a link works once.
        const link = findOpen(token);
        if (link.personId !== null) return reset(link, link.personId, passwordHash);
        if (!username || !name || !link.role) throw new Error(`invitation ${link.id} has no role`);
        return join(link, { username, name, role: link.role, passwordHash });
      });
    },
  };
}
