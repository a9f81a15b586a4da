/** Reads and writes how far the masking of captures has come. */
import { and, eq, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { cameraTable } from '../cameras/cameras.table.ts';
import { personTable } from '../people/people.table.ts';
import type { Db } from '../platform/db/database.ts';
import { captureTable } from './captures.table.ts';

export type MaskingRepo = ReturnType<typeof createMaskingRepo>;

export function createMaskingRepo(db: Db) {
  // Written out, not bound: only so does SQLite see that the partial index will do.
  const waiting = sql`${captureTable.masking} = 'waiting'`;
  const camera = alias(cameraTable, 'any_camera');
  const person = alias(personTable, 'any_person');
  /** Captures of any source whose bytes have this hash; the index begins with the source. */
  const receivedAs = (sha256: string) =>
    and(
      eq(captureTable.sha256, sha256),
      or(
        sql`${captureTable.cameraId} IN (SELECT ${camera.id} FROM ${cameraTable} AS any_camera)`,
        sql`${captureTable.personId} IN (SELECT ${person.id} FROM ${personTable} AS any_person)`,
      ),
    );
  return {
    /** Notes which masked picture is about to be stored. */
    intend: (id: number, maskedSha256: string): void =>
      void db
        .update(captureTable)
        .set({ maskedSha256 })
        .where(and(eq(captureTable.id, id), waiting))
        .run(),
    /** The masked picture that was intended is stored. */
    setMasked: (id: number, maskedThroughRevision: number): void =>
      void db
        .update(captureTable)
        .set({ masking: 'masked', maskedThroughRevision })
        .where(and(eq(captureTable.id, id), waiting))
        .run(),
    /** The original is given up, unless another try has begun meanwhile; false then. */
    setErased(id: number): boolean {
      const { changes } = db
        .update(captureTable)
        .set({ masking: 'erased', maskedSha256: null })
        .where(and(eq(captureTable.id, id), waiting, isNull(captureTable.dueAt)))
        .run();
      return changes > 0;
    },
    /** Ended without a masked picture, at that time or before. */
    endedUnmasked: (until: number, limit: number) =>
      db
        .select()
        .from(captureTable)
        .where(and(waiting, isNull(captureTable.dueAt), lte(captureTable.endedAt, until)))
        .limit(limit)
        .all(),
    /** Whether a stored picture belongs to another capture too, be it as received or masked. */
    isSharedPicture(sha256: string, captureId: number): boolean {
      const masked = db
        .select({ id: captureTable.id })
        .from(captureTable)
        .where(and(eq(captureTable.maskedSha256, sha256), ne(captureTable.id, captureId)))
        .limit(1)
        .get();
      if (masked) return true;
      const received = db
        .select({ id: captureTable.id })
        .from(captureTable)
        .where(and(receivedAs(sha256), isNull(captureTable.masking)))
        .limit(1)
        .get();
      return received !== undefined;
    },
    /** Originals that wait, how many of them for a person's decision, and when the oldest came. */
    countWaiting: (): { originals: number; ended: number; oldestReceivedAt: number | null } =>
      db
        .select({
          originals: sql<number>`count(*)`,
          ended: sql<number>`count(${captureTable.endedAt})`,
          oldestReceivedAt: sql<number | null>`min(${captureTable.receivedAt})`,
        })
        .from(captureTable)
        .where(waiting)
        .get() ?? { originals: 0, ended: 0, oldestReceivedAt: null },
  };
}
