/** Records training sessions with those who took part, and sums them by group. */
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Attendant, SessionInWords, TrainingRepo } from './training.repo.ts';
import { attendanceChange, type TrainingFigures, trainingFigures } from './training.rules.ts';
import { type SessionBody, trainingGroups } from './training.schemas.ts';

export type TrainingService = ReturnType<typeof createTrainingService>;

/** Of the whole community: everybody may see it, only who sees all estates may change it. */
const maySee = (by: Person, estateId: number | null): boolean =>
  estateId === null || maySeeEstate(by.estates, estateId);
const mayChange = (by: Person, estateId: number | null): boolean =>
  estateId === null ? by.estates === null : maySeeEstate(by.estates, estateId);

export function createTrainingService(deps: {
  db: Db;
  repo: TrainingRepo;
  places: Pick<PlacesService, 'estates'>;
  people: { find(id: number): Person | null; list(): Person[] };
  calendar: Calendar;
  clock: Clock;
}) {
  const { db, repo, places, people, calendar, clock } = deps;

  const isOwn = (by: Person, { estates }: Person): boolean =>
    by.estates === null || estates === null || estates.some((id) => maySeeEstate(by.estates, id));

  const checkPlace = (by: Person, estateId: number | null): void => {
    const isKnown = estateId === null || places.estates().some(({ id }) => id === estateId);
    if (isKnown && mayChange(by, estateId)) return;
    throw new AppError('no_such_place', 'There is no such estate, or not one for this account.');
  };
  const findOrThrow = (by: Person, id: number): SessionInWords => {
    const session = repo.find(id);
    if (!session || !mayChange(by, session.estateId)) {
      throw new AppError('no_such_training', 'There is no such session, or not one for this account.');
    }
    if (session.cancelledAt !== null) throw new AppError('training_cancelled', 'The session was cancelled.');
    return session;
  };
  /** Inside a transaction. Somebody put down earlier may stay although the account is closed meanwhile. */
  const setAttendance = (by: Person, id: number, wanted: readonly number[]): void => {
    const { added, removed } = attendanceChange(repo.attendantsOf(id), wanted);
    for (const personId of added) {
      const person = people.find(personId);
      if (!person || !isOwn(by, person)) {
        throw new AppError('no_such_person', `There is no account ${personId}, or not one of these estates.`);
      }
      repo.attend(id, personId, clock());
    }
    for (const personId of removed) repo.unattend(id, personId, clock());
  };

  const sessionsOf = (month: string): (SessionInWords & { attendants: Attendant[] })[] => {
    const [first, last] = [`${month}-01`, `${month}-31`];
    const attendants = Map.groupBy(repo.attendants(first, last), ({ sessionId }) => sessionId);
    return repo.between(first, last).map((one) => ({ ...one, attendants: attendants.get(one.id) ?? [] }));
  };
  const sum = (sessions: ReturnType<typeof sessionsOf>): TrainingFigures =>
    trainingFigures(
      sessions.map(({ group, others, cancelledAt, attendants }) => ({
        ...{ group, others, isCancelled: cancelledAt !== null },
        people: attendants.map(({ personId }) => personId),
      })),
      trainingGroups,
    );

  return {
    mayChange,
    today: (): string => calendar.dayOf(clock()),
    /** Throws `no_such_place`, `no_such_person`. */
    add(by: Person, { people: attendants, ...session }: SessionBody): number {
      return inTransaction(db, () => {
        checkPlace(by, session.estateId);
        const id = repo.insert({ ...session, recordedAt: clock(), recordedBy: by.id });
        setAttendance(by, id, attendants);
        return id;
      });
    },
    /** Throws `no_such_training`, `training_cancelled`, `no_such_place`, `no_such_person`. */
    change(by: Person, id: number, { people: attendants, ...session }: SessionBody): void {
      inTransaction(db, () => {
        findOrThrow(by, id);
        checkPlace(by, session.estateId);
        repo.update(id, { ...session, changedAt: clock(), changedBy: by.id });
        setAttendance(by, id, attendants);
      });
    },
    /** Throws `no_such_training`, `training_cancelled`. */
    cancel(by: Person, id: number): void {
      inTransaction(db, () => {
        findOrThrow(by, id);
        repo.cancel(id, clock(), by.id);
      });
    },
    /** Who may be put down by the caller. */
    candidates: (by: Person): Person[] => people.list().filter((person) => isOwn(by, person)),
    /** A month as the caller may see it. */
    month(by: Person, month: string) {
      const items = sessionsOf(month).filter(({ estateId }) => maySee(by, estateId));
      return { figures: sum(items), items };
    },
    /** For the monthly report: of all estates. */
    monthFigures: (month: string): TrainingFigures => sum(sessionsOf(month)),
  };
}
