/** Reads and writes observations. */
import { and, eq } from 'drizzle-orm';
import { modelTable } from '../models/models.table.ts';
import type { Db } from '../platform/db/database.ts';
import { observationTable } from './observations.table.ts';

export type Observation = typeof observationTable.$inferSelect;
export type ObservationsRepo = ReturnType<typeof createObservationsRepo>;

export function createObservationsRepo(db: Db) {
  return {
    /** False when this view of this capture has been recorded for this model before. */
    insert(row: Omit<typeof observationTable.$inferInsert, 'id'>): boolean {
      return db.insert(observationTable).values(row).onConflictDoNothing().run().changes > 0;
    },
    find: (id: number) =>
      db
        .select({ observation: observationTable, model: modelTable })
        .from(observationTable)
        .innerJoin(modelTable, eq(modelTable.id, observationTable.modelId))
        .where(eq(observationTable.id, id))
        .get() ?? null,
    ofCapture: (captureId: number): Observation[] =>
      db
        .select()
        .from(observationTable)
        .where(and(eq(observationTable.captureId, captureId), eq(observationTable.current, true)))
        .all(),
  };
}
