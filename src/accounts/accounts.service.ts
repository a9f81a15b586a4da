/** One's own sessions and password; for administrators: sessions, end and return of accounts. */
import { hashPassword, verifyPassword } from '../people/passwords.ts';
import { coversEstates, maySeeEstate } from '../people/people.rules.ts';
import { hashToken, type PeopleService, type Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { AccountLinksRepo } from './account-links.repo.ts';
import type { AccountRow, AccountsRepo } from './accounts.repo.ts';
import type { PersonChange } from './accounts.schemas.ts';

export type AccountsService = ReturnType<typeof createAccountsService>;

/** So much of a session's hash tells it from the others of one person. */
const idLength = 16;

export function createAccountsService(deps: {
  db: Db;
  repo: AccountsRepo;
  links: AccountLinksRepo;
  people: Pick<PeopleService, 'checkEstates'>;
  clock: Clock;
}) {
  const { db, repo, links, people, clock } = deps;

  /** Throws `no_such_person`, also for an account of estates that are not the caller's. */
  const find = (caller: Person, id: number): AccountRow => {
    const account = repo.find(id);
    const estates = account?.estates?.map((estate) => estate.id) ?? null;
    if (account && coversEstates(caller.estates, estates)) return account;
    throw new AppError('no_such_person', 'There is no such account, or not one for yours to see to.');
  };

  const checkNotLast = ({ role, estates }: AccountRow): void => {
    if (role !== 'administrator' || estates !== null || repo.countAdministrators() > 1) return;
    throw new AppError('last_administrator', 'It is the last account that can administer all estates.');
  };

  const checkBranch = ({ branchId }: AccountRow, asked: number | null | undefined): void => {
    if (asked === undefined || asked === null || asked === branchId) return;
    if (repo.branch(asked)?.retiredAt !== null) throw new AppError('no_such_branch', 'There is no such branch in use.');
  };

  /** Of the caller's estates; what it is already may stay. */
  const checkHousehold = (caller: Person, { householdId }: AccountRow, asked: number | null | undefined): void => {
    if (asked === undefined || asked === null || asked === householdId) return;
    const home = repo.household(asked);
    if (home && home.retiredAt === null && maySeeEstate(caller.estates, home.estateId)) return;
    throw new AppError('no_such_place', 'There is no such home, or not one for this account.', {
      faults: [{ pointer: '/householdId', detail: 'is no home of your estates' }],
    });
  };

  return {
    find,
    sessionsOf: (personId: number) => repo.sessions(personId, clock()),
    /** The latest first but for the one that asks. */
    ownSessions(caller: Person, token: string) {
      const own = hashToken(token);
      const rows = repo.sessions(caller.id, clock()).map((row) => ({
        ...row,
        id: row.tokenHash.slice(0, idLength),
        isThis: row.tokenHash === own,
      }));
      return rows.sort((a, b) => Number(b.isThis) - Number(a.isThis));
    },
    /** Throws `no_such_session`. */
    endSession(caller: Person, id: string): void {
      inTransaction(db, () => {
        if (repo.deleteSession(caller.id, id)) return;
        throw new AppError('no_such_session', 'This session has ended already.');
      });
    },
    /** Ends all sessions of who asks but the one of `token`; how many. */
    endOtherSessions: (caller: Person, token: string): number =>
      inTransaction(db, () => repo.deleteSessions(caller.id, hashToken(token))),
    /** Other sessions end. Throws `wrong_password`. */
    async changePassword(caller: Person, token: string, current: string, password: string): Promise<void> {
      const stored = repo.find(caller.id)?.passwordHash ?? null;
      if (!(await verifyPassword(current, stored))) {
        const faults = [{ pointer: '/current', detail: 'is not the present password' }];
        throw new AppError('wrong_password', 'The present password is not right.', { faults });
      }
      const passwordHash = await hashPassword(password);
      inTransaction(db, () => {
        repo.setPassword(caller.id, passwordHash);
        repo.deleteSessions(caller.id, hashToken(token));
        links.revokeResets(caller.id, clock());
      });
    },
    /** Throws `no_such_person`. */
    endSessionsOf(caller: Person, id: number): number {
      return inTransaction(db, () => repo.deleteSessions(find(caller, id).id));
    },
    /** Ends its sessions and links too. Throws `no_such_person`, `own_account`, `last_administrator`. */
    deactivate(caller: Person, id: number): void {
      inTransaction(db, () => {
        const account = find(caller, id);
        if (id === caller.id) throw new AppError('own_account', 'Somebody else must deactivate your account.');
        if (account.deactivatedAt !== null) return;
        checkNotLast(account);
        repo.setDeactivated(id, clock());
        repo.deleteSessions(id);
        links.revokeResets(id, clock());
      });
    },
    branchOf: ({ branchId }: AccountRow) => (branchId === null ? null : repo.branch(branchId)),
    householdOf: ({ householdId }: AccountRow) => (householdId === null ? null : repo.household(householdId)),
    /** Throws `no_such_person`, `own_account`, `no_such_estate`, `last_administrator`, `no_such_branch`, `no_such_place`. */
    change(caller: Person, id: number, { estates, ...change }: PersonChange): void {
      inTransaction(db, () => {
        const account = find(caller, id);
        const isOtherRole = change.role !== undefined && change.role !== account.role;
        if (id === caller.id && (isOtherRole || estates !== undefined)) {
          throw new AppError('own_account', 'Somebody else must change your role and your estates.');
        }
        if (estates) people.checkEstates(caller, estates);
        if (isOtherRole || estates?.length) checkNotLast(account);
        checkBranch(account, change.branchId);
        checkHousehold(caller, account, change.householdId);
        repo.update(id, change);
        if (estates) repo.setEstates(id, estates);
      });
    },
    /** Throws `no_such_person`. */
    reactivate(caller: Person, id: number): void {
      inTransaction(db, () => {
        find(caller, id);
        repo.setDeactivated(id, null);
      });
    },
  };
}
