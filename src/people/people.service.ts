/** Accounts: making them, signing in and out. Sessions are kept as hashes; a cookie's value is shown once. */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import { soundOf } from '../platform/pinyin.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import type { PeopleRepo, Person } from './people.repo.ts';
import { coversEstates } from './people.rules.ts';
import type { NewPerson, PeopleQuery } from './people.schemas.ts';

export type { Person } from './people.repo.ts';
export type PeopleService = ReturnType<typeof createPeopleService>;

/** An account ready to be written. */
export type NewAccount = Omit<NewPerson, 'password' | 'estates'> & { passwordHash: string };

/** As which a secret is kept that is told once: a session's, a link's. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A request is no reason to write; that a session was used is known to within this. */
const sessionUseToldEveryMs = 300_000;

export function createPeopleService(deps: { db: Db; repo: PeopleRepo; clock: Clock; sessionMs: () => number }) {
  const { db, repo, clock, sessionMs } = deps;

  const prepare = async ({ password, ...person }: Omit<NewPerson, 'estates'>): Promise<NewAccount> => ({
    ...person,
    passwordHash: await hashPassword(password),
  });

  const insert = (account: NewAccount, estates: number[]): number => {
    const id = repo.insert({ ...account, createdAt: clock() }, estates);
    if (id !== null) return id;
    throw new AppError('username_taken', `There is an account ${account.username} already.`);
  };

  /** Whether the caller may limit an account to these (none: to no estate). Throws `no_such_estate`. */
  const checkEstates = (caller: Pick<Person, 'estates'>, estates: readonly number[]): void => {
    const asked = estates.length === 0 ? null : estates;
    if (coversEstates(caller.estates, asked) && repo.countEstates(estates) === new Set(estates).size) return;
    throw new AppError('no_such_estate', 'Accounts can be made for your own estates only.', {
      faults: [{ pointer: '/estates', detail: 'holds an estate that is not yours, or leaves the limit out' }],
    });
  };

  return {
    /** The person and the cookie's value. Throws `wrong_credentials`, the same for a wrong name and a wrong password. */
    async signIn(
      username: string,
      password: string,
      agent: string | null,
    ): Promise<{ person: Person; token: string; expiresAt: number }> {
      const found = repo.findForSignIn(username.toLowerCase());
      if (!(await verifyPassword(password, found?.passwordHash ?? null)) || !found) {
        throw new AppError('wrong_credentials', 'The name or the password is wrong.');
      }
      const { passwordHash: _, ...person } = found;
      const token = randomBytes(32).toString('base64url');
      const expiresAt = clock() + sessionMs();
      inTransaction(db, () => {
        repo.deleteExpiredSessions(clock());
        const now = clock();
        const tokenHash = hashToken(token);
        repo.insertSession({ tokenHash, personId: person.id, createdAt: now, lastUsedAt: now, expiresAt, agent });
      });
      return { person, token, expiresAt };
    },
    /** Whose session it is; null when it has ended or never was. */
    findBySession(token: string): Person | null {
      const now = clock();
      const found = repo.findBySession(hashToken(token), now);
      if (!found) return null;
      const { lastUsedAt, ...person } = found;
      if (now - (lastUsedAt ?? 0) > sessionUseToldEveryMs) repo.touchSession(hashToken(token), now);
      return person;
    },
    /** Null: there is no such account, or it is closed. */
    find: repo.find,
    signOut: (token: string): void => repo.deleteSession(hashToken(token)),
    list: (): Person[] => repo.list(),
    isEmpty: (): boolean => repo.count() === 0,
    /** Hashes the password of a new account: the slow half of adding it. */
    prepare,
    /** Inside a transaction: writes a prepared account; no estates: all of them. Throws `username_taken`. */
    insert,
    checkEstates,
    /** Those that `caller` may see to, by name, username or initials in pinyin. */
    search(caller: Person, { search, role }: PeopleQuery): Person[] {
      const asked = search.toLowerCase();
      const matches = ({ name, username }: Person): boolean => {
        const { initials, full } = soundOf(name);
        return [name.toLowerCase(), username, initials, full].some((one) => one.includes(asked));
      };
      return repo
        .list()
        .filter((one) => coversEstates(caller.estates, one.estates) && (role === undefined || one.role === role))
        .filter((one) => asked === '' || matches(one));
    },
    /** Adds an account within the caller's own estates. Throws `no_such_estate`, `username_taken`. */
    async add(caller: Pick<Person, 'estates'>, { estates, ...person }: NewPerson): Promise<number> {
      checkEstates(caller, estates);
      const account = await prepare(person);
      return inTransaction(db, () => insert(account, estates));
    },
  };
}
