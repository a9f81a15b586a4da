/** Gives and ends members' responsibility fields and bin chiefs' posts, and tells whose a home or a bin is on a day. */

import { maySeeEstate } from '../people/people.rules.ts';
import type { Role } from '../people/people.schemas.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { DutiesRepo, DutyInWords, HomeInPlace } from './duties.repo.ts';
import { chiefsOf, clashOf, fieldFinder, fieldOf, homesOf, isOnDay } from './duties.rules.ts';
import type { DutyKind, NewDuty, OwnDuties } from './duties.schemas.ts';

export type DutiesService = ReturnType<typeof createDutiesService>;

/** Roles that may hold one: fields are party members', posts whoever sees to bins. */
const holders: Record<DutyKind, readonly Role[]> = {
  field: ['member', 'branch', 'secretary', 'bin_chief'],
  post: ['bin_chief', 'volunteer', 'member', 'branch'],
};
const kindOf = ({ kind }: NewDuty['target']): DutyKind => (kind === 'station' || kind === 'bin' ? 'post' : 'field');

export function createDutiesService(deps: {
  db: Db;
  repo: DutiesRepo;
  /** Null: there is no such account, or it is closed. */
  findPerson: (id: number) => Person | null;
  places: Pick<PlacesService, 'stations'>;
  calendar: Calendar;
  clock: Clock;
}) {
  const { db, repo, findPerson, places, calendar, clock } = deps;
  const today = (): string => calendar.dayOf(clock());

  const checkHolder = (kind: DutyKind, personId: number, estateId: number): void => {
    const holder = findPerson(personId);
    const suits = holder && holders[kind].includes(holder.role) && maySeeEstate(holder.estates, estateId);
    if (!suits) {
      throw new AppError('duty_holder', 'The account is closed, of another role, or not of this estate.', {
        faults: [{ pointer: '/personId', detail: 'can’t hold this' }],
      });
    }
  };

  const checkClash = (kind: DutyKind, wanted: NewDuty, except: number | null): void => {
    const clash = clashOf(repo.all(kind), wanted, except);
    if (!clash) return;
    const until = clash.lastDay ?? '…';
    const detail = `${clash.personName} has ${clash.estateName} ${clash.targetName} from ${clash.fromDay} to ${until}.`;
    throw new AppError('duty_taken', detail, { faults: [{ pointer: '/fromDay', detail }] });
  };

  /** One within the caller's estates. */
  const findOrThrow = (by: Person, kind: DutyKind, id: number): DutyInWords => {
    const duty = repo.find(kind, id);
    if (!duty || !maySeeEstate(by.estates, duty.estateId)) throw new AppError('no_such_duty', 'There is no such duty.');
    if (duty.isCancelled) throw new AppError('duty_cancelled', 'It was cancelled; nothing of it can be changed.');
    return duty;
  };

  const binsOf = ({ target }: DutyInWords) => {
    const stations = places.stations();
    return target.kind === 'station'
      ? (stations.find(({ id }) => id === target.id)?.bins ?? [])
      : stations.flatMap(({ bins }) => bins.filter(({ id }) => id === target.id));
  };

  return {
    today,
    /** Within the caller's estates, the latest first; of one person when asked. */
    list: (by: Person, kind: DutyKind, personId?: number): DutyInWords[] =>
      repo
        .all(kind)
        .filter((duty) => maySeeEstate(by.estates, duty.estateId) && (!personId || duty.personId === personId)),

    /** Throws `no_such_place`, `duty_holder`, `duty_taken`. */
    add(by: Person, duty: NewDuty): number {
      return inTransaction(db, () => {
        const kind = kindOf(duty.target);
        const estateId = repo.estateOf(duty.target);
        if (estateId === null || !maySeeEstate(by.estates, estateId)) {
          throw new AppError('no_such_place', 'There is no such place, or not one for this account.');
        }
        checkHolder(kind, duty.personId, estateId);
        checkClash(kind, duty, null);
        const { target, ...period } = duty;
        const row = { ...period, recordedAt: clock(), recordedBy: by.id };
        const idIf = (wanted: string): number | null => (target.kind === wanted ? target.id : null);
        return kind === 'post'
          ? repo.insertPost({ ...row, stationId: idIf('station'), binId: idIf('bin') })
          : repo.insertField({
              ...row,
              ...{ buildingId: idIf('building'), unitId: idIf('unit'), householdId: idIf('household') },
            });
      });
    },

    /** Ends it with a day, or lets it go on (null). Throws `no_such_duty`, `duty_cancelled`, `invalid_request`, `duty_taken`. */
    setLastDay(by: Person, kind: DutyKind, id: number, lastDay: string | null): void {
      inTransaction(db, () => {
        const duty = findOrThrow(by, kind, id);
        if (lastDay !== null && lastDay < duty.fromDay) {
          const detail = `must not be before the first day, ${duty.fromDay}`;
          throw new AppError('invalid_request', `The last day ${detail}.`, {
            faults: [{ pointer: '/lastDay', detail }],
          });
        }
        checkClash(kind, { ...duty, target: duty.target, lastDay }, id);
        repo.end(kind, id, { lastDay, endedAt: clock(), endedBy: by.id });
      });
    },

    /** It was entered by mistake. Throws `no_such_duty`, `duty_cancelled`. */
    cancel(by: Person, kind: DutyKind, id: number): void {
      inTransaction(db, () => {
        findOrThrow(by, kind, id);
        repo.cancel(kind, id, { cancelledAt: clock(), cancelledBy: by.id });
      });
    },

    /** The field that a household belongs to on a day (yyyy-mm-dd), with its member; null: nobody's. */
    responsibleFor(householdId: number, day: string): DutyInWords | null {
      const home = repo.home(householdId);
      return home && fieldOf(repo.all('field'), home, day);
    },
    /** By household: the same for all that are not retired. */
    responsibleByHome(day: string): Map<number, DutyInWords> {
      const fieldOn = fieldFinder(repo.all('field').filter((field) => isOnDay(field, day)));
      const found = repo.homes().map((home) => [home.householdId, fieldOn(home, day)] as const);
      return new Map(found.flatMap(([id, field]) => (field ? [[id, field]] : [])));
    },
    /** The homes of a member's fields on a day. */
    homesOf: (personId: number, day: string): HomeInPlace[] => homesOf(repo.all('field'), repo.homes(), personId, day),
    /** The chiefs of a bin on a day; none: nobody's. */
    chiefsOf: (bin: { id: number; stationId: number }, day: string): DutyInWords[] =>
      chiefsOf(repo.all('post'), bin, day),
    /** Stations that somebody is chief at today, be it of one bin; null: they have never had a post. */
    stationsOf(personId: number): number[] | null {
      const own = repo.all('post').filter((post) => post.personId === personId && !post.isCancelled);
      if (own.length === 0) return null;
      const present = new Set(
        own.filter((post) => isOnDay(post, today())).flatMap((post) => binsOf(post).map((bin) => bin.id)),
      );
      return places.stations().flatMap(({ id, bins }) => (bins.some((bin) => present.has(bin.id)) ? [id] : []));
    },
    /** What somebody has today. */
    ownOf(person: Person): OwnDuties {
      const day = today();
      const present = (kind: DutyKind) =>
        repo.all(kind).filter((one) => one.personId === person.id && !one.isCancelled && isOnDay(one, day));
      const fields = repo.all('field');
      const homes = homesOf(fields, repo.homes(), person.id, day);
      const fieldOn = fieldFinder(fields);
      const ofField = Map.groupBy(homes, (home) => fieldOn(home, day)?.id);
      const basics = ({ id, target, targetName: name, estateId, estateName, fromDay, lastDay }: DutyInWords) => ({
        ...{ id, fromDay, lastDay },
        target: { ...target, name, estate: { id: estateId, name: estateName } },
      });
      return {
        today: day,
        fields: present('field').map((field) => ({
          ...basics(field),
          homes: (ofField.get(field.id) ?? []).map(({ householdId: id, code, name }) => ({ id, code, name })),
        })),
        posts: present('post').map((post) => ({ ...basics(post), bins: binsOf(post) })),
      };
    },
  };
}
