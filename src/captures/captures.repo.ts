/** Reads and writes captures. */
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, min, ne, or, sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { captureTable } from './captures.table.ts';

export type Capture = typeof captureTable.$inferSelect;
export type NewCapture = Omit<typeof captureTable.$inferInsert, 'id'>;
export type CapturesRepo = ReturnType<typeof createCapturesRepo>;

export function createCapturesRepo(db: Db) {
  const findOfCamera = (cameraId: number, sha256: string): Capture | null =>
    db
      .select()
      .from(captureTable)
      .where(and(eq(captureTable.cameraId, cameraId), eq(captureTable.sha256, sha256)))
      .get() ?? null;
  const findOfPerson = (personId: number, sha256: string): Capture | null =>
    db
      .select()
      .from(captureTable)
      .where(and(eq(captureTable.personId, personId), eq(captureTable.sha256, sha256)))
      .get() ?? null;
  return {
    find: (id: number): Capture | null => db.select().from(captureTable).where(eq(captureTable.id, id)).get() ?? null,
    findOfCamera,
    findOfPerson,
    /** Null when the source has sent these bytes before. */
    insert: (row: NewCapture): Capture | null =>
      db.insert(captureTable).values(row).onConflictDoNothing().returning().get() ?? null,
    /** Captures whose time for the sweep has come, longest due first. */
    due: (now: number, limit: number): Capture[] =>
      db
        .select()
        .from(captureTable)
        .where(and(isNotNull(captureTable.dueAt), lte(captureTable.dueAt, now)))
        .orderBy(asc(captureTable.dueAt))
        .limit(limit)
        .all(),
    /** Those that have not ended meanwhile are queued; each counts one more attempt. */
    markQueued(ids: number[], dueAt: number): void {
      db.update(captureTable)
        .set({ state: 'queued', attempts: sql`${captureTable.attempts} + 1`, dueAt })
        .where(and(inArray(captureTable.id, ids), isNotNull(captureTable.dueAt)))
        .run();
    },
    postpone(ids: number[], dueAt: number): void {
      db.update(captureTable)
        .set({ dueAt })
        .where(and(inArray(captureTable.id, ids), isNotNull(captureTable.dueAt)))
        .run();
    },
    /** Ends a capture that has not ended; false when it had. A result may still come for one that was given up. */
    end(
      id: number,
      end: Pick<Capture, 'state' | 'stateReason' | 'endedAt'> & { width?: number; height?: number },
    ): boolean {
      const canRevive = end.state === 'classified' ? eq(captureTable.state, 'failed') : undefined;
      const { changes } = db
        .update(captureTable)
        .set({ ...end, dueAt: null })
        .where(and(eq(captureTable.id, id), or(isNotNull(captureTable.dueAt), canRevive)))
        .run();
      return changes > 0;
    },
    /** Puts an ended capture back to the start, due at once. */
    reopen: (id: number, dueAt: number): void =>
      void db
        .update(captureTable)
        .set({ state: 'received', stateReason: null, attempts: 0, dueAt, endedAt: null })
        .where(eq(captureTable.id, id))
        .run(),
    /** The camera's latest photograph that people may see; with `onlyMasked` one that was masked. */
    latestOf: (cameraId: number, onlyMasked: boolean): Capture | null =>
      db
        .select()
        .from(captureTable)
        .where(
          and(
            eq(captureTable.cameraId, cameraId),
            onlyMasked
              ? eq(captureTable.masking, 'masked')
              : or(isNull(captureTable.masking), eq(captureTable.masking, 'masked')),
            ne(captureTable.state, 'unreadable'),
          ),
        )
        .orderBy(desc(captureTable.capturedAt))
        .limit(1)
        .get() ?? null,
    /** captured_at of the earliest photograph of a camera that is still on its way, of those received after `since`. */
    earliestPending: (cameraId: number, since: number): number | null =>
      db
        .select({ at: min(captureTable.capturedAt) })
        .from(captureTable)
        .where(
          and(eq(captureTable.cameraId, cameraId), isNotNull(captureTable.dueAt), gt(captureTable.receivedAt, since)),
        )
        .get()?.at ?? null,
  };
}
