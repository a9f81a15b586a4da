/** Reads the outline that a view had in one of its revisions. */
import { eq } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { viewRevisionTable } from './cameras.table.ts';

export type ViewOutlinesRepo = ReturnType<typeof createViewOutlinesRepo>;

export function createViewOutlinesRepo(db: Db) {
  return {
    /** The polygon in fractions of the upright picture; null when there is no such revision. */
    find: (viewRevisionId: number): [number, number][] | null =>
      db
        .select({ polygon: viewRevisionTable.polygon })
        .from(viewRevisionTable)
        .where(eq(viewRevisionTable.id, viewRevisionId))
        .get()?.polygon ?? null,
  };
}
