/** Responsibility fields (责任田) of members and the posts of bin chiefs (桶长), by period; ended or cancelled, never deleted. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { personTable } from '../people/people.table.ts';
import { binTable, buildingTable, householdTable, stationTable, unitTable } from '../places/places.table.ts';

/** Columns that both have. Days are those of the community's calendar, yyyy-mm-dd; both belong to the period. */
const period = {
  id: integer().primaryKey({ autoIncrement: true }),
  personId: integer('person_id')
    .notNull()
    .references(() => personTable.id),
  fromDay: text('from_day').notNull(),
  /** Null: until further notice. */
  lastDay: text('last_day'),
  recordedAt: integer('recorded_at').notNull(),
  recordedBy: integer('recorded_by')
    .notNull()
    .references(() => personTable.id),
  /** Of the latest change of the last day. */
  endedAt: integer('ended_at'),
  endedBy: integer('ended_by').references(() => personTable.id),
  /** Entered by mistake: as if it had never been, but still to be seen. */
  cancelledAt: integer('cancelled_at'),
  cancelledBy: integer('cancelled_by').references(() => personTable.id),
};

/** Exactly one of building, unit and household. */
export const responsibilityFieldTable = sqliteTable(
  'responsibility_field',
  {
    ...period,
    buildingId: integer('building_id').references(() => buildingTable.id),
    unitId: integer('unit_id').references(() => unitTable.id),
    householdId: integer('household_id').references(() => householdTable.id),
  },
  (t) => [
    index('responsibility_field_person').on(t.personId),
    index('responsibility_field_building').on(t.buildingId).where(sql`${t.buildingId} IS NOT NULL`),
    index('responsibility_field_unit').on(t.unitId).where(sql`${t.unitId} IS NOT NULL`),
    index('responsibility_field_household').on(t.householdId).where(sql`${t.householdId} IS NOT NULL`),
    check(
      'responsibility_field_one_target',
      sql`(${t.buildingId} IS NOT NULL) + (${t.unitId} IS NOT NULL) + (${t.householdId} IS NOT NULL) = 1`,
    ),
    check('responsibility_field_days', sql`${t.lastDay} IS NULL OR ${t.lastDay} >= ${t.fromDay}`),
  ],
);

/** Exactly one of station (all its bins) and bin. */
export const binChiefPostTable = sqliteTable(
  'bin_chief_post',
  {
    ...period,
    stationId: integer('station_id').references(() => stationTable.id),
    binId: integer('bin_id').references(() => binTable.id),
  },
  (t) => [
    index('bin_chief_post_person').on(t.personId),
    index('bin_chief_post_station').on(t.stationId).where(sql`${t.stationId} IS NOT NULL`),
    index('bin_chief_post_bin').on(t.binId).where(sql`${t.binId} IS NOT NULL`),
    check('bin_chief_post_one_target', sql`(${t.stationId} IS NOT NULL) + (${t.binId} IS NOT NULL) = 1`),
    check('bin_chief_post_days', sql`${t.lastDay} IS NULL OR ${t.lastDay} >= ${t.fromDay}`),
  ],
);
