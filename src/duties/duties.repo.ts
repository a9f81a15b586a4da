/** Reads and writes responsibility fields and bin chiefs' posts. */
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import type { Duty, Home, TargetKind } from './duties.rules.ts';
import type { DutyKind } from './duties.schemas.ts';
import { binChiefPostTable, responsibilityFieldTable } from './duties.table.ts';

/** With the names of all it refers to. */
export interface DutyInWords extends Duty {
  kind: DutyKind;
  personName: string;
  targetName: string;
  estateId: number;
  estateName: string;
  recordedAt: number;
  recordedBy: string;
  endedAt: number | null;
  endedBy: string | null;
  cancelledAt: number | null;
  cancelledBy: string | null;
}

/** A home with where it is, for rules and for people. */
export interface HomeInPlace extends Home {
  estateId: number;
  code: string;
  /** Below the estate. */
  name: string;
}

interface DutyRow extends Omit<DutyInWords, 'target' | 'isCancelled'> {
  targetKind: TargetKind;
  targetId: number;
}

export type DutiesRepo = ReturnType<typeof createDutiesRepo>;

const commonColumns = sql.raw(`
  duty.id, duty.person_id AS personId, holder.name AS personName, duty.from_day AS fromDay, duty.last_day AS lastDay,
  duty.recorded_at AS recordedAt, recorder.name AS recordedBy, duty.ended_at AS endedAt, ender.name AS endedBy,
  duty.cancelled_at AS cancelledAt, canceller.name AS cancelledBy, estate.id AS estateId, estate.name AS estateName`);
const commonJoins = sql.raw(`
  JOIN person AS holder ON holder.id = duty.person_id
  JOIN person AS recorder ON recorder.id = duty.recorded_by
  LEFT JOIN person AS ender ON ender.id = duty.ended_by
  LEFT JOIN person AS canceller ON canceller.id = duty.cancelled_by`);

const fields = sql`
  SELECT 'field' AS kind, ${commonColumns},
    CASE WHEN duty.building_id IS NOT NULL THEN 'building' WHEN duty.unit_id IS NOT NULL THEN 'unit' ELSE 'household' END AS targetKind,
    coalesce(duty.building_id, duty.unit_id, duty.household_id) AS targetId,
    building.name || coalesce(' ' || unit.name, '') || coalesce(' ' || household.room, '') AS targetName
  FROM responsibility_field AS duty ${commonJoins}
  LEFT JOIN household ON household.id = duty.household_id
  LEFT JOIN unit ON unit.id = coalesce(duty.unit_id, household.unit_id)
  JOIN building ON building.id = coalesce(duty.building_id, unit.building_id)
  JOIN estate ON estate.id = building.estate_id`;

const posts = sql`
  SELECT 'post' AS kind, ${commonColumns},
    CASE WHEN duty.bin_id IS NOT NULL THEN 'bin' ELSE 'station' END AS targetKind,
    coalesce(duty.bin_id, duty.station_id) AS targetId,
    station.name || coalesce(' ' || bin.name, '') AS targetName
  FROM bin_chief_post AS duty ${commonJoins}
  LEFT JOIN bin ON bin.id = duty.bin_id
  JOIN station ON station.id = coalesce(duty.station_id, bin.station_id)
  JOIN estate ON estate.id = station.estate_id`;

const dutyOf = ({ targetKind, targetId, ...row }: DutyRow): DutyInWords => ({
  ...row,
  target: { kind: targetKind, id: targetId },
  isCancelled: row.cancelledAt !== null,
});

const homeColumns = sql.raw(`
  household.id AS householdId, unit.id AS unitId, building.id AS buildingId, building.estate_id AS estateId,
  coalesce(household.code, '') AS code, building.name || ' ' || unit.name || ' ' || household.room AS name`);
const homeJoins = sql.raw(`JOIN unit ON unit.id = household.unit_id JOIN building ON building.id = unit.building_id`);

export function createDutiesRepo(db: Db) {
  const tableOf = (kind: DutyKind) => (kind === 'field' ? responsibilityFieldTable : binChiefPostTable);
  const all = (kind: DutyKind): DutyInWords[] =>
    db.all<DutyRow>(sql`${kind === 'field' ? fields : posts} ORDER BY duty.from_day DESC, duty.id DESC`).map(dutyOf);
  return {
    /** Of all estates, the latest first. */
    all,
    find: (kind: DutyKind, id: number): DutyInWords | null =>
      db.all<DutyRow>(sql`${kind === 'field' ? fields : posts} WHERE duty.id = ${id}`).map(dutyOf)[0] ?? null,
    insertField: (row: Omit<typeof responsibilityFieldTable.$inferInsert, 'id'>): number =>
      db.insert(responsibilityFieldTable).values(row).returning({ id: responsibilityFieldTable.id }).get().id,
    insertPost: (row: Omit<typeof binChiefPostTable.$inferInsert, 'id'>): number =>
      db.insert(binChiefPostTable).values(row).returning({ id: binChiefPostTable.id }).get().id,
    end(kind: DutyKind, id: number, end: { lastDay: string | null; endedAt: number; endedBy: number }): void {
      const table = tableOf(kind);
      db.update(table).set(end).where(eq(table.id, id)).run();
    },
    cancel(kind: DutyKind, id: number, cancelled: { cancelledAt: number; cancelledBy: number }): void {
      const table = tableOf(kind);
      db.update(table).set(cancelled).where(eq(table.id, id)).run();
    },
    /** Null when there is none. */
    home: (householdId: number): HomeInPlace | null =>
      db.all<HomeInPlace>(
        sql`SELECT ${homeColumns} FROM household ${homeJoins} WHERE household.id = ${householdId}`,
      )[0] ?? null,
    /** All that are not retired, in the order in which they were entered. */
    homes: (): HomeInPlace[] =>
      db.all<HomeInPlace>(
        sql`SELECT ${homeColumns} FROM household ${homeJoins} WHERE household.retired_at IS NULL ORDER BY household.id`,
      ),
    /** The estate that a target lies in; null when there is no such, or it is retired. */
    estateOf({ kind, id }: Duty['target']): number | null {
      const queries = {
        household: sql`SELECT building.estate_id AS id FROM household ${homeJoins} WHERE household.id = ${id} AND household.retired_at IS NULL`,
        unit: sql`SELECT building.estate_id AS id FROM unit JOIN building ON building.id = unit.building_id WHERE unit.id = ${id} AND unit.retired_at IS NULL`,
        building: sql`SELECT estate_id AS id FROM building WHERE id = ${id} AND retired_at IS NULL`,
        bin: sql`SELECT station.estate_id AS id FROM bin JOIN station ON station.id = bin.station_id WHERE bin.id = ${id} AND bin.retired_at IS NULL`,
        station: sql`SELECT estate_id AS id FROM station WHERE id = ${id} AND retired_at IS NULL`,
      };
      return db.get<{ id: number } | undefined>(queries[kind])?.id ?? null;
    },
  };
}
