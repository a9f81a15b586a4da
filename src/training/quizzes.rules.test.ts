import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawQuiz, mostPerCategory, quizResults } from './quizzes.rules.ts';

const categories = ['a', 'b', 'c', 'd'];
const category = fc.constantFrom(...categories);
const pictures = fc
  .array(category, { maxLength: 40 })
  .map((all) => all.map((one, index) => ({ violationId: index + 1, category: one })));

describe('a quiz', () => {
  it('has as many of each category, none twice, and is empty only when one is lacking', () => {
    fc.assert(
      fc.property(pictures, fc.string(), (all, seed) => {
        const { questions, lacking } = drawQuiz(all, categories, seed);
        expect(lacking).toEqual(categories.filter((one) => !all.some((picture) => picture.category === one)));
        expect(questions.length > 0).toBe(lacking.length === 0);
        const counts = categories.map((one) => questions.filter((picture) => picture.category === one).length);
        expect(new Set(counts).size).toBe(1);
        expect(counts[0]).toBeLessThanOrEqual(mostPerCategory);
        expect(new Set(questions.map(({ violationId }) => violationId)).size).toBe(questions.length);
        for (const question of questions) expect(all).toContainEqual(question);
      }),
    );
  });

  it('follows from the seed and the pictures alone, whatever their order, and differs with the seed', () => {
    fc.assert(
      fc.property(pictures, fc.string(), (all, seed) => {
        expect(drawQuiz(all.toReversed(), categories, seed)).toEqual(drawQuiz(all, categories, seed));
      }),
    );
    const many = Array.from({ length: 40 }, (_, index) => ({
      violationId: index + 1,
      category: categories[index % 4] ?? 'a',
    }));
    expect(drawQuiz(many, categories, 'one')).not.toEqual(drawQuiz(many, categories, 'another'));
  });
});

describe('results', () => {
  it('by group, by question and the mistakes tell of the same answers', () => {
    const questions = categories.map((one, index) => ({ position: index + 1, category: one }));
    const answer = fc.record({
      attempt: fc.constantFrom('x', 'y', 'z'),
      group: fc.constantFrom('g', 'h'),
      position: fc.integer({ min: 1, max: 5 }),
      chosen: category,
    });
    fc.assert(
      fc.property(fc.array(answer), (answers) => {
        const { byGroup, byQuestion, mistakes } = quizResults(questions, answers);
        const sum = (of: { answers: number; right: number }[], key: 'answers' | 'right'): number =>
          of.reduce((total, one) => total + one[key], 0);
        expect(sum(byGroup, 'answers')).toBe(answers.filter(({ position }) => position <= 4).length);
        expect(sum(byQuestion, 'answers')).toBe(sum(byGroup, 'answers'));
        expect(sum(byQuestion, 'right')).toBe(sum(byGroup, 'right'));
        const wrong = mistakes.reduce((total, { count }) => total + count, 0);
        expect(wrong + sum(byGroup, 'right')).toBe(sum(byGroup, 'answers'));
        for (const { category: right, chosen } of mistakes) expect(chosen).not.toBe(right);
      }),
    );
  });
});
