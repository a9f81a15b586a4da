/** Reads and writes training sessions and attendance. */
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../platform/db/database.ts';
import { trainingAttendanceTable, trainingSessionTable } from './training.table.ts';

export type TrainingRepo = ReturnType<typeof createTrainingRepo>;
type Row = typeof trainingSessionTable.$inferSelect;
export type SessionFields = Pick<Row, 'estateId' | 'group' | 'topic' | 'day' | 'place' | 'trainer' | 'others'>;

export interface SessionInWords extends SessionFields {
  id: number;
  estateName: string | null;
  recordedBy: string;
  cancelledAt: number | null;
}

export interface Attendant {
  sessionId: number;
  personId: number;
  name: string;
}

const sessions = sql`
  SELECT session.id, session.estate_id AS estateId, estate.name AS estateName, session."group" AS "group", session.topic,
    session.day, session.place, session.trainer, session.others, person.name AS recordedBy, session.cancelled_at AS cancelledAt
  FROM training_session AS session LEFT JOIN estate ON estate.id = session.estate_id
    JOIN person ON person.id = session.recorded_by`;

export function createTrainingRepo(db: Db) {
  return {
    find: (id: number): SessionInWords | null =>
      db.all<SessionInWords>(sql`${sessions} WHERE session.id = ${id}`)[0] ?? null,
    /** Of the days from the first to the last, the latest first. */
    between: (fromDay: string, lastDay: string): SessionInWords[] =>
      db.all<SessionInWords>(sql`
        ${sessions} WHERE session.day BETWEEN ${fromDay} AND ${lastDay} ORDER BY session.day DESC, session.id DESC`),
    attendants: (fromDay: string, lastDay: string): Attendant[] =>
      db.all<Attendant>(sql`
        SELECT attendance.session_id AS sessionId, attendance.person_id AS personId, person.name
        FROM training_session AS session JOIN training_attendance AS attendance ON attendance.session_id = session.id
          JOIN person ON person.id = attendance.person_id
        WHERE session.day BETWEEN ${fromDay} AND ${lastDay} AND attendance.removed_at IS NULL
        ORDER BY session.id, person.name, person.id`),
    attendantsOf: (sessionId: number): number[] =>
      db
        .all<{ id: number }>(sql`
          SELECT person_id AS id FROM training_attendance WHERE session_id = ${sessionId} AND removed_at IS NULL`)
        .map(({ id }) => id),
    insert: (row: SessionFields & { recordedAt: number; recordedBy: number }): number =>
      db.insert(trainingSessionTable).values(row).returning({ id: trainingSessionTable.id }).get().id,
    update: (id: number, row: SessionFields & { changedAt: number; changedBy: number }): void =>
      void db.update(trainingSessionTable).set(row).where(eq(trainingSessionTable.id, id)).run(),
    cancel: (id: number, cancelledAt: number, cancelledBy: number): void =>
      void db
        .update(trainingSessionTable)
        .set({ cancelledAt, cancelledBy })
        .where(eq(trainingSessionTable.id, id))
        .run(),
    attend: (sessionId: number, personId: number, recordedAt: number): void =>
      void db
        .insert(trainingAttendanceTable)
        .values({ sessionId, personId, recordedAt })
        .onConflictDoUpdate({
          target: [trainingAttendanceTable.sessionId, trainingAttendanceTable.personId],
          set: { recordedAt, removedAt: null },
        })
        .run(),
    unattend: (sessionId: number, personId: number, removedAt: number): void =>
      void db.run(sql`
        UPDATE training_attendance SET removed_at = ${removedAt} WHERE session_id = ${sessionId} AND person_id = ${personId}`),
  };
}
