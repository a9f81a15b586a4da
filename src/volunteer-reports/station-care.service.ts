/** How the stations stand that somebody looks after: bins, last photographs, waste beside the bins, confirmed cases. */
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { StationCareRepo } from './station-care.repo.ts';
import type { StationCare } from './volunteer-reports.schemas.ts';

export type StationCareService = ReturnType<typeof createStationCareService>;

export function createStationCareService(deps: {
  repo: StationCareRepo;
  places: Pick<PlacesService, 'stations'>;
  /** Stations that the person looks after. */
  inCareOf: (person: Person) => number[];
  calendar: Calendar;
  clock: Clock;
}) {
  const { repo, places, inCareOf, calendar, clock } = deps;
  return {
    /** Of the present month. */
    of(person: Person): StationCare {
      const month = calendar.monthOf(clock());
      const wanted = new Set(inCareOf(person));
      const items = places
        .stations()
        .filter(({ id }) => wanted.has(id))
        .map(({ id, name, estate, bins }) => {
          const violations = new Map(repo.violationsAt(id, month).map((row) => [row.binId, row.violations]));
          return {
            id,
            name,
            estate,
            openEvents: repo.openEventsAt(id),
            bins: bins.map((bin) => {
              const at = repo.lastPhotoOf(bin.id);
              return {
                ...bin,
                lastPhotoAt: at === null ? null : new Date(at).toISOString(),
                confirmed: violations.get(bin.id) ?? 0,
              };
            }),
          };
        });
      return { month, items };
    },
  };
}
