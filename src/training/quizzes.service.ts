/** Makes quizzes of the community's own confirmed pictures, takes answers of whoever has the code, and sums them. */
import { randomBytes } from 'node:crypto';
import { categories } from '../inference/categories.ts';
import { maySeeEstate } from '../people/people.rules.ts';
import type { Person } from '../people/people.service.ts';
import type { PlacesService } from '../places/places.service.ts';
import type { Calendar } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, inTransaction } from '../platform/db/database.ts';
import { AppError } from '../platform/errors.ts';
import { codeFrom } from '../stickers/stickers.rules.ts';
import type { Question, QuizzesRepo, Quiz as Row } from './quizzes.repo.ts';
import { drawQuiz, quizResults } from './quizzes.rules.ts';
import type { NewQuiz, QuizAnswer, Scored } from './quizzes.schemas.ts';

export type QuizzesService = ReturnType<typeof createQuizzesService>;

/** Pictures of so many months back: what people throw away changes with the seasons. */
const monthsBack = 12;

export function createQuizzesService(deps: {
  db: Db;
  repo: QuizzesRepo;
  places: Pick<PlacesService, 'estates'>;
  calendar: Calendar;
  clock: Clock;
}) {
  const { db, repo, places, calendar, clock } = deps;
  const mayHave = (by: Person, estateId: number | null): boolean =>
    estateId === null ? by.estates === null : maySeeEstate(by.estates, estateId);

  const firstMonth = (): string => {
    let month = calendar.monthOf(clock());
    for (let back = 0; back < monthsBack; back += 1) month = calendar.monthBefore(month);
    return month;
  };
  const newCode = (): string => {
    for (;;) {
      const code = codeFrom(randomBytes(6));
      if (!repo.byCode(code)) return code;
    }
  };
  const byCode = (code: string): Row => {
    const quiz = repo.byCode(code);
    if (!quiz) throw new AppError('no_such_quiz', 'There is no quiz of this code.');
    return quiz;
  };

  return {
    /** Throws `no_such_place`, `too_few_pictures`. */
    make(by: Person, { title, estateId }: NewQuiz): number {
      return inTransaction(db, () => {
        const isKnown = estateId === null || places.estates().some(({ id }) => id === estateId);
        if (!isKnown || !mayHave(by, estateId)) {
          throw new AppError('no_such_place', 'There is no such estate, or not one for this account.');
        }
        const seed = randomBytes(16).toString('hex');
        const { questions, lacking } = drawQuiz(repo.pictures(firstMonth(), estateId), categories, seed);
        if (questions.length === 0) {
          throw new AppError('too_few_pictures', `There is no confirmed picture of: ${lacking.join(', ')}.`);
        }
        const row = { code: newCode(), title, estateId, seed, createdAt: clock(), createdBy: by.id };
        return repo.insert(row, questions);
      });
    },
    /** Throws `no_such_quiz`. */
    close(by: Person, id: number): void {
      inTransaction(db, () => {
        const quiz = repo.find(id);
        if (!quiz || !mayHave(by, quiz.estateId)) throw new AppError('no_such_quiz', 'There is no such quiz.');
        if (quiz.closedAt === null) repo.close(id, clock());
      });
    },
    /** The caller's, with results, newest first. */
    list: (by: Person) =>
      repo
        .all()
        .filter(({ estateId }) => mayHave(by, estateId))
        .map((quiz) => ({
          quiz,
          shown: repo.questions(quiz.id).length,
          ...quizResults(repo.drawn(quiz.id), repo.answers(quiz.id)),
        })),
    /** Throws `no_such_quiz`. A closed one shows no pictures. */
    open(code: string): { quiz: Row; questions: Question[] } {
      const quiz = byCode(code);
      return { quiz, questions: quiz.closedAt === null ? repo.questions(quiz.id) : [] };
    },
    /** The first answer counts; a second changes nothing. Throws `no_such_quiz`, `quiz_closed`. */
    answer(code: string, answer: QuizAnswer): Scored {
      return inTransaction(db, () => {
        const quiz = byCode(code);
        if (quiz.closedAt !== null) throw new AppError('quiz_closed', 'This quiz takes no more answers.');
        const question = repo.questions(quiz.id).find(({ position }) => position === answer.position);
        if (!question) throw new AppError('no_such_quiz', 'There is no such question in this quiz.');
        repo.answer({ quizId: quiz.id, ...answer, answeredAt: clock() });
        return { isRight: question.category === answer.chosen, right: question.category, lay: question.expected };
      });
    },
  };
}
