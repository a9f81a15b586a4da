/** Reads and writes what is hidden; also the part of queries that knows of it. */
import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { captureTable } from '../captures/captures.table.ts';
import { observationTable } from '../observations/observations.table.ts';
import { personTable } from '../people/people.table.ts';
import { estateTable, stationTable } from '../places/places.table.ts';
import type { Db } from '../platform/db/database.ts';
import { photoHidingTable } from './photo-hidings.table.ts';

export type PhotoHidingsRepo = ReturnType<typeof createPhotoHidingsRepo>;
/** A hiding with the names of all it refers to. */
export type HidingInWords = ReturnType<PhotoHidingsRepo['find']> & {};

/** True for a `capture` whose stored picture nobody is shown. */
export const isHiddenCapture: SQL<number> = sql`EXISTS (SELECT 1 FROM photo_hiding
  WHERE photo_hiding.lifted_at IS NULL AND photo_hiding.sha256 = coalesce(capture.masked_sha256, capture.sha256))`;

/** True for a `finding` that nobody can judge, as its photograph is hidden. */
export const isHiddenFinding: SQL<number> = sql`EXISTS (
  SELECT 1 FROM observation AS shown JOIN capture ON capture.id = shown.capture_id
  WHERE shown.id = finding.observation_id AND ${isHiddenCapture})`;

export function createPhotoHidingsRepo(db: Db) {
  const hider = alias(personTable, 'hider');
  const lifter = alias(personTable, 'lifter');
  const inWords = () =>
    db
      .select({
        hiding: photoHidingTable,
        capturedAt: captureTable.capturedAt,
        station: { id: stationTable.id, name: stationTable.name },
        estate: { id: estateTable.id, name: estateTable.name },
        by: { id: hider.id, name: hider.name },
        liftedBy: { id: lifter.id, name: lifter.name },
      })
      .from(photoHidingTable)
      .innerJoin(captureTable, eq(captureTable.id, photoHidingTable.captureId))
      .innerJoin(stationTable, eq(stationTable.id, captureTable.stationId))
      .innerJoin(estateTable, eq(estateTable.id, stationTable.estateId))
      .innerJoin(hider, eq(hider.id, photoHidingTable.hiddenBy))
      .leftJoin(lifter, eq(lifter.id, photoHidingTable.liftedBy));
  return {
    /** By the hash of the stored picture. */
    isHidden: (sha256: string): boolean =>
      db
        .select({ id: photoHidingTable.id })
        .from(photoHidingTable)
        .where(and(eq(photoHidingTable.sha256, sha256), isNull(photoHidingTable.liftedAt)))
        .get() !== undefined,
    find: (id: number) => inWords().where(eq(photoHidingTable.id, id)).get() ?? null,
    /** In these estates (null: all): those in force first, newest first. */
    list: (estates: number[] | null, limit: number) =>
      inWords()
        .where(estates === null ? undefined : inArray(stationTable.estateId, estates))
        .orderBy(asc(sql`${photoHidingTable.liftedAt} IS NOT NULL`), desc(photoHidingTable.id))
        .limit(limit)
        .all(),
    /** The photographs of an episode. */
    capturesOf: (episodeId: number) =>
      db
        .selectDistinct({ capture: captureTable })
        .from(observationTable)
        .innerJoin(captureTable, eq(captureTable.id, observationTable.captureId))
        .where(eq(observationTable.episodeId, episodeId))
        .all()
        .map(({ capture }) => capture),
    insert: (row: Omit<typeof photoHidingTable.$inferInsert, 'id'>): void =>
      void db.insert(photoHidingTable).values(row).run(),
    lift: (id: number, liftedBy: number, liftedAt: number, liftedNote: string): void =>
      void db.update(photoHidingTable).set({ liftedBy, liftedAt, liftedNote }).where(eq(photoHidingTable.id, id)).run(),
  };
}
