/** Reads and writes buildings, units and homes, and what is common to all places: names, retiring, restoring. */
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import type { PlaceKind } from './homes.schemas.ts';
import {
  binTable,
  buildingTable,
  householdTable,
  redListConsentTable,
  stationTable,
  unitTable,
} from './places.table.ts';

export interface HomeRow {
  id: number;
  code: string;
  room: string;
  retiredAt: number | null;
  unitId: number;
  unit: string;
  buildingId: number;
  building: string;
  estateId: number;
  estate: string;
  redListSince: string | null;
}

/** Any place: where it belongs, and its own name. */
export interface PlaceRow {
  id: number;
  name: string;
  estateId: number;
  retiredAt: number | null;
  /** Whether what it belongs to is retired. */
  isOrphan: boolean;
}

export type HomesRepo = ReturnType<typeof createHomesRepo>;

const homesBelow = {
  estate: sql`unit_id IN (SELECT unit.id FROM unit JOIN building ON building.id = unit.building_id WHERE building.estate_id = `,
  building: sql`unit_id IN (SELECT id FROM unit WHERE building_id = `,
  unit: sql`unit_id IN (SELECT id FROM unit WHERE id = `,
};

/** What goes with a place when it is retired, and comes back with it: table and condition. */
function below(kind: PlaceKind, id: number) {
  const one = {
    estate: 'estate',
    building: 'building',
    unit: 'unit',
    household: 'household',
    station: 'station',
    bin: 'bin',
  };
  const itself = sql`UPDATE ${sql.raw(one[kind])} SET retired_at = `;
  const parts = [{ update: itself, where: sql`id = ${id}` }];
  const add = (table: string, where: ReturnType<typeof sql>) =>
    parts.push({ update: sql`UPDATE ${sql.raw(table)} SET retired_at = `, where });
  if (kind === 'estate') {
    add('building', sql`estate_id = ${id}`);
    add('unit', sql`building_id IN (SELECT id FROM building WHERE estate_id = ${id})`);
  }
  if (kind === 'building') add('unit', sql`building_id = ${id}`);
  if (kind === 'estate' || kind === 'building' || kind === 'unit') add('household', sql`${homesBelow[kind]}${id})`);
  if (kind === 'station') add('bin', sql`station_id = ${id}`);
  return parts;
}

const placeQueries: Record<PlaceKind, ReturnType<typeof sql>> = {
  estate: sql`SELECT id, name, id AS estateId, retired_at AS retiredAt, 0 AS isOrphan FROM estate AS own`,
  building: sql`SELECT own.id, own.name, own.estate_id AS estateId, own.retired_at AS retiredAt, estate.retired_at IS NOT NULL AS isOrphan
    FROM building AS own JOIN estate ON estate.id = own.estate_id`,
  unit: sql`SELECT own.id, own.name, building.estate_id AS estateId, own.retired_at AS retiredAt, building.retired_at IS NOT NULL AS isOrphan
    FROM unit AS own JOIN building ON building.id = own.building_id`,
  household: sql`SELECT own.id, own.room AS name, building.estate_id AS estateId, own.retired_at AS retiredAt, unit.retired_at IS NOT NULL AS isOrphan
    FROM household AS own JOIN unit ON unit.id = own.unit_id JOIN building ON building.id = unit.building_id`,
  station: sql`SELECT own.id, own.name, own.estate_id AS estateId, own.retired_at AS retiredAt, estate.retired_at IS NOT NULL AS isOrphan
    FROM station AS own JOIN estate ON estate.id = own.estate_id`,
  bin: sql`SELECT own.id, own.name, station.estate_id AS estateId, own.retired_at AS retiredAt, station.retired_at IS NOT NULL AS isOrphan
    FROM bin AS own JOIN station ON station.id = own.station_id`,
};

