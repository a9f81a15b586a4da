/** Reads and writes estates, homes, stations and bins. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Category } from '../inference/categories.ts';
import { countRows } from '../platform/db/count-rows.ts';
import type { Db } from '../platform/db/database.ts';
import type { OpeningHours } from './opening-hours.schemas.ts';
import { binTable, estateTable, householdTable, stationTable } from './places.table.ts';

export interface Bin {
  id: number;
  name: string;
  expected: Category;
  position: number;
  retiredAt: number | null;
}
export interface Station {
  id: number;
  name: string;
  estate: { id: number; name: string };
  openingHours: OpeningHours;
  retiredAt: number | null;
  bins: Bin[];
}
export type PlacesRepo = ReturnType<typeof createPlacesRepo>;

export function createPlacesRepo(db: Db) {
  return {
    estates: () => db.select().from(estateTable).orderBy(estateTable.id).all(),
    hasEstate: (id: number): boolean => countRows(db, estateTable, eq(estateTable.id, id)) > 0,
    /** Null when the name is taken. */
    insertEstate(name: string, createdAt: number): number | null {
      const added = db.insert(estateTable).values({ name, createdAt }).onConflictDoNothing().returning().get();
      return added?.id ?? null;
    },
    /** Those in use, with their bins in use, unless retired ones are asked for too: what is past may be theirs. */
    stations({ withRetired } = { withRetired: false }): Station[] {
      const isShown = withRetired ? undefined : isNull(binTable.retiredAt);
      const bins = db.select().from(binTable).where(isShown).orderBy(binTable.stationId, binTable.position).all();
      const byStation = Map.groupBy(bins, (bin) => bin.stationId);
      return db
        .select({ station: stationTable, estate: { id: estateTable.id, name: estateTable.name } })
        .from(stationTable)
        .innerJoin(estateTable, eq(estateTable.id, stationTable.estateId))
        .where(withRetired ? undefined : isNull(stationTable.retiredAt))
        .orderBy(estateTable.id, stationTable.id)
        .all()
        .map(({ station, estate }) => ({
          id: station.id,
          name: station.name,
          estate,
          openingHours: station.openingHours,
          retiredAt: station.retiredAt,
          bins: (byStation.get(station.id) ?? []).map(({ stationId: _, ...bin }) => bin),
        }));
    },
    station(id: number): { id: number; estateId: number; openingHours: OpeningHours } | null {
      return db.select().from(stationTable).where(eq(stationTable.id, id)).get() ?? null;
    },
    /** Those in use. */
    binsOf: (stationId: number): Bin[] =>
      db
        .select()
        .from(binTable)
        .where(and(eq(binTable.stationId, stationId), isNull(binTable.retiredAt)))
        .all(),
    /** Null when the estate has a station of this name. */
    insertStation(row: Omit<typeof stationTable.$inferInsert, 'id'>): number | null {
      return db.insert(stationTable).values(row).onConflictDoNothing().returning().get()?.id ?? null;
    },
    insertBin: (row: Omit<typeof binTable.$inferInsert, 'id'>): number =>
      db.insert(binTable).values(row).returning().get().id,
    householdCount: (): number => countRows(db, householdTable),
  };
}
