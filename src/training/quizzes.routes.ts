/** Quizzes: making one and its results for the office; taking one with its code, without an account. */
import { rateLimit } from 'express-rate-limit';
import { nobody, type PhotoAddresses } from '../captures/photo-addresses.ts';
import type { CommunityService } from '../community/community.service.ts';
import type { Api, Guards } from '../people/people.guards.ts';
import { addedSchema } from '../places/places.schemas.ts';
import { AppError } from '../platform/errors.ts';
import {
  newQuizSchema,
  quizAnswerSchema,
  quizCodeSchema,
  quizListSchema,
  quizParamsSchema,
  quizSchema,
  scoredSchema,
} from './quizzes.schemas.ts';
import type { QuizzesService } from './quizzes.service.ts';

const throttleMs = 15 * 60_000;
/** Answers from one address in a quarter of an hour: a whole class may sit behind one. */
const mostAnswers = 1_200;

function throttle(limit: number, onlyFailed: boolean) {
  return rateLimit({
    windowMs: throttleMs,
    limit,
    skipSuccessfulRequests: onlyFailed,
    standardHeaders: false,
    legacyHeaders: false,
    validate: { keyGeneratorIpFallback: false },
    handler: () => {
      const detail = 'Too many tries. Please wait a quarter of an hour.';
      throw new AppError('too_many_tries', detail, { retryAfterS: throttleMs / 1000 });
    },
  });
}

interface Deps {
  quizzes: QuizzesService;
  community: Pick<CommunityService, 'present'>;
  addresses: Pick<PhotoAddresses, 'makeCrop'>;
  guards: Guards;
  /** Wrong codes from one address within a quarter of an hour. */
  tries: number;
}

function declareTaking(api: Api, { quizzes, community, addresses, tries }: Deps): void {
  const wrongCodes = throttle(tries, true);
  api.get(
    '/quizzes/:code',
    {
      access: 'anyone',
      summary: 'A quiz by its code: pictures of what was confirmed as misplaced, without their answers',
      params: quizCodeSchema,
      answer: quizSchema,
      use: [wrongCodes],
    },
    ({ params: { code } }) => {
      const { quiz, questions } = quizzes.open(code);
      return {
        title: quiz.title,
        isClosed: quiz.closedAt !== null,
        categories: community.present().categories,
        questions: questions.map(({ position, captureId, viewRevisionId }) => ({
          position,
          pictureUrl: addresses.makeCrop(captureId, viewRevisionId, nobody).replace('/crops/', '/public-crops/'),
        })),
      };
    },
  );
  api.post(
    '/quizzes/:code/answers',
    {
      access: 'anyone',
      unlogged: 'nothing says who answers',
      summary: 'Answer a question of a quiz; the first answer of an attempt counts',
      params: quizCodeSchema,
      body: quizAnswerSchema,
      answer: scoredSchema,
      use: [wrongCodes, throttle(mostAnswers, false)],
    },
    ({ params: { code }, body }) => quizzes.answer(code, body),
  );
}

export function createQuizzesRoutes(deps: Deps): Api {
  const { quizzes, guards } = deps;
  const api = guards.api();
  const access = 'organise';
  api.get(
    '/training-quizzes',
    { access, summary: 'Quizzes with their results by group and question, newest first', answer: quizListSchema },
    ({ caller }) => ({
      items: quizzes.list(caller).map(({ quiz, ...results }) => ({
        ...{ id: quiz.id, code: quiz.code, title: quiz.title, seed: quiz.seed, isClosed: quiz.closedAt !== null },
        createdAt: new Date(quiz.createdAt).toISOString(),
        ...results,
      })),
    }),
  );
  api.post(
    '/training-quizzes',
    {
      access,
      action: 'quiz_made',
      summary: 'Make a quiz of confirmed pictures, as many of each category, drawn from a seed that is kept',
      body: newQuizSchema,
      answer: addedSchema,
      status: 201,
    },
    ({ caller, body }) => ({ id: quizzes.make(caller, body) }),
  );
  api.post(
    '/training-quizzes/:id/close',
    { access, action: 'quiz_closed', summary: 'Take no more answers', params: quizParamsSchema },
    ({ caller, params: { id } }) => quizzes.close(caller, id),
  );
  declareTaking(api, deps);
  return api;
}
