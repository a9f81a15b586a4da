/** Makes the roster of patrols, takes check-ins at stations, and tells who was there and who was missed. */
import { maySeeEstate } from '../people/people.rules.ts';
import type { Role } from '../people/people.schemas.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { StickersService } from '../stickers/stickers.service.ts';
import type { PatrolInWords, PatrolsRepo, PostInWords } from './patrols.repo.ts';
import {
  type Figures,
  figuresOf,
  type Shift,
  type ShiftState,
  shiftFor,
  shiftsOf,
  stateOf,
  unplannedMs,
} from './patrols.rules.ts';
import type { NewPost, PatrolEnd, ShiftChange } from './patrols.schemas.ts';

export type PatrolsService = ReturnType<typeof createPatrolsService>;

/** A shift with its state and the names of all it refers to. */
export interface ShiftInWords extends Shift {
  state: ShiftState;
  personName: string;
  stationName: string;
  estateId: number;
  estateName: string;
}

/** Whoever can sign in and report. */
const patrolling: readonly Role[] = [
  ...(['volunteer', 'bin_chief', 'member', 'branch', 'reviewer', 'secretary', 'administrator'] as const),
];
const ownDaysAhead = 14;
const ownDaysBack = 30;
const dayMs = 86_400_000;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
/** The day so many days after another. */
const dayPlus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
const daysFrom = (first: string, last: string): string[] => {
  const days: string[] = [];
  for (let day = first; day <= last; day = dayPlus(day, 1)) days.push(day);
  return days;
};

