/** Reads and writes patrol posts, changes of their days, and patrols. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import type { Change, Post } from './patrols.rules.ts';
import { patrolChangeTable, patrolPostTable, patrolTable } from './patrols.table.ts';

export type PatrolsRepo = ReturnType<typeof createPatrolsRepo>;
type PatrolRow = typeof patrolTable.$inferSelect;

export interface PostInWords extends Post {
  personName: string;
  stationName: string;
  estateId: number;
  estateName: string;
}

export interface PatrolInWords extends PatrolRow {
  personName: string;
  stationName: string;
  estateId: number;
  estateName: string;
  /** Sent from this station by this person while it went on. */
  reports: number;
}

const posts = sql`
  SELECT post.id, post.person_id AS personId, post.station_id AS stationId, post.weekday, post.from_day AS fromDay,
    post.last_day AS lastDay, post.from_minute AS fromMinute, post.to_minute AS toMinute, post.recorded_at AS recordedAt,
    post.cancelled_at AS cancelledAt, person.name AS personName, station.name AS stationName, estate.id AS estateId,
    estate.name AS estateName
  FROM patrol_post AS post JOIN person ON person.id = post.person_id JOIN station ON station.id = post.station_id
    JOIN estate ON estate.id = station.estate_id`;

// A phone's report is linked by when its photograph was taken: one kept without network finds its patrol all the same.
const patrols = sql`
  SELECT patrol.id, patrol.person_id AS personId, patrol.station_id AS stationId, patrol.post_id AS postId, patrol.day,
    patrol.started_at AS startedAt, patrol.due_end_at AS dueEndAt, patrol.ended_at AS endedAt, patrol.outcome, patrol.note,
    person.name AS personName, station.name AS stationName, estate.id AS estateId, estate.name AS estateName,
    (SELECT count(*) FROM volunteer_report AS report INDEXED BY volunteer_report_time
      WHERE report.captured_at BETWEEN patrol.started_at AND coalesce(patrol.ended_at, patrol.due_end_at)
        AND report.person_id = patrol.person_id AND report.station_id = patrol.station_id) AS reports
  FROM patrol JOIN person ON person.id = patrol.person_id JOIN station ON station.id = patrol.station_id
    JOIN estate ON estate.id = station.estate_id`;

const postOf = ({ cancelledAt, ...row }: Omit<PostInWords, 'isCancelled'> & { cancelledAt: number | null }) => ({
  ...row,
  isCancelled: cancelledAt !== null,
});
type PostRow = Parameters<typeof postOf>[0];

export function createPatrolsRepo(db: Db) {
  return {
    posts: (): PostInWords[] =>
      db
        .all<PostRow>(sql`${posts} ORDER BY estate.id, station.id, post.weekday, post.from_minute, post.id`)
        .map(postOf),
    post: (id: number): PostInWords | null =>
      db.all<PostRow>(sql`${posts} WHERE post.id = ${id}`).map(postOf)[0] ?? null,
    insertPost: (row: Omit<typeof patrolPostTable.$inferInsert, 'id'>): number =>
      db.insert(patrolPostTable).values(row).returning({ id: patrolPostTable.id }).get().id,
    endPost: (id: number, end: { lastDay: string | null; endedAt: number; endedBy: number }): void =>
      void db.update(patrolPostTable).set(end).where(eq(patrolPostTable.id, id)).run(),
    cancelPost: (id: number, cancelled: { cancelledAt: number; cancelledBy: number }): void =>
      void db.update(patrolPostTable).set(cancelled).where(eq(patrolPostTable.id, id)).run(),
    /** Of the days from the first to the last, in the order recorded. */
    changes: (fromDay: string, lastDay: string): Change[] =>
      db.all<Change>(sql`
        SELECT post_id AS postId, day, kind, person_id AS personId FROM patrol_change
        WHERE day BETWEEN ${fromDay} AND ${lastDay} ORDER BY id`),
    insertChange: (row: Omit<typeof patrolChangeTable.$inferInsert, 'id'>): void =>
      void db.insert(patrolChangeTable).values(row).run(),
    /** Of the days from the first to the last, the latest first; of one person when asked. */
    patrols: (fromDay: string, lastDay: string, personId: number | null = null): PatrolInWords[] =>
      db.all<PatrolInWords>(sql`
        ${patrols} WHERE patrol.day BETWEEN ${fromDay} AND ${lastDay}
          ${personId === null ? sql`` : sql`AND patrol.person_id = ${personId}`}
        ORDER BY patrol.started_at DESC, patrol.id DESC`),
    find: (id: number): PatrolInWords | null =>
      db.all<PatrolInWords>(sql`${patrols} WHERE patrol.id = ${id}`)[0] ?? null,
    ofShift: (postId: number, day: string): PatrolRow | null =>
      db
        .select()
        .from(patrolTable)
        .where(and(eq(patrolTable.postId, postId), eq(patrolTable.day, day)))
        .get() ?? null,
    /** Those of a person that were not signed off and are not over by themselves. */
    running: (personId: number, now: number): PatrolRow[] =>
      db
        .select()
        .from(patrolTable)
        .where(
          and(eq(patrolTable.personId, personId), isNull(patrolTable.endedAt), sql`${patrolTable.dueEndAt} > ${now}`),
        )
        .all(),
    insert: (row: Omit<typeof patrolTable.$inferInsert, 'id'>): number =>
      db.insert(patrolTable).values(row).returning({ id: patrolTable.id }).get().id,
    update: (id: number, set: Partial<Pick<PatrolRow, 'endedAt' | 'outcome' | 'note'>>): void =>
      void db.update(patrolTable).set(set).where(eq(patrolTable.id, id)).run(),
  };
}
