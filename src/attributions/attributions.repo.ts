/** Reads and writes attributions. */
import { and, asc, eq, inArray, isNotNull, isNull, not, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { findingTable, verdictTable } from '../findings/findings.table.ts';
import { isContested } from '../findings/standing-verdicts.repo.ts';
import { personTable } from '../people/people.table.ts';
import { buildingTable, estateTable, householdTable, stationTable, unitTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import type { AttributionEnd } from './attributions.schemas.ts';
import { attributionTable } from './attributions.table.ts';

export type AttributionsRepo = ReturnType<typeof createAttributionsRepo>;
/** An attribution with the names of all it refers to. */
export type AttributionInWords = ReturnType<ReturnType<typeof createAttributionsRepo>['find']> & {};

export function createAttributionsRepo(db: Db) {
  const attributor = alias(personTable, 'attributor');
  const signer = alias(personTable, 'signer');
  const judge = alias(personTable, 'judge');
  const ender = alias(personTable, 'ender');
  const inWords = () =>
    db
      .select({
        attribution: attributionTable,
        by: { id: attributor.id, name: attributor.name },
        signedBy: { id: signer.id, name: signer.name },
        judgedBy: { id: judge.id, name: judge.name },
        endedBy: { id: ender.id, name: ender.name },
        room: householdTable.room,
        unit: unitTable.name,
        building: buildingTable.name,
        estate: { id: estateTable.id, name: estateTable.name },
      })
      .from(attributionTable)
      .innerJoin(attributor, eq(attributor.id, attributionTable.attributedBy))
      .innerJoin(verdictTable, eq(verdictTable.id, attributionTable.verdictId))
      .innerJoin(judge, eq(judge.id, verdictTable.personId))
      .leftJoin(signer, eq(signer.id, attributionTable.signedBy))
      .leftJoin(ender, eq(ender.id, attributionTable.endedBy))
      .leftJoin(householdTable, eq(householdTable.id, attributionTable.householdId))
      .leftJoin(unitTable, eq(unitTable.id, sql`coalesce(${attributionTable.unitId}, ${householdTable.unitId})`))
      .leftJoin(buildingTable, eq(buildingTable.id, unitTable.buildingId))
      .leftJoin(estateTable, eq(estateTable.id, buildingTable.estateId));
  const one = (where: SQL | undefined) => inWords().where(where).get() ?? null;
  return {
    find: (id: number) => one(eq(attributionTable.id, id)),
    live: (findingId: string) => one(and(eq(attributionTable.findingId, findingId), isNull(attributionTable.endedAt))),
    /** All there ever were of a finding, oldest first. */
    history: (findingId: string) =>
      inWords().where(eq(attributionTable.findingId, findingId)).orderBy(asc(attributionTable.id)).all(),
    /**
     * Live ones to a household or unit that nobody has signed, of stations in these estates (null: all), oldest first. Those of
     * cases that no longer stand, or on which two people differ, wait.
     */
    unsigned: (estates: number[] | null, limit: number) =>
      inWords()
        .innerJoin(findingTable, eq(findingTable.id, attributionTable.findingId))
        .innerJoin(stationTable, eq(stationTable.id, findingTable.stationId))
        .where(
          and(
            isNull(attributionTable.signedAt),
            isNull(attributionTable.endedAt),
            isNotNull(attributionTable.basis),
            not(isContested),
            sql`EXISTS (SELECT 1 FROM violation WHERE violation.verdict_id = ${attributionTable.verdictId} AND violation.voided_at IS NULL)`,
            estates === null ? undefined : inArray(stationTable.estateId, estates),
          ),
        )
        .orderBy(asc(attributionTable.attributedAt))
        .limit(limit)
        .all(),
    /** The estate of a household or unit; null when there is no such. */
    estateOf: (target: { kind: 'household' | 'unit'; id: number }): number | null =>
      db
        .select({ estateId: buildingTable.estateId })
        .from(unitTable)
        .innerJoin(buildingTable, eq(buildingTable.id, unitTable.buildingId))
        .leftJoin(householdTable, eq(householdTable.unitId, unitTable.id))
        .where(target.kind === 'household' ? eq(householdTable.id, target.id) : eq(unitTable.id, target.id))
        .get()?.estateId ?? null,
    /** Accounts with points at stake: whoever has, or had, this household in their responsibility field. */
    stakeholders: (householdId: number): number[] =>
      db
        .all<{ id: number }>(sql`
          SELECT DISTINCT field.person_id AS id FROM household JOIN unit ON unit.id = household.unit_id
            JOIN responsibility_field AS field ON field.household_id = household.id OR field.unit_id = unit.id
              OR field.building_id = unit.building_id
          WHERE household.id = ${householdId} AND field.cancelled_at IS NULL`)
        .map(({ id }) => id),
    insert: (row: Omit<typeof attributionTable.$inferInsert, 'id'>): number =>
      db.insert(attributionTable).values(row).returning({ id: attributionTable.id }).get().id,
    sign: (id: number, signedBy: number | null, signedAt: number | null): void =>
      void db.update(attributionTable).set({ signedBy, signedAt }).where(eq(attributionTable.id, id)).run(),
    /** Live again after a refusal was taken back. */
    reopen: (id: number): void =>
      void db
        .update(attributionTable)
        .set({ endedBy: null, endedAt: null, endedBecause: null, endedNote: null })
        .where(eq(attributionTable.id, id))
        .run(),
    end: (id: number, end: { by: number; at: number; because: AttributionEnd; note: string | null }): void =>
      void db
        .update(attributionTable)
        .set({ endedBy: end.by, endedAt: end.at, endedBecause: end.because, endedNote: end.note })
        .where(eq(attributionTable.id, id))
        .run(),
  };
}
