/** Setting up estates and stations. */
import type { Category } from '../inference/categories.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { PlacesRepo } from './places.repo.ts';
import type { NewEstate, NewStation } from './places.schemas.ts';

export type { Bin } from './places.repo.ts';
export type PlacesService = ReturnType<typeof createPlacesService>;

export function createPlacesService(deps: {
  db: Db;
  repo: PlacesRepo;
  clock: Clock;
  categoryName: (category: Category) => string;
}) {
  const { db, repo, clock, categoryName } = deps;
  const binName = (expected: Category): string => `${categoryName(expected)}桶`;
  return {
    /** The name of a bin that was given none. */
    binName,
    estates: () => repo.estates(),
    stations: repo.stations,
    station: repo.station,
    binsOf: repo.binsOf,
    /** Throws `name_taken`. */
    addEstate({ name }: NewEstate): number {
      const id = repo.insertEstate(name, clock());
      if (id === null) throw new AppError('name_taken', `There is an estate named ${name} already.`);
      return id;
    },
    /** Adds a station and its bins; a bin without a name gets that of its category. Throws `no_such_estate`, `name_taken`. */
    addStation(
      by: Pick<Person, 'estates'>,
      station: NewStation,
    ): { id: number; bins: { id: number; position: number }[] } {
      const { bins, ...row } = station;
      return inTransaction(db, () => {
        if (!repo.hasEstate(row.estateId) || !maySeeEstate(by.estates, row.estateId)) {
          throw new AppError('no_such_estate', `There is no estate with number ${row.estateId}.`);
        }
        const id = repo.insertStation({ ...row, createdAt: clock() });
        if (id === null) {
          throw new AppError('name_taken', `The estate has a station named ${row.name} already.`);
        }
        return {
          id,
          bins: bins.map((bin, index) => ({
            id: repo.insertBin({
              stationId: id,
              name: bin.name ?? binName(bin.expected),
              expected: bin.expected,
              position: index + 1,
            }),
            position: index + 1,
          })),
        };
      });
    },
    householdCount: () => repo.householdCount(),
  };
}
