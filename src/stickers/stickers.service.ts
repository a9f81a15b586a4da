/** Codes of stickers: made when first printed, read when scanned, retired when a sticker must not count any more. */
import { randomBytes } from 'node:crypto';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import type { PlaceCode, StickersRepo } from './stickers.repo.ts';
import { codeFrom } from './stickers.rules.ts';
import type { ReportPlaces, Sticker } from './stickers.schemas.ts';

export type StickersService = ReturnType<typeof createStickersService>;

export function createStickersService(deps: {
  db: Db;
  repo: StickersRepo;
  places: Pick<PlacesService, 'stations'>;
  clock: Clock;
}) {
  const { db, repo, places, clock } = deps;

  /** Inside a transaction. */
  const codeOf = (stationId: number, binId: number | null): string => {
    const known = repo.inForce(stationId, binId);
    if (known) return known.code;
    for (;;) {
      const code = codeFrom(randomBytes(6));
      if (repo.insert({ code, stationId, binId, createdAt: clock() })) return code;
    }
  };

  const stationsFor = (person: Person) =>
    places.stations().filter(({ estate }) => maySeeEstate(person.estates, estate.id));

  return {
    /** Stickers of these stations and their bins, with codes made where there are none yet. */
    issue(person: Person, stationIds: readonly number[]): Sticker[] {
      const wanted = new Set(stationIds);
      return inTransaction(db, () =>
        stationsFor(person)
          .filter(({ id }) => wanted.has(id))
          .flatMap(({ id, name, estate, bins }) => {
            const station = { id, name };
            const ofBins = bins.map(({ id: binId, name: binName, expected }) => ({
              code: codeOf(id, binId),
              estate,
              station,
              bin: { id: binId, name: binName, expected },
            }));
            return [{ code: codeOf(id, null), estate, station, bin: null }, ...ofBins];
          }),
      );
    },
    /** The place of a code in force. Throws `no_such_code`, `code_retired`. */
    placeOf(code: string): Pick<PlaceCode, 'stationId' | 'binId'> {
      const found = repo.find(code);
      if (!found) throw new AppError('no_such_code', 'There is no sticker of this code.');
      if (found.retiredAt !== null) {
        throw new AppError('code_retired', 'This sticker is no longer in use; please choose the place.');
      }
      return found;
    },
    /** A sticker must not count any more; the next print has another code. Throws `no_such_code`. */
    retire(code: string): void {
      const found = repo.find(code);
      if (!found) throw new AppError('no_such_code', 'There is no sticker of this code.');
      if (found.retiredAt === null) repo.retire(code, clock());
    },
    /** All places a person may report of, so that a phone knows them without network. */
    placesFor(person: Person): ReportPlaces {
      const stations = stationsFor(person);
      const open = new Map(stations.map(({ id, bins }) => [id, new Set(bins.map((bin) => bin.id))]));
      /** Also without having been retired: where the place is no longer there. */
      const isInUse = ({ stationId, binId, retiredAt }: PlaceCode): boolean =>
        retiredAt === null && open.has(stationId) && (binId === null || open.get(stationId)?.has(binId) === true);
      return {
        stations,
        codes: repo
          .all()
          .filter(({ stationId }) => person.estates === null || open.has(stationId))
          .map((one) => ({
            code: one.code,
            stationId: one.stationId,
            binId: one.binId,
            isRetired: !isInUse(one),
          })),
      };
    },
  };
}