export function createPatrolsService(deps: {
  db: Db;
  repo: PatrolsRepo;
  places: Pick<PlacesService, 'stations'>;
  stickers: Pick<StickersService, 'placeOf'>;
  people: { find(id: number): Person | null; list(): Person[] };
  calendar: Calendar;
  clock: Clock;
}) {
  const { db, repo, places, stickers, people, calendar, clock } = deps;
  const today = (): string => calendar.dayOf(clock());

  const momentOf = (day: string, minute: number): number => {
    if (minute === 1440) return calendar.dayAfter(day);
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    const time = {
      year,
      month,
      day: date,
      hour: Math.floor(minute / 60),
      minute: minute % 60,
      second: 0,
      millisecond: 0,
    };
    const at = calendar.momentOf(time);
    if (at === null) throw new Error(`there is no ${day} ${minute}`);
    return at;
  };
  const shiftsBetween = (first: string, last: string): Shift[] =>
    shiftsOf(repo.posts(), repo.changes(first, last), daysFrom(first, last), momentOf);

  const inWords = (shifts: readonly Shift[], patrols: readonly PatrolInWords[]): ShiftInWords[] => {
    const posts = new Map(repo.posts().map((post) => [post.id, post]));
    const attended = new Set(patrols.map(({ postId, day }) => `${postId} ${day}`));
    const names = new Map(people.list().map(({ id, name }) => [id, name]));
    return shifts.flatMap((shift) => {
      const post = posts.get(shift.postId);
      if (!post) return [];
      const { stationName, estateId, estateName } = post;
      const personName = shift.isSwapped ? (names.get(shift.personId) ?? '') : post.personName;
      const state = stateOf(shift, attended.has(`${shift.postId} ${shift.day}`), clock());
      return [{ ...shift, state, personName, stationName, estateId, estateName }];
    });
  };

  const stationFor = (by: Person, stationId: number) => {
    const station = places.stations().find(({ id }) => id === stationId);
    if (!station || !maySeeEstate(by.estates, station.estate.id)) {
      throw new AppError('no_such_place', 'There is no such station, or not one for this account.');
    }
    return station;
  };
  const checkPerson = (personId: number, estateId: number): void => {
    const person = people.find(personId);
    if (person && patrolling.includes(person.role) && maySeeEstate(person.estates, estateId)) return;
    throw new AppError('duty_holder', 'The account is closed, of another role, or not of this estate.', {
      faults: [{ pointer: '/personId', detail: 'can’t hold this' }],
    });
  };
  const postOrThrow = (by: Person, id: number): PostInWords => {
    const post = repo.post(id);
    if (!post || !maySeeEstate(by.estates, post.estateId)) throw new AppError('no_such_duty', 'There is no such post.');
    if (post.isCancelled) throw new AppError('duty_cancelled', 'It was cancelled; nothing of it can be changed.');
    return post;
  };
  const found = (id: number): PatrolInWords => {
    const patrol = repo.find(id);
    if (!patrol) throw new AppError('no_such_patrol', 'There is no such patrol of yours.');
    return patrol;
  };

  const figuresFor = (month: string, isSeen: (estateId: number) => boolean) => {
    const first = `${month}-01`;
    const last = dayPlus(`${calendar.monthAfter(month)}-01`, -1);
    const patrols = repo.patrols(first, last).filter(({ estateId }) => isSeen(estateId));
    const shifts = inWords(shiftsBetween(first, last), patrols).filter(({ estateId }) => isSeen(estateId));
    const figures = figuresOf(
      shifts.map(({ state }) => state),
      patrols,
      clock(),
    );
    return { month, figures, shifts, patrols };
  };

  return {
    today,
    now: clock,
    posts: (by: Person): PostInWords[] => repo.posts().filter(({ estateId }) => maySeeEstate(by.estates, estateId)),
    /** Who may be given a post in the caller's estates. */
    holders: (by: Person): Person[] =>
      people
        .list()
        .filter(
          ({ role, estates }) =>
            patrolling.includes(role) && (estates === null || estates.some((id) => maySeeEstate(by.estates, id))),
        ),

    /** Throws `no_such_place`, `duty_holder`. */
    addPost(by: Person, { from, to, ...post }: NewPost): number {
      return inTransaction(db, () => {
        checkPerson(post.personId, stationFor(by, post.stationId).estate.id);
        const hours = { fromMinute: minuteOf(from), toMinute: minuteOf(to) };
        return repo.insertPost({ ...post, ...hours, recordedAt: clock(), recordedBy: by.id });
      });
    },
    /** Throws `no_such_duty`, `duty_cancelled`, `invalid_request`. */
    setLastDay(by: Person, id: number, lastDay: string | null): void {
      inTransaction(db, () => {
        const { fromDay } = postOrThrow(by, id);
        if (lastDay !== null && lastDay < fromDay) {
          const detail = `must not be before the first day, ${fromDay}`;
          throw new AppError('invalid_request', `The last day ${detail}.`, {
            faults: [{ pointer: '/lastDay', detail }],
          });
        }
        repo.endPost(id, { lastDay, endedAt: clock(), endedBy: by.id });
      });
    },
    /** It was entered by mistake. Throws `no_such_duty`, `duty_cancelled`. */
    cancelPost(by: Person, id: number): void {
      inTransaction(db, () => {
        postOrThrow(by, id);
        repo.cancelPost(id, { cancelledAt: clock(), cancelledBy: by.id });
      });
    },
    /** Somebody stands in on one day, it is called off, or as it was. Throws `no_such_duty`, `duty_cancelled`, `duty_holder`. */
    changeShift(by: Person, id: number, day: string, change: ShiftChange): void {
      inTransaction(db, () => {
        const post = postOrThrow(by, id);
        if (shiftsOf([post], [], [day], momentOf).length === 0) {
          throw new AppError('no_such_duty', 'The post is not due on that day.');
        }
        if (change.personId !== null) checkPerson(change.personId, post.estateId);
        repo.insertChange({ postId: id, day, ...change, recordedAt: clock(), recordedBy: by.id });
      });
    },

    /**
     * The caller is at the station that the code stands for; a second time changes nothing. A patrol still going on at another
     * station ends. Throws `no_such_code`, `code_retired`, `no_such_place`.
     */
    checkIn(by: Person, code: string): { isNew: boolean; patrol: PatrolInWords } {
      return inTransaction(db, () => {
        const { stationId } = stickers.placeOf(code);
        stationFor(by, stationId);
        const now = clock();
        const running = repo.running(by.id, now);
        const here = running.find((patrol) => patrol.stationId === stationId);
        const shift = shiftFor(shiftsBetween(today(), today()), { personId: by.id, stationId, at: now });
        const known = shift && repo.ofShift(shift.postId, shift.day);
        if (known) return { isNew: false, patrol: found(known.id) };
        // Whoever came long before their post was on an unplanned patrol until now.
        if (here && (shift === null || here.postId !== null)) return { isNew: false, patrol: found(here.id) };
        for (const { id } of running) repo.update(id, { endedAt: now });
        const id = repo.insert({
          ...{ personId: by.id, stationId, postId: shift?.postId ?? null, day: today() },
          ...{ startedAt: now, dueEndAt: shift?.endAt ?? now + unplannedMs },
        });
        return { isNew: true, patrol: found(id) };
      });
    },
    /** Signs off, with what was found; later the words may be changed, the end stays. Throws `no_such_patrol`. */
    end(by: Person, id: number, { outcome, note }: PatrolEnd): void {
      inTransaction(db, () => {
        const patrol = found(id);
        if (patrol.personId !== by.id) throw new AppError('no_such_patrol', 'There is no such patrol of yours.');
        const endedAt = patrol.endedAt ?? Math.min(clock(), patrol.dueEndAt);
        repo.update(id, { endedAt, outcome, note: note || null });
      });
    },

    own(by: Person): { shifts: ShiftInWords[]; patrols: PatrolInWords[] } {
      const day = today();
      const patrols = repo.patrols(dayPlus(day, -ownDaysBack), day, by.id);
      const shifts = shiftsBetween(day, dayPlus(day, ownDaysAhead)).filter(({ personId }) => personId === by.id);
      return { shifts: inWords(shifts, patrols), patrols };
    },
    /** A month within the caller's estates. */
    month: (by: Person, month: string) => figuresFor(month, (estateId) => maySeeEstate(by.estates, estateId)),
    /** For the monthly report: of all estates. */
    monthFigures: (month: string): Figures => figuresFor(month, () => true).figures,
  };
}
