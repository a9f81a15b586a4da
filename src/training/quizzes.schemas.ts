/** Quizzes as the API takes and shows them. */
import { z } from 'zod';
import { categories } from '../inference/categories.ts';
import { trainingGroups } from './training.schemas.ts';

export const quizParamsSchema = z.object({ id: z.coerce.number().int().positive() });
export const quizCodeSchema = z.object({ code: z.string().trim().toUpperCase().min(1).max(16) });
/** Body of POST /training-quizzes. Without an estate: pictures of the whole community. */
export const newQuizSchema = z.strictObject({
  title: z.string().trim().min(1).max(60),
  estateId: z.int().positive().nullable().default(null),
});
/** Answer of GET /quizzes/{code}. */
export const quizSchema = z.object({
  title: z.string(),
  isClosed: z.boolean(),
  categories: z.array(
    z.object({ id: z.enum(categories), names: z.record(z.string(), z.string()), colour: z.string() }),
  ),
  questions: z.array(z.object({ position: z.int(), pictureUrl: z.string() })),
});
/** Body of POST /quizzes/{code}/answers. */
export const quizAnswerSchema = z.strictObject({
  /** Made up by the page; nothing says who it is. */
  attempt: z.uuid(),
  group: z.enum(trainingGroups),
  position: z.int().positive(),
  chosen: z.enum(categories),
});
/** Its answer: the right category, and that of the bin in which it lay. */
export const scoredSchema = z.object({ isRight: z.boolean(), right: z.enum(categories), lay: z.enum(categories) });

const counts = { answers: z.int(), right: z.int() };
/** Answer of GET /training-quizzes, newest first. */
export const quizListSchema = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      code: z.string(),
      title: z.string(),
      seed: z.string(),
      createdAt: z.iso.datetime({ offset: true }),
      isClosed: z.boolean(),
      /** Fewer may be shown than were drawn: cases are voided, pictures hidden. */
      shown: z.int(),
      byGroup: z.array(z.object({ group: z.string(), attempts: z.int(), ...counts })),
      byQuestion: z.array(z.object({ position: z.int(), category: z.string(), ...counts })),
      mistakes: z.array(z.object({ category: z.string(), chosen: z.string(), count: z.int() })),
    }),
  ),
});

export type NewQuiz = z.infer<typeof newQuizSchema>;
export type QuizView = z.infer<typeof quizSchema>;
export type QuizAnswer = z.infer<typeof quizAnswerSchema>;
export type Scored = z.infer<typeof scoredSchema>;
export type QuizList = z.infer<typeof quizListSchema>;
