/** Estates (小区) with their homes, and bin stations (投放点) with their bins (桶). Nothing is deleted: it is retired. */
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { categories } from '../inference/categories.ts';

export const estateTable = sqliteTable(
  'estate',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    createdAt: integer('created_at').notNull(),
    retiredAt: integer('retired_at'),
  },
  (t) => [uniqueIndex('estate_name').on(t.name)],
);

export const buildingTable = sqliteTable(
  'building',
  {
    id: integer().primaryKey(),
    estateId: integer('estate_id')
      .notNull()
      .references(() => estateTable.id),
    name: text().notNull(),
    retiredAt: integer('retired_at'),
  },
  (t) => [uniqueIndex('building_estate_name').on(t.estateId, t.name)],
);

export const unitTable = sqliteTable(
  'unit',
  {
    id: integer().primaryKey(),
    buildingId: integer('building_id')
      .notNull()
      .references(() => buildingTable.id),
    name: text().notNull(),
    retiredAt: integer('retired_at'),
  },
  (t) => [uniqueIndex('unit_building_name').on(t.buildingId, t.name)],
);

export const householdTable = sqliteTable(
  'household',
  {
    id: integer().primaryKey(),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unitTable.id),
    room: text().notNull(),
    /**
     * The number on its bags: drawn by lot, so that it tells nobody the address, and never given to another home. Null only
     * between an upgrade from before there were codes and the start that follows.
     */
    code: text(),
    retiredAt: integer('retired_at'),
  },
  (t) => [uniqueIndex('household_unit_room').on(t.unitId, t.room), uniqueIndex('household_code').on(t.code)],
);

/** A household agreed to be named on the red list (示范户), from a day on; withdrawn by giving a last day, never deleted. */
export const redListConsentTable = sqliteTable(
  'red_list_consent',
  {
    id: integer().primaryKey(),
    householdId: integer('household_id')
      .notNull()
      .references(() => householdTable.id),
    /** Days of the community's calendar, yyyy-mm-dd; both belong to the period. */
    fromDay: text('from_day').notNull(),
    lastDay: text('last_day'),
    recordedAt: integer('recorded_at').notNull(),
    /** Ids of accounts; not declared as references, since accounts refer to homes already. */
    recordedBy: integer('recorded_by').notNull(),
    endedAt: integer('ended_at'),
    endedBy: integer('ended_by'),
  },
  (t) => [
    index('red_list_consent_household').on(t.householdId),
    uniqueIndex('red_list_consent_open').on(t.householdId).where(sql`${t.lastDay} IS NULL`),
    check('red_list_consent_ended_whole', sql`(${t.endedAt} IS NULL) = (${t.lastDay} IS NULL)`),
  ],
);

export const stationTable = sqliteTable(
  'station',
  {
    id: integer().primaryKey(),
    estateId: integer('estate_id')
      .notNull()
      .references(() => estateTable.id),
    name: text().notNull(),
    /** Opening hours of a day in local time, as [["06:30","08:30"], …]. */
    openingHours: text('opening_hours', { mode: 'json' }).$type<[string, string][]>().notNull(),
    createdAt: integer('created_at').notNull(),
    retiredAt: integer('retired_at'),
  },
  (t) => [uniqueIndex('station_estate_name').on(t.estateId, t.name)],
);

export const binTable = sqliteTable(
  'bin',
  {
    id: integer().primaryKey(),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    name: text().notNull(),
    expected: text({ enum: categories }).notNull(),
    /** From left to right, from 1. */
    position: integer().notNull(),
    retiredAt: integer('retired_at'),
  },
  (t) => [
    uniqueIndex('bin_station_position').on(t.stationId, t.position).where(sql`${t.retiredAt} IS NULL`),
    check('bin_expected', sql`${t.expected} IN ('recyclable','hazardous','kitchen','residual')`),
  ],
);
