/** Reads and writes findings and verdicts. */
import { and, asc, eq, gte, inArray, isNull, lt, lte, ne, not, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { viewRevisionTable } from '../cameras/cameras.table.ts';
import { captureTable } from '../captures/captures.table.ts';
import { episodeTable } from '../episodes/episodes.table.ts';
import type { Category } from '../inference/categories.ts';
import { observationTable } from '../observations/observations.table.ts';
import { personTable } from '../people/people.table.ts';
import { isHiddenCapture } from '../photo-hidings/photo-hidings.repo.ts';
import { binTable, estateTable, stationTable } from '../places/places.table.ts';
import { countRows } from '../platform/db/count-rows.ts';
import type { Db } from '../platform/db/database.ts';
import { volunteerReportTable } from '../volunteer-reports/volunteer-reports.table.ts';
import { heldBelow } from './findings.rules.ts';
import type { FindingSource } from './findings.schemas.ts';
import { findingTable, verdictTable } from './findings.table.ts';
import { isHiddenFrom, isOfOwnHousehold, isOfOwnVerdict } from './standing-verdicts.repo.ts';

export type Finding = typeof findingTable.$inferSelect;
export type Verdict = typeof verdictTable.$inferSelect;
export type FindingsRepo = ReturnType<typeof createFindingsRepo>;
/** A finding with all that its item shows. */
export type FindingInPlace = ReturnType<ReturnType<typeof createFindingsRepo>['findInPlace']> & {};

/** Whom to deal to: their estates (null: all), and nothing that they themselves photographed. */
export interface Reviewer {
  id: number;
  estates: number[] | null;
  /** Their own home: what was ever said to be its never comes to them. */
  householdId?: number | null;
  /** The last day that had its draw of audits; some flags of later days wait (see heldBelow). Null: none had, none waits. */
  drawnDay?: string | null;
}

export function createFindingsRepo(db: Db) {
  /** What a reviewer may get at all. */
  const openFor = (reviewer: Reviewer): SQL | undefined =>
    and(
      eq(findingTable.state, 'open'),
      reviewer.estates === null ? undefined : inArray(stationTable.estateId, reviewer.estates),
      or(isNull(captureTable.personId), ne(captureTable.personId, reviewer.id)),
      not(isOfOwnVerdict(reviewer.id)),
      not(isHiddenCapture),
      reviewer.householdId == null ? undefined : not(isOfOwnHousehold(reviewer.householdId)),
      reviewer.drawnDay
        ? or(
            lte(findingTable.day, reviewer.drawnDay),
            ne(findingTable.source, 'flag'),
            gte(findingTable.dealOrder, heldBelow),
          )
        : undefined,
    );
  const open = () =>
    db
      .select({ finding: findingTable })
      .from(findingTable)
      .innerJoin(stationTable, eq(stationTable.id, findingTable.stationId))
      .leftJoin(observationTable, eq(observationTable.id, findingTable.observationId))
      .leftJoin(
        captureTable,
        eq(captureTable.id, sql`coalesce(${observationTable.captureId}, ${findingTable.reportCaptureId})`),
      );
  return {
    find: (id: string): Finding | null => db.select().from(findingTable).where(eq(findingTable.id, id)).get() ?? null,
    findInPlace: (id: string) =>
      db
        .select({
          finding: findingTable,
          /** Why it, or what it asks about again, came to be dealt. */
          source: sql<FindingSource>`coalesce((SELECT first.source FROM second_look JOIN finding AS first
            ON first.id = second_look.finding_id WHERE ${findingTable.id} IN (second_look.second_id, second_look.third_id)),
            ${findingTable.source})`,
          estate: { id: estateTable.id, name: estateTable.name },
          station: { id: stationTable.id, name: stationTable.name },
          bin: { id: binTable.id, name: binTable.name },
          expected: sql<Category | null>`coalesce(${episodeTable.expected}, ${volunteerReportTable.expected})`,
          capture: captureTable,
          /** 1: nobody is shown the photograph. */
          isPhotoHidden: isHiddenCapture,
          outline: viewRevisionTable.polygon,
          /** Null: the whole photograph. */
          viewRevisionId: observationTable.viewRevisionId,
        })
        .from(findingTable)
        .innerJoin(stationTable, eq(stationTable.id, findingTable.stationId))
        .innerJoin(estateTable, eq(estateTable.id, stationTable.estateId))
        .leftJoin(episodeTable, eq(episodeTable.id, findingTable.episodeId))
        .leftJoin(volunteerReportTable, eq(volunteerReportTable.captureId, findingTable.reportCaptureId))
        .leftJoin(binTable, eq(binTable.id, sql`coalesce(${episodeTable.binId}, ${volunteerReportTable.binId})`))
        .leftJoin(observationTable, eq(observationTable.id, findingTable.observationId))
        .leftJoin(viewRevisionTable, eq(viewRevisionTable.id, observationTable.viewRevisionId))
        .innerJoin(
          captureTable,
          eq(captureTable.id, sql`coalesce(${observationTable.captureId}, ${findingTable.reportCaptureId})`),
        )
        .where(eq(findingTable.id, id))
        .get() ?? null,
    findFlagOf: (episodeId: number): Finding | null =>
      db
        .select()
        .from(findingTable)
        .where(and(eq(findingTable.episodeId, episodeId), eq(findingTable.source, 'flag')))
        .get() ?? null,
    /** The observation of a whole photograph. */
    wholeObservationOf: (captureId: number): number | null =>
      db
        .select({ id: observationTable.id })
        .from(observationTable)
        .where(
          and(
            eq(observationTable.captureId, captureId),
            eq(observationTable.current, true),
            isNull(observationTable.viewRevisionId),
          ),
        )
        .get()?.id ?? null,
    insert: (row: typeof findingTable.$inferInsert): void => void db.insert(findingTable).values(row).run(),
    update: (id: string, change: Partial<Finding>): void =>
      void db.update(findingTable).set(change).where(eq(findingTable.id, id)).run(),

    /** The next open findings for a reviewer that nobody else has before them; oldest day first, seeded within it. */
    next: (reviewer: Reviewer, now: number, except: string[], limit: number): Finding[] =>
      open()
        .where(
          and(
            openFor(reviewer),
            or(
              isNull(findingTable.leasedTo),
              eq(findingTable.leasedTo, reviewer.id),
              lt(findingTable.leasedUntil, now),
            ),
            except.length === 0 ? undefined : notInArray(findingTable.id, except),
          ),
        )
        .orderBy(asc(findingTable.day), asc(findingTable.dealOrder))
        .limit(limit)
        .all()
        .map((row) => row.finding),
    /** Open findings of a bin for a reviewer that nobody else has before them, in the order of their photographs. */
    openOfBin: (reviewer: Reviewer, binId: number, now: number, except: string[], limit: number): Finding[] =>
      open()
        .leftJoin(episodeTable, eq(episodeTable.id, findingTable.episodeId))
        .leftJoin(volunteerReportTable, eq(volunteerReportTable.captureId, findingTable.reportCaptureId))
        .where(
          and(
            openFor(reviewer),
            or(
              isNull(findingTable.leasedTo),
              eq(findingTable.leasedTo, reviewer.id),
              lt(findingTable.leasedUntil, now),
            ),
            sql`coalesce(${episodeTable.binId}, ${volunteerReportTable.binId}) = ${binId}`,
            except.length === 0 ? undefined : notInArray(findingTable.id, except),
          ),
        )
        .orderBy(asc(captureTable.capturedAt), asc(findingTable.id))
        .limit(limit)
        .all()
        .map((row) => row.finding),
    countOpen: (reviewer: Reviewer): number =>
      db
        .select({ rows: sql<number>`count(*)` })
        .from(open().where(openFor(reviewer)).as('open_findings'))
        .get()?.rows ?? 0,
    /** Those of them whose photograph was hidden. */
    hiddenAmong: (ids: string[]): string[] =>
      ids.length === 0
        ? []
        : open()
            .where(and(inArray(findingTable.id, ids), isHiddenCapture))
            .all()
            .map((row) => row.finding.id),
    renewLeases(ids: string[], personId: number, leasedUntil: number): void {
      db.update(findingTable)
        .set({ leasedUntil })
        .where(and(inArray(findingTable.id, ids), eq(findingTable.leasedTo, personId), eq(findingTable.state, 'open')))
        .run();
    },

    liveVerdict: (findingId: string) =>
      db
        .select({ verdict: verdictTable, by: { id: personTable.id, name: personTable.name } })
        .from(verdictTable)
        .innerJoin(personTable, eq(personTable.id, verdictTable.personId))
        .where(and(eq(verdictTable.findingId, findingId), isNull(verdictTable.undoneAt)))
        .get() ?? null,
    /** Whether a second look at it is not for this person, who has judged what it asks about again. */
    isOfOwnVerdict: (id: string, personId: number): boolean =>
      countRows(db, findingTable, and(eq(findingTable.id, id), isOfOwnVerdict(personId))) > 0,
    /** Whether this person must not be shown it although it is judged. */
    isHiddenFrom: (id: string, personId: number, now: number): boolean =>
      countRows(
        db,
        findingTable,
        and(eq(findingTable.id, id), eq(findingTable.state, 'judged'), isHiddenFrom(personId, now)),
      ) > 0,
    /** Whether this person has given a verdict on it before, and so has seen the prediction. */
    hasJudged: (findingId: string, personId: number): boolean =>
      countRows(
        db,
        verdictTable,
        and(eq(verdictTable.findingId, findingId), sql`+${verdictTable.personId} = ${personId}`),
      ) > 0,
    insertVerdict: (row: Omit<typeof verdictTable.$inferInsert, 'id'>): Verdict =>
      db.insert(verdictTable).values(row).returning().get(),
    undoVerdict: (id: number, undoneAt: number, undoneBy: number): void =>
      void db.update(verdictTable).set({ undoneAt, undoneBy }).where(eq(verdictTable.id, id)).run(),
  };
}
