/** Codes on the stickers of stations and bins: short, kept for ever, retired when a sticker must not count any more. */
import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { binTable, stationTable } from '../places/places.table.ts';

export const placeCodeTable = sqliteTable(
  'place_code',
  {
    code: text().primaryKey(),
    stationId: integer('station_id')
      .notNull()
      .references(() => stationTable.id),
    /** Null: the station as a whole. */
    binId: integer('bin_id').references(() => binTable.id),
    createdAt: integer('created_at').notNull(),
    retiredAt: integer('retired_at'),
  },
  (t) => [
    uniqueIndex('place_code_bin').on(t.binId).where(sql`${t.retiredAt} IS NULL AND ${t.binId} IS NOT NULL`),
    uniqueIndex('place_code_station').on(t.stationId).where(sql`${t.retiredAt} IS NULL AND ${t.binId} IS NULL`),
  ],
);