export function createHomesRepo(db: Db) {
  const one = <Row>(query: ReturnType<typeof sql>): Row | null => db.all<Row>(query)[0] ?? null;
  return {
    /** Of all estates, in the order of entry. `day`: for the red list. */
    homes: (day: string): HomeRow[] =>
      db.all<HomeRow>(sql`
        SELECT household.id, coalesce(household.code, '') AS code, room, household.retired_at AS retiredAt, unit.id AS unitId,
          unit.name AS unit, building.id AS buildingId, building.name AS building, estate.id AS estateId, estate.name AS estate,
          consent.from_day AS redListSince
        FROM household JOIN unit ON unit.id = household.unit_id JOIN building ON building.id = unit.building_id
        JOIN estate ON estate.id = building.estate_id
        LEFT JOIN red_list_consent AS consent ON consent.household_id = household.id
          AND consent.from_day <= ${day} AND (consent.last_day IS NULL OR consent.last_day >= ${day})
        ORDER BY estate.id, building.id, unit.id, household.id`),
    buildings: () => db.select().from(buildingTable).orderBy(buildingTable.id).all(),
    units: () => db.select().from(unitTable).orderBy(unitTable.id).all(),
    /** Homes in use by unit. */
    homesByUnit: (): Map<number, number> =>
      new Map(
        db
          .all<{ unitId: number; homes: number }>(
            sql`SELECT unit_id AS unitId, count(*) AS homes FROM household WHERE retired_at IS NULL GROUP BY unit_id`,
          )
          .map(({ unitId, homes }) => [unitId, homes]),
      ),
    buildingNamed: (estateId: number, name: string) =>
      one<{ id: number; retiredAt: number | null }>(
        sql`SELECT id, retired_at AS retiredAt FROM building WHERE estate_id = ${estateId} AND name = ${name}`,
      ),
    unitNamed: (buildingId: number, name: string) =>
      one<{ id: number; retiredAt: number | null }>(
        sql`SELECT id, retired_at AS retiredAt FROM unit WHERE building_id = ${buildingId} AND name = ${name}`,
      ),
    homeAt: (unitId: number, room: string) =>
      one<{ id: number; retiredAt: number | null }>(
        sql`SELECT id, retired_at AS retiredAt FROM household WHERE unit_id = ${unitId} AND room = ${room}`,
      ),
    insertBuilding: (estateId: number, name: string): number =>
      db.insert(buildingTable).values({ estateId, name }).returning().get().id,
    insertUnit: (buildingId: number, name: string): number =>
      db.insert(unitTable).values({ buildingId, name }).returning().get().id,
    insertHome: (unitId: number, room: string, code: string): number =>
      db.insert(householdTable).values({ unitId, room, code }).returning().get().id,
    codeIsTaken: (code: string): boolean => one(sql`SELECT 1 AS taken FROM household WHERE code = ${code}`) !== null,
    homesWithoutCode: (): number[] =>
      db.all<{ id: number }>(sql`SELECT id FROM household WHERE code IS NULL`).map(({ id }) => id),
    setCode: (id: number, code: string): void =>
      void db.update(householdTable).set({ code }).where(eq(householdTable.id, id)).run(),

    place(kind: PlaceKind, id: number): PlaceRow | null {
      const row = one<PlaceRow>(sql`${placeQueries[kind]} WHERE own.id = ${id}`);
      return row && { ...row, isOrphan: Boolean(row.isOrphan) };
    },
    /** False when its neighbour has the name. */
    rename(kind: PlaceKind, id: number, name: string): boolean {
      const [table, column] = [sql.raw(kind), sql.raw(kind === 'household' ? 'room' : 'name')];
      return db.run(sql`UPDATE OR IGNORE ${table} SET ${column} = ${name} WHERE id = ${id}`).changes > 0;
    },
    setExpected: (id: number, expected: typeof binTable.$inferSelect.expected): void =>
      void db.update(binTable).set({ expected }).where(eq(binTable.id, id)).run(),
    setOpeningHours: (id: number, openingHours: [string, string][]): void =>
      void db.update(stationTable).set({ openingHours }).where(eq(stationTable.id, id)).run(),
    /** With all that belongs to it and is in use. */
    retire(kind: PlaceKind, id: number, at: number): void {
      for (const { update, where } of below(kind, id))
        db.run(sql`${update}${at} WHERE retired_at IS NULL AND ${where}`);
    },
    /** With all that was retired with it. */
    restore(kind: PlaceKind, id: number, at: number): void {
      for (const { update, where } of below(kind, id)) db.run(sql`${update}NULL WHERE retired_at = ${at} AND ${where}`);
    },
    /** Whether cameras in use look at it, or an estate has stations in use. */
    isInUse(kind: PlaceKind, id: number): boolean {
      if (kind === 'estate')
        return one(sql`SELECT 1 FROM station WHERE estate_id = ${id} AND retired_at IS NULL`) !== null;
      if (kind === 'station')
        return one(sql`SELECT 1 FROM camera WHERE station_id = ${id} AND retired_at IS NULL`) !== null;
      if (kind !== 'bin') return false;
      return (
        one(sql`SELECT 1 FROM view JOIN camera ON camera.id = view.camera_id
          WHERE view.bin_id = ${id} AND view.retired_at IS NULL AND camera.retired_at IS NULL`) !== null
      );
    },
    /** The position at the right end of a station's bins. */
    nextPosition: (stationId: number): number =>
      (one<{ last: number | null }>(sql`SELECT max(position) AS last FROM bin WHERE station_id = ${stationId}`)?.last ??
        0) + 1,
    insertConsent: (row: Omit<typeof redListConsentTable.$inferInsert, 'id'>): void =>
      void db.insert(redListConsentTable).values(row).run(),
    /** The one that goes on, and the latest day that any reaches. */
    consents: (householdId: number) =>
      db.select().from(redListConsentTable).where(eq(redListConsentTable.householdId, householdId)).all(),
    endConsent: (id: number, end: { lastDay: string; endedAt: number; endedBy: number }): void =>
      void db.update(redListConsentTable).set(end).where(eq(redListConsentTable.id, id)).run(),
  };
}
