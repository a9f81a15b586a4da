/** Homes: adding, searching, codes, consent to the red list; and renaming, retiring and restoring of any place. */
import { randomBytes } from 'node:crypto';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import { soundOf } from '../platform/pinyin.ts';
import { homeCodeFrom } from './home-codes.rules.ts';
import { matchesHome, partsOf } from './home-search.rules.ts';
import type { HomeRow, HomesRepo, PlaceRow } from './homes.repo.ts';
import {
  type AddedHomes,
  type HomesQuery,
  homesPerPage,
  type NewHomes,
  type PlaceChange,
  type PlaceKind,
  type PlaceTree,
} from './homes.schemas.ts';
import type { PlacesRepo } from './places.repo.ts';

export type HomesService = ReturnType<typeof createHomesService>;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const noSuchPlace = (): AppError =>
  new AppError('no_such_place', 'There is no such place, or not one for this account.');

export function createHomesService(deps: {
  db: Db;
  repo: HomesRepo;
  places: PlacesRepo;
  calendar: Calendar;
  clock: Clock;
}) {
  const { db, repo, places, calendar, clock } = deps;
  const today = (): string => calendar.dayOf(clock());

  /** Inside a transaction. */
  const drawCode = (): string => {
    for (;;) {
      const code = homeCodeFrom(randomBytes(5));
      if (!repo.codeIsTaken(code)) return code;
    }
  };

  const findOrThrow = (by: Person, kind: PlaceKind, id: number): PlaceRow => {
    const place = repo.place(kind, id);
    if (!place || !maySeeEstate(by.estates, place.estateId)) throw noSuchPlace();
    return place;
  };

  /** A building or unit that is in use from now on. */
  const inUse = (
    found: { id: number; retiredAt: number | null } | null,
    kind: 'building' | 'unit',
    insert: () => number,
  ) => {
    if (found === null) return insert();
    if (found.retiredAt !== null) db.$client.prepare(`UPDATE ${kind} SET retired_at = NULL WHERE id = ?`).run(found.id);
    return found.id;
  };

  const restoreHome = (id: number, at: number): 'restored' => {
    repo.restore('household', id, at);
    return 'restored';
  };

  /** Inside a transaction: one home, which is new, or restored, or there already. */
  const addHome = (estateId: number, building: string, unit: string, room: string): keyof AddedHomes => {
    const buildingId = inUse(repo.buildingNamed(estateId, building), 'building', () =>
      repo.insertBuilding(estateId, building),
    );
    const unitId = inUse(repo.unitNamed(buildingId, unit), 'unit', () => repo.insertUnit(buildingId, unit));
    const known = repo.homeAt(unitId, room);
    if (known) return known.retiredAt === null ? 'unchanged' : restoreHome(known.id, known.retiredAt);
    repo.insertHome(unitId, room, drawCode());
    return 'added';
  };

  const search = (
    by: Person,
    { search: text, estateId, state }: HomesQuery,
    memberOf: (id: number) => unknown,
  ): HomeRow[] => {
    const parts = partsOf(text);
    const suits = {
      live: (home: HomeRow) => home.retiredAt === null,
      retired: (home: HomeRow) => home.retiredAt !== null,
      red_list: (home: HomeRow) => home.retiredAt === null && home.redListSince !== null,
      without_member: (home: HomeRow) => home.retiredAt === null && !memberOf(home.id),
    }[state];
    return repo
      .homes(today())
      .filter(
        (home) =>
          maySeeEstate(by.estates, home.estateId) &&
          (estateId === undefined || home.estateId === estateId) &&
          suits(home) &&
          (parts.length === 0 || matchesHome({ ...home, initials: soundOf(home.estate).initials }, parts)),
      );
  };

  return {
    today,
    /** A page of the homes that fit. `memberOf`: whose field a home is of today. */
    list(by: Person, query: HomesQuery, memberOf: (id: number) => { id: number; name: string } | null) {
      const found = search(by, query, memberOf);
      const items = found.slice((query.page - 1) * homesPerPage, query.page * homesPerPage).map((home) => ({
        ...{ id: home.id, code: home.code, room: home.room, redListSince: home.redListSince },
        estate: { id: home.estateId, name: home.estate },
        building: { id: home.buildingId, name: home.building },
        unit: { id: home.unitId, name: home.unit },
        retiredAt: iso(home.retiredAt),
        member: memberOf(home.id),
      }));
      return { total: found.length, page: query.page, perPage: homesPerPage, items };
    },

    /** Estates that the caller may see, with buildings and units. */
    tree(by: Person): PlaceTree {
      const count = repo.homesByUnit();
      const units = Map.groupBy(repo.units(), ({ buildingId }) => buildingId);
      const buildings = Map.groupBy(repo.buildings(), ({ estateId }) => estateId);
      const sum = (all: { homes: number }[]): number => all.reduce((total, { homes }) => total + homes, 0);
      return {
        estates: places
          .estates()
          .filter(({ id }) => maySeeEstate(by.estates, id))
          .map((estate) => {
            const below = (buildings.get(estate.id) ?? []).map((building) => {
              const ofBuilding = (units.get(building.id) ?? []).map(({ id, name, retiredAt }) => ({
                ...{ id, name, retiredAt: iso(retiredAt), homes: count.get(id) ?? 0 },
              }));
              const { id, name, retiredAt } = building;
              return { id, name, retiredAt: iso(retiredAt), homes: sum(ofBuilding), units: ofBuilding };
            });
            return {
              id: estate.id,
              name: estate.name,
              retiredAt: iso(estate.retiredAt),
              homes: sum(below),
              buildings: below,
            };
          }),
      };
    },

    addHome,
    /** Homes of one unit. Throws `no_such_place`. */
    add(by: Person, { estateId, building, unit, rooms }: NewHomes): AddedHomes {
      return inTransaction(db, () => {
        if (findOrThrow(by, 'estate', estateId).retiredAt !== null) throw noSuchPlace();
        const count: AddedHomes = { added: 0, restored: 0, unchanged: 0 };
        for (const room of rooms) count[addHome(estateId, building, unit, room)] += 1;
        return count;
      });
    },

    /** Gives homes from before there were codes theirs. */
    completeCodes(): void {
      inTransaction(db, () => {
        for (const id of repo.homesWithoutCode()) repo.setCode(id, drawCode());
      });
    },

    /** Throws `no_such_place`, `name_taken`. */
    change(by: Person, kind: PlaceKind, id: number, { name, expected, openingHours }: PlaceChange): void {
      inTransaction(db, () => {
        findOrThrow(by, kind, id);
        if (name !== undefined && !repo.rename(kind, id, name)) {
          throw new AppError('name_taken', `There is another one named ${name}.`, {
            faults: [{ pointer: '/name', detail: 'is taken' }],
          });
        }
        if (kind === 'bin' && expected) repo.setExpected(id, expected);
        if (kind === 'station' && openingHours) repo.setOpeningHours(id, openingHours);
      });
    },

    /** With what belongs to it. Throws `no_such_place`, `place_in_use`. */
    retire(by: Person, kind: PlaceKind, id: number): void {
      inTransaction(db, () => {
        if (findOrThrow(by, kind, id).retiredAt !== null) return;
        if (repo.isInUse(kind, id)) {
          throw new AppError('place_in_use', 'A camera still looks at it, or it has stations in use.');
        }
        repo.retire(kind, id, clock());
      });
    },

    /** With what was retired with it. Throws `no_such_place`, `place_retired`. */
    restore(by: Person, kind: PlaceKind, id: number): void {
      inTransaction(db, () => {
        const { retiredAt, isOrphan } = findOrThrow(by, kind, id);
        if (retiredAt === null) return;
        if (isOrphan) throw new AppError('place_retired', 'What it belongs to is retired; restore that first.');
        repo.restore(kind, id, retiredAt);
      });
    },

    /** A bin at the right end. Throws `no_such_place`. */
    addBin(
      by: Person,
      stationId: number,
      bin: Pick<Parameters<PlacesRepo['insertBin']>[0], 'name' | 'expected'>,
    ): number {
      return inTransaction(db, () => {
        if (findOrThrow(by, 'station', stationId).retiredAt !== null) throw noSuchPlace();
        return places.insertBin({ stationId, ...bin, position: repo.nextPosition(stationId) });
      });
    },

    /** A household agrees to the red list from a day on, or does so for the last time that day. Throws `no_such_place`, `invalid_request`. */
    setConsent(by: Person, householdId: number, { agrees, day }: { agrees: boolean; day: string }): void {
      inTransaction(db, () => {
        findOrThrow(by, 'household', householdId);
        const all = repo.consents(householdId);
        const open = all.find(({ lastDay }) => lastDay === null);
        const isTooEarly = agrees
          ? all.some(({ lastDay }) => lastDay !== null && lastDay >= day)
          : open && day < open.fromDay;
        if (isTooEarly) {
          const detail = 'lies before the latest change';
          throw new AppError('invalid_request', `The day ${detail}.`, { faults: [{ pointer: '/day', detail }] });
        }
        if (agrees && !open) repo.insertConsent({ householdId, fromDay: day, recordedAt: clock(), recordedBy: by.id });
        if (!agrees && open) repo.endConsent(open.id, { lastDay: day, endedAt: clock(), endedBy: by.id });
      });
    },
  };
}
