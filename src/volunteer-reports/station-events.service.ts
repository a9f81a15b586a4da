/** Waste beside the bins: listed for who looks after the station, marked as put right, and that taken back. */
import type { Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { StationEventInPlace, StationEventsRepo } from './station-events.repo.ts';

export type StationEventsService = ReturnType<typeof createStationEventsService>;

export function createStationEventsService(deps: {
  db: Db;
  repo: StationEventsRepo;
  /** Stations whose events the person sees to. */
  watchedBy: (person: Person) => number[];
  clock: Clock;
}) {
  const { db, repo, watchedBy, clock } = deps;
  const change = (person: Person, id: number, isDone: boolean): void =>
    inTransaction(db, () => {
      const event = repo.find(id);
      if (!event || !watchedBy(person).includes(event.stationId)) {
        throw new AppError('no_such_station_event', 'There is no such station event, or not one of your stations.');
      }
      if ((event.doneAt !== null) === isDone) return;
      repo.setDone(id, isDone ? { doneAt: clock(), doneBy: person.id } : { doneAt: null, doneBy: null });
    });
  return {
    list: (person: Person, state: 'open' | 'done', limit: number): StationEventInPlace[] =>
      repo.listAt(watchedBy(person), state, limit),
    /** It has been put right. Throws `no_such_station_event`. */
    finish: (person: Person, id: number): void => change(person, id, true),
    /** It has not, after all. Throws `no_such_station_event`. */
    reopen: (person: Person, id: number): void => change(person, id, false),
  };
}
