/** Records that a household took part on a day: by its bag's number, by a tick at the station, from a spreadsheet of cards. */
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import { isHomeCode } from '../places/home-codes.rules.ts';
import { matchesHome, partsOf } from '../places/home-search.rules.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import { soundOf } from '../platform/pinyin.ts';
import type { ParticipationRepo, TakingHome } from './participation.repo.ts';
import type { FoundHomes, NewParticipation, OwnRecords, Recorded } from './participation.schemas.ts';

export type ParticipationService = ReturnType<typeof createParticipationService>;

const shownHomes = 20;
const addressOf = ({ building, unit, room }: TakingHome): string => `${building} ${unit} ${room}`;

export function createParticipationService(deps: {
  db: Db;
  repo: ParticipationRepo;
  calendar: Pick<Calendar, 'dayOf'>;
  clock: Clock;
}) {
  const { db, repo, calendar, clock } = deps;
  const today = (): string => calendar.dayOf(clock());

  /** The home of a scanned or typed number, in an estate of the caller's. */
  const homeOf = (by: Person, asked: NewParticipation): TakingHome => {
    const code = 'code' in asked ? asked.code.toUpperCase().replaceAll(/[\s-]/g, '') : null;
    if (code !== null && !isHomeCode(code)) {
      throw new AppError('bad_bag_code', 'The number has a slip: one of its characters is wrong.');
    }
    const home = code === null ? repo.home((asked as { householdId: number }).householdId) : repo.homeByCode(code);
    if (!home || !maySeeEstate(by.estates, home.estateId)) {
      throw new AppError('no_such_home', 'There is no such home, or not one of your estates.');
    }
    return home;
  };

  return {
    /** Homes by unit and room, of the caller's estates. */
    findHomes(by: Person, search: string): FoundHomes {
      const parts = partsOf(search);
      // The number on the bags is not searched: it would tell whose it is.
      const found = repo
        .homes()
        .filter(
          (home) =>
            maySeeEstate(by.estates, home.estateId) &&
            matchesHome({ ...home, code: '', initials: soundOf(home.estate).initials }, parts),
        );
      const items = found.slice(0, shownHomes).map((home) => ({
        ...{ id: home.id, estate: home.estate, name: addressOf(home) },
      }));
      return { items, hasMore: found.length > shownHomes };
    },

    /** Of today; once a day and source. Throws `bad_bag_code`, `no_such_home`, `own_household`. */
    record(by: Person, asked: NewParticipation): Recorded {
      return inTransaction(db, () => {
        const home = homeOf(by, asked);
        if (repo.ownHome(by.id) === home.id) {
          throw new AppError('own_household', 'Somebody else records your own household.');
        }
        const source = 'code' in asked ? ('bag_scan' as const) : ('tick' as const);
        const name = source === 'tick' ? addressOf(home) : home.code;
        const known = repo.live(home.id, today(), source);
        if (known) return { id: known.id, isNew: false, name };
        const row = { householdId: home.id, day: today(), source, times: 1, recordedAt: clock(), recordedBy: by.id };
        return { id: repo.insert(row), isNew: true, name };
      });
    },

    /** What the caller recorded today. */
    own(by: Person): OwnRecords {
      const items = repo.recordedBy(by.id, today()).map((row) => ({
        ...{ id: row.id, source: row.source, isVoided: row.voidedAt !== null },
        name: row.source === 'tick' ? addressOf(row) : row.code,
        recordedAt: new Date(row.recordedAt).toISOString(),
      }));
      return { day: today(), items };
    },

    /** By who recorded it; a second time changes nothing. Throws `no_such_participation`. */
    voidRecord(by: Person, id: number): void {
      inTransaction(db, () => {
        const row = repo.find(id);
        if (row?.recordedBy !== by.id) {
          throw new AppError('no_such_participation', 'There is no such record of yours.');
        }
        if (row.voidedAt === null) repo.void(id, by.id, clock());
      });
    },

    homeByCode: (code: string): TakingHome | null => repo.homeByCode(code),
    /** Inside a transaction: a row of a card-operated bin; `times` 0: it was none. */
    takeCard(by: Person, householdId: number, day: string, times: number): 'added' | 'changed' | 'unchanged' {
      const known = repo.live(householdId, day, 'card');
      if ((known?.times ?? 0) === times) return 'unchanged';
      if (known) repo.void(known.id, by.id, clock());
      if (times > 0) {
        repo.insert({ householdId, day, source: 'card', times, recordedAt: clock(), recordedBy: by.id });
      }
      return known ? 'changed' : 'added';
    },

    /** Of the days from the first to the last: whether there is any record, and the days of those who opted in. */
    ofDays(fromDay: string, lastDay: string) {
      const all = repo.days(fromDay, lastDay);
      const optedIn = repo.optedIn(lastDay, today());
      return { isRecorded: all.length > 0, optedIn: all.filter(({ householdId }) => optedIn.has(householdId)) };
    },
  };
}
