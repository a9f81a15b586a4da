/** Reads and writes quizzes, and which confirmed pictures may be shown in one. */
import { asc, desc, eq, sql } from 'drizzle-orm';
import { isContested } from '../findings/standing-verdicts.repo.ts';
import type { Category } from '../inference/categories.ts';
import { isHiddenCapture } from '../photo-hidings/photo-hidings.repo.ts';
import type { Db } from '../platform/db/database.ts';
import { trainingAnswerTable, trainingQuestionTable, trainingQuizTable } from './training.table.ts';

export type QuizzesRepo = ReturnType<typeof createQuizzesRepo>;
export type Quiz = typeof trainingQuizTable.$inferSelect;
export type NewAnswer = typeof trainingAnswerTable.$inferInsert;

export interface QuizPicture {
  violationId: number;
  category: Category;
  captureId: number;
  viewRevisionId: number;
}

export interface Question extends QuizPicture {
  position: number;
  expected: Category;
}

// Live cases that cameras saw, agreed on, their picture not hidden, and never said to be anybody's: so there is no notice of them either,
// and no appeal.
const pictures = sql`
  violation INDEXED BY violation_month_station JOIN finding ON finding.id = violation.finding_id
    JOIN observation ON observation.id = finding.observation_id
    JOIN capture ON capture.id = observation.capture_id`;
const mayBeShown = sql`
  violation.voided_at IS NULL AND violation.episode_id IS NOT NULL AND observation.view_revision_id IS NOT NULL
  AND NOT ${isContested} AND NOT ${isHiddenCapture}
  AND NOT EXISTS (SELECT 1 FROM attribution WHERE attribution.finding_id = finding.id)`;
const columns = sql.raw(`violation.id AS violationId, violation.expected, observation.capture_id AS captureId,
  observation.view_revision_id AS viewRevisionId`);

export function createQuizzesRepo(db: Db) {
  return {
    /** Confirmed cases with one actual category of the months from `month` on; of an estate when asked. */
    pictures: (month: string, estateId: number | null): QuizPicture[] =>
      db.all<QuizPicture>(sql`
        SELECT ${columns}, violation.actual AS category FROM ${pictures}
        WHERE violation.month >= ${month} AND violation.actual <> 'mixed' AND ${mayBeShown}
          AND (${estateId} IS NULL OR violation.station_id IN (SELECT id FROM station WHERE estate_id = ${estateId}))
        ORDER BY violation.id`),
    /** Those of a quiz that may still be shown. */
    questions: (quizId: number): Question[] =>
      db.all<Question>(sql`
        SELECT question.position, question.category, ${columns}
        FROM training_question AS question JOIN violation ON violation.id = question.violation_id
          JOIN finding ON finding.id = violation.finding_id JOIN observation ON observation.id = finding.observation_id
          JOIN capture ON capture.id = observation.capture_id
        WHERE question.quiz_id = ${quizId} AND ${mayBeShown} ORDER BY question.position`),
    /** All that were drawn. */
    drawn: (quizId: number) =>
      db
        .select()
        .from(trainingQuestionTable)
        .where(eq(trainingQuestionTable.quizId, quizId))
        .orderBy(asc(trainingQuestionTable.position))
        .all(),
    all: (): Quiz[] => db.select().from(trainingQuizTable).orderBy(desc(trainingQuizTable.id)).all(),
    find: (id: number): Quiz | null =>
      db.select().from(trainingQuizTable).where(eq(trainingQuizTable.id, id)).get() ?? null,
    byCode: (code: string): Quiz | null =>
      db.select().from(trainingQuizTable).where(eq(trainingQuizTable.code, code)).get() ?? null,
    insert(
      quiz: Omit<Quiz, 'id' | 'closedAt'>,
      questions: readonly { violationId: number; category: string }[],
    ): number {
      const { id } = db.insert(trainingQuizTable).values(quiz).returning({ id: trainingQuizTable.id }).get();
      for (const [index, { violationId, category }] of questions.entries()) {
        const row = { quizId: id, position: index + 1, violationId, category: category as Category };
        db.insert(trainingQuestionTable).values(row).run();
      }
      return id;
    },
    close: (id: number, closedAt: number): void =>
      void db.update(trainingQuizTable).set({ closedAt }).where(eq(trainingQuizTable.id, id)).run(),
    answers: (quizId: number) =>
      db.select().from(trainingAnswerTable).where(eq(trainingAnswerTable.quizId, quizId)).all(),
    /** The first answer of an attempt to a question counts. */
    answer: (row: NewAnswer): void => void db.insert(trainingAnswerTable).values(row).onConflictDoNothing().run(),
  };
}
