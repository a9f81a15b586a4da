/** Reads the homes that somebody may search. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { buildingTable, estateTable, householdTable, unitTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import type { SearchableHome } from './home-search.rules.ts';

export interface FoundHome extends SearchableHome {
  kind: 'household' | 'unit';
  id: number;
}
export type HomeSearchRepo = ReturnType<typeof createHomeSearchRepo>;

export function createHomeSearchRepo(db: Db) {
  const names = { estate: estateTable.name, building: buildingTable.name, unit: unitTable.name };
  const ofEstates = (estates: number[] | null) =>
    and(
      isNull(unitTable.retiredAt),
      isNull(buildingTable.retiredAt),
      isNull(estateTable.retiredAt),
      estates === null ? undefined : inArray(buildingTable.estateId, estates),
    );
  return {
    /** All units and households in use of these estates (null: all), the former first. */
    homes(estates: number[] | null): FoundHome[] {
      const units = db
        .select({ id: unitTable.id, ...names })
        .from(unitTable)
        .innerJoin(buildingTable, eq(buildingTable.id, unitTable.buildingId))
        .innerJoin(estateTable, eq(estateTable.id, buildingTable.estateId))
        .where(ofEstates(estates))
        .orderBy(asc(unitTable.id))
        .all();
      const households = db
        .select({ id: householdTable.id, room: householdTable.room, code: householdTable.code, ...names })
        .from(householdTable)
        .innerJoin(unitTable, eq(unitTable.id, householdTable.unitId))
        .innerJoin(buildingTable, eq(buildingTable.id, unitTable.buildingId))
        .innerJoin(estateTable, eq(estateTable.id, buildingTable.estateId))
        .where(and(ofEstates(estates), isNull(householdTable.retiredAt)))
        .orderBy(asc(householdTable.unitId), asc(householdTable.room))
        .all();
      return [
        ...units.map((unit) => ({ ...unit, kind: 'unit' as const, room: null, code: null })),
        ...households.map((household) => ({ ...household, kind: 'household' as const })),
      ];
    },
  };
}
