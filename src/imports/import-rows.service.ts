/** Takes over one row of a spreadsheet, through the services that people's own changes go through. */
import { randomBytes } from 'node:crypto';
import type { DutiesService } from '../duties/duties.service.ts';
import type { ParticipationService } from '../participation/participation.service.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { PeopleService, Person } from '../people/people.service.ts';
import type { HomesService } from '../places/homes.service.ts';
import { hoursFrom } from '../places/opening-hours.schemas.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { categoryNames, dayFrom, roleNames } from './import-columns.rules.ts';
import type { ImportsRepo } from './imports.repo.ts';
import type { FaultCode, ImportKind, ImportOutcome } from './imports.schemas.ts';

/** What is wrong with a cell. */
export class CellFault extends Error {
  readonly column: string;
  readonly code: FaultCode;
  constructor(column: string, code: FaultCode) {
    super(code);
    this.column = column;
    this.code = code;
  }
}

export type Cells = Record<string, string>;
type Outcome = keyof ImportOutcome;
export interface RowDeps {
  repo: ImportsRepo;
  homes: HomesService;
  places: PlacesService;
  people: Pick<PeopleService, 'insert'>;
  duties: DutiesService;
  participation: Pick<ParticipationService, 'homeByCode' | 'takeCard'>;
  calendar: Pick<Calendar, 'dayOf'>;
  clock: Clock;
}

/** Of the right form, and known to nobody: the account gets its password by a link. */
const unusablePassword = (): string =>
  `scrypt$32768$8$1$${randomBytes(16).toString('base64url')}$${randomBytes(32).toString('base64url')}`;

