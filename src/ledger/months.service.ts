/** A month's counts by station, each a count of rows. */

import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { MonthsRepo } from './months.repo.ts';
import type { Counts, MonthCounts } from './months.schemas.ts';

export type MonthsService = ReturnType<typeof createMonthsService>;

const nothing: Counts = {
  photos: 0,
  unreadable: 0,
  reported: 0,
  episodes: 0,
  flagged: 0,
  open: 0,
  misplaced: 0,
  fits: 0,
  unclear: 0,
  noWaste: 0,
  violations: 0,
  contested: 0,
  hours: { expected: 0, received: 0, unusable: 0, lost: 0 },
};

/** Adds up counts of the same shape. */
function addCounts(a: Counts, b: Counts): Counts {
  const sum = { ...a };
  for (const name of Object.keys(nothing) as (keyof Counts)[]) if (name !== 'hours') sum[name] += b[name];
  sum.hours = {
    expected: a.hours.expected + b.hours.expected,
    received: a.hours.received + b.hours.received,
    unusable: a.hours.unusable + b.hours.unusable,
    lost: a.hours.lost + b.hours.lost,
  };
  return sum;
}

export function createMonthsService(deps: {
  repo: MonthsRepo;
  places: Pick<PlacesService, 'stations'>;
  calendar: Calendar;
  clock: Clock;
}) {
  const { repo, places, calendar, clock } = deps;

  /** Months from the first photograph to the present one, newest first. */
  const listMonths = (): string[] => {
    const present = calendar.monthOf(clock());
    const months = [];
    for (
      let month = calendar.monthOf(repo.earliestPhoto() ?? clock());
      month < present;
      month = calendar.monthAfter(month)
    ) {
      months.push(month);
    }
    return [...months, present].reverse();
  };

  const countByStation = (month: string): Map<number, Counts> => {
    const { from, to } = calendar.monthBounds(month);
    const hoursTo = Math.min(to, calendar.startOfHour(clock()));
    const counts = new Map<number, Counts>();
    const of = (stationId: number): Counts => counts.get(stationId) ?? nothing;
    const rows = [
      ...repo.photos(from, to),
      ...repo.episodes(from, to),
      ...repo.findings(`${month}-01`, `${calendar.monthAfter(month)}-01`),
      ...repo.violations(month),
    ];
    for (const { stationId, ...row } of rows) counts.set(stationId, { ...of(stationId), ...row });
    for (const { stationId, ...hours } of repo.hours(from, hoursTo)) counts.set(stationId, { ...of(stationId), hours });
    return counts;
  };

  return {
    /** Of all stations the person may see, also those where nothing happened. */
    count(person: Person, month: string): MonthCounts {
      const counts = countByStation(month);
      const stations = places
        .stations({ withRetired: true })
        .filter(
          ({ id, estate, retiredAt }) => maySeeEstate(person.estates, estate.id) && (!retiredAt || counts.has(id)),
        )
        .map(({ id, name, estate }) => ({ id, name, estate, ...(counts.get(id) ?? nothing) }));
      return {
        month,
        timeZone: calendar.timeZone,
        months: listMonths(),
        total: stations.reduce<Counts>(
          (sum, { id: _, name: __, estate: ___, ...station }) => addCounts(sum, station),
          nothing,
        ),
        stations,
      };
    },
  };
}
