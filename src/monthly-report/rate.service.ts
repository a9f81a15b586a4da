/** A month's rate for somebody, limited to their estates. */

import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { JudgedEpisodesRepo } from './judged-episodes.repo.ts';
import { estimateMonth } from './rate.rules.ts';
import type { MonthRate } from './rate.schemas.ts';

export type RateService = ReturnType<typeof createRateService>;

export function createRateService(deps: {
  repo: JudgedEpisodesRepo;
  places: Pick<PlacesService, 'stations'>;
  calendar: Pick<Calendar, 'monthAfter'>;
}) {
  const { repo, places, calendar } = deps;
  return {
    /** The whole community's figure is for everybody who may see counts; estates and stations only those of the person. */
    ofMonth(person: Person, month: string): MonthRate {
      const days = [`${month}-01`, `${calendar.monthAfter(month)}-01`] as const;
      const figures = estimateMonth({
        judged: repo.judged(...days),
        counts: repo.counts(...days),
        drawnDays: repo.drawnDays(...days),
      });
      const stations = new Map(places.stations({ withRetired: true }).map((station) => [station.id, station]));
      const estates = new Map([...stations.values()].map(({ estate }) => [estate.id, estate]));
      return {
        month,
        ...figures,
        estates: figures.estates.flatMap(({ estateId, ...figure }) => {
          const estate = estates.get(estateId);
          return estate && maySeeEstate(person.estates, estateId) ? [{ estate, ...figure }] : [];
        }),
        stations: figures.stations.flatMap(({ stationId, ...figure }) => {
          const station = stations.get(stationId);
          if (!station || !maySeeEstate(person.estates, station.estate.id)) return [];
          return [{ station: { id: station.id, name: station.name }, estate: station.estate, ...figure }];
        }),
      };
    },
  };
}