export function createImportRows(deps: RowDeps) {
  const { repo, homes, places, people, duties, participation, calendar, clock } = deps;
  const estateNamed = (by: Person, name: string, column = 'estate'): number => {
    const found = places.estates().find((one) => one.name === name && one.retiredAt === null);
    if (!found || !maySeeEstate(by.estates, found.id)) throw new CellFault(column, 'unknown_estate');
    return found.id;
  };

  const household = (by: Person, { estate = '', building = '', unit = '', room = '' }: Cells): Outcome => {
    const outcome = homes.addHome(estateNamed(by, estate), building, unit, room);
    return outcome === 'restored' ? 'changed' : outcome;
  };

  /** A row is a bin; the station is made with its first. */
  const bin = (
    by: Person,
    { estate = '', station = '', hours = '', category = '', bin: given = '' }: Cells,
  ): Outcome => {
    const estateId = estateNamed(by, estate);
    const expected = categoryNames[category];
    if (!expected) throw new CellFault('category', 'unknown_category');
    const openingHours = hours === '' ? null : hoursFrom(hours);
    if (hours !== '' && openingHours === null) throw new CellFault('hours', 'bad_hours');
    const name = given || places.binName(expected);
    const found = places.stations().find((one) => one.estate.id === estateId && one.name === station);
    if (!found) {
      const usual: [string, string][] = [
        ['06:30', '08:30'],
        ['18:00', '20:00'],
      ];
      places.addStation(by, {
        estateId,
        name: station,
        openingHours: openingHours ?? usual,
        bins: [{ name, expected }],
      });
      return 'added';
    }
    const isOtherHours = openingHours !== null && JSON.stringify(openingHours) !== JSON.stringify(found.openingHours);
    if (isOtherHours && openingHours) homes.change(by, 'station', found.id, { openingHours });
    const known = found.bins.find((one) => one.name === name);
    if (!known) homes.addBin(by, found.id, { name, expected });
    else if (known.expected !== expected) homes.change(by, 'bin', known.id, { expected });
    if (!known) return 'added';
    return isOtherHours || known.expected !== expected ? 'changed' : 'unchanged';
  };

  const person = (by: Person, cells: Cells): Outcome => {
    const { username = '', name = '', estates: names = '', branch = '' } = cells;
    if (!/^[a-z0-9._-]{2,64}$/.test(username)) throw new CellFault('username', 'bad_username');
    const role = roleNames[cells.role ?? ''];
    if (!role) throw new CellFault('role', 'unknown_role');
    const estates = names
      .split(/[、,，;；\s]+/)
      .filter((one) => one !== '')
      .map((one) => estateNamed(by, one, 'estates'));
    // Without any, an account sees all estates: more than somebody limited may give.
    if (estates.length === 0 && by.estates !== null) throw new CellFault('estates', 'missing');
    const branchId = branch === '' ? null : repo.branchNamed(branch, clock());
    const known = repo.person(username);
    if (!known) {
      const id = people.insert({ username, name, role, passwordHash: unusablePassword() }, estates);
      repo.updatePerson(id, { branchId });
      return 'added';
    }
    const before = repo.estatesOf(known.id);
    const isOthers = by.estates !== null && (before.length === 0 || before.some((id) => !by.estates?.includes(id)));
    if (known.role === 'administrator' || known.id === by.id || isOthers)
      throw new CellFault('username', 'administrator');
    const isSame =
      known.name === name &&
      known.role === role &&
      known.branchId === branchId &&
      before.toSorted().join() === estates.toSorted().join();
    if (isSame) return 'unchanged';
    repo.updatePerson(known.id, { name, role, branchId });
    repo.setEstates(known.id, estates);
    return 'changed';
  };

  const targetOf = (estateId: number, { building = '', unit = '', room = '' }: Cells) => {
    const buildingId = repo.buildingNamed(estateId, building);
    if (buildingId === null) throw new CellFault('building', 'unknown_home');
    if (unit === '' && room === '') return { kind: 'building' as const, id: buildingId };
    const unitId = repo.unitNamed(buildingId, unit);
    if (unitId === null) throw new CellFault('unit', 'unknown_home');
    if (room === '') return { kind: 'unit' as const, id: unitId };
    const id = repo.homeAt(unitId, room);
    if (id === null) throw new CellFault('room', 'unknown_home');
    return { kind: 'household' as const, id };
  };

  const field = (by: Person, cells: Cells): Outcome => {
    const holder = repo.person(cells.username ?? '');
    if (!holder) throw new CellFault('username', 'unknown_person');
    const target = targetOf(estateNamed(by, cells.estate ?? ''), cells);
    const fromDay = dayFrom(cells.from ?? '');
    if (fromDay === null) throw new CellFault('from', 'bad_day');
    const lastDay = cells.last ? dayFrom(cells.last) : null;
    if (cells.last && (lastDay === null || lastDay < fromDay)) throw new CellFault('last', 'bad_day');
    const known = duties
      .list(by, 'field', holder.id)
      .find(
        (one) =>
          !one.isCancelled && one.fromDay === fromDay && one.target.kind === target.kind && one.target.id === target.id,
      );
    if (!known) {
      duties.add(by, { personId: holder.id, target, fromDay, lastDay });
      return 'added';
    }
    if (known.lastDay === lastDay) return 'unchanged';
    duties.setLastDay(by, 'field', known.id, lastDay);
    return 'changed';
  };

  /** The home of a row: by the number on its bags, or by its address. */
  const homeOf = (by: Person, cells: Cells): number => {
    const { code = '', estate = '', unit = '', room = '' } = cells;
    if (code !== '') {
      const home = participation.homeByCode(code.toUpperCase());
      if (!home || !maySeeEstate(by.estates, home.estateId)) throw new CellFault('code', 'unknown_home');
      return home.id;
    }
    for (const column of ['estate', 'building', 'unit', 'room']) {
      if ((cells[column] ?? '') === '') throw new CellFault(column, 'missing');
    }
    return targetOf(estateNamed(by, estate), { ...cells, unit, room }).id;
  };

  /** A day of a household at the card-operated bins; a later file with another count replaces it. */
  const participated = (by: Person, cells: Cells): Outcome => {
    const day = dayFrom(cells.day ?? '');
    if (day === null) throw new CellFault('day', 'bad_day');
    if (day > calendar.dayOf(clock())) throw new CellFault('day', 'future_day');
    const count = cells.times || '1';
    if (!/^\d{1,3}$/.test(count)) throw new CellFault('times', 'bad_count');
    return participation.takeCard(by, homeOf(by, cells), day, Number(count));
  };

  const take: Record<ImportKind, (by: Person, cells: Cells) => Outcome> = {
    ...{ households: household, stations: bin, people: person, fields: field, participation: participated },
  };
  return { take: (kind: ImportKind, by: Person, cells: Cells): Outcome => take[kind](by, cells) };
}
