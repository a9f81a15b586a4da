/** A month's rate for somebody, limited to their estates. */

import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { JudgedEpisodesRepo } from './judged-episodes.repo.ts';
import type { MonthReportsRepo } from './month-reports.repo.ts';
import { estimateMonth, type RateFigures } from './rate.rules.ts';
import type { MonthRate } from './rate.schemas.ts';

export type RateService = ReturnType<typeof createRateService>;

export function createRateService(deps: {
  repo: JudgedEpisodesRepo;
  places: Pick<PlacesService, 'stations'>;
  calendar: Pick<Calendar, 'monthAfter'>;
  frozen: Pick<MonthReportsRepo, 'frozenReport'>;
}) {
  const { repo, places, calendar, frozen } = deps;

  /** Of a closed month as it was closed: the report and these can't differ. */
  const figuresOf = (month: string): RateFigures => {
    const closed = frozen.frozenReport(month);
    if (!closed) {
      const days = [`${month}-01`, `${calendar.monthAfter(month)}-01`] as const;
      return estimateMonth({
        judged: repo.judged(...days),
        counts: repo.counts(...days),
        drawnDays: repo.drawnDays(...days),
      });
    }
    const { judgeableShare, naive, precision, recall, sample, isProvisional, ...community } = closed.rate;
    return {
      community,
      estates: closed.estates.map(({ estate, ...figure }) => ({ ...figure, estateId: estate.id })),
      stations: closed.stations.map(({ station, ...figure }) => ({ ...figure, stationId: station.id })),
      categories: closed.categories,
      pairs: closed.pairs,
      unjudgeable: judgeableShare === null ? null : 1 - judgeableShare,
      naive,
      precision,
      recall,
      sample,
      isProvisional,
    };
  };

  return {
    /** The whole community's figure is for everybody who may see counts; estates and stations only those of the person. */
    ofMonth(person: Person, month: string): MonthRate {
      const figures = figuresOf(month);
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
