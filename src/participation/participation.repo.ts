/** Reads and writes households' days of participation. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { participationTable } from './participation.table.ts';

export type ParticipationRepo = ReturnType<typeof createParticipationRepo>;
type Row = typeof participationTable.$inferSelect;

/** A home in use. */
export interface TakingHome {
  id: number;
  code: string;
  estateId: number;
  estate: string;
  building: string;
  unit: string;
  room: string;
}

const homes = sql`
  SELECT household.id AS id, household.code AS code, estate.id AS estateId, estate.name AS estate, building.name AS building,
    unit.name AS unit, household.room AS room
  FROM household JOIN unit ON unit.id = household.unit_id JOIN building ON building.id = unit.building_id
    JOIN estate ON estate.id = building.estate_id
  WHERE household.retired_at IS NULL`;

export function createParticipationRepo(db: Db) {
  const one = <Found>(query: ReturnType<typeof sql>): Found | null => db.all<Found>(query)[0] ?? null;
  return {
    homes: (): TakingHome[] => db.all<TakingHome>(sql`${homes} ORDER BY household.id`),
    homeByCode: (code: string) => one<TakingHome>(sql`${homes} AND household.code = ${code}`),
    home: (id: number) => one<TakingHome>(sql`${homes} AND household.id = ${id}`),
    /** Where an account's holder lives; null: not known. */
    ownHome: (personId: number): number | null =>
      one<{ id: number | null }>(sql`SELECT household_id AS id FROM person WHERE id = ${personId}`)?.id ?? null,
    find: (id: number): Row | null =>
      db.select().from(participationTable).where(eq(participationTable.id, id)).get() ?? null,
    live: (householdId: number, day: string, source: Row['source']): Row | null =>
      db
        .select()
        .from(participationTable)
        .where(
          and(
            eq(participationTable.householdId, householdId),
            eq(participationTable.day, day),
            eq(participationTable.source, source),
            isNull(participationTable.voidedAt),
          ),
        )
        .get() ?? null,
    insert: (row: Omit<Row, 'id' | 'voidedAt' | 'voidedBy'>): number =>
      db.insert(participationTable).values(row).returning({ id: participationTable.id }).get().id,
    void: (id: number, voidedBy: number, voidedAt: number): void =>
      void db.update(participationTable).set({ voidedBy, voidedAt }).where(eq(participationTable.id, id)).run(),
    /** What somebody recorded on a day, newest first. */
    recordedBy: (personId: number, day: string) =>
      db.all<Row & Omit<TakingHome, 'id'>>(sql`
        SELECT participation.id AS id, participation.household_id AS householdId, participation.day AS day,
          participation.source AS source, participation.times AS times, participation.recorded_at AS recordedAt,
          participation.voided_at AS voidedAt, home.code AS code, home.estate AS estate, home.building AS building,
          home.unit AS unit, home.room AS room
        FROM participation JOIN (${homes}) AS home ON home.id = participation.household_id
        WHERE participation.recorded_by = ${personId} AND participation.day = ${day}
          AND participation.source <> 'card' ORDER BY participation.id DESC`),
    /** Days by household of these days, both included; a day counts once whatever its sources. */
    days: (fromDay: string, lastDay: string): { householdId: number; days: number }[] =>
      db.all(sql`
        SELECT household_id AS householdId, count(DISTINCT day) AS days FROM participation
        WHERE day >= ${fromDay} AND day <= ${lastDay} AND voided_at IS NULL GROUP BY household_id ORDER BY household_id`),
    /** Who agreed to be on the red list by a day, and has not taken it back by `today`. */
    optedIn: (byDay: string, today: string): Set<number> =>
      new Set(
        db
          .all<{ id: number }>(sql`
            SELECT household_id AS id FROM red_list_consent
            WHERE from_day <= ${byDay} AND (last_day IS NULL OR last_day >= ${today})`)
          .map(({ id }) => id),
      ),
  };
}
