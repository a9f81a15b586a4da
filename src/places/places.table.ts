/** Estates (小区) with their homes, and bin stations (投放点) with their bins (桶). */
import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { categories } from '../inference/categories.ts';

export const estateTable = sqliteTable(
  'estate',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    createdAt: integer('created_at').notNull(),
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
  },
  (t) => [uniqueIndex('household_unit_room').on(t.unitId, t.room)],
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
  },
  (t) => [
    uniqueIndex('bin_station_position').on(t.stationId, t.position),
    check('bin_expected', sql`${t.expected} IN ('recyclable','hazardous','kitchen','residual')`),
  ],
);
