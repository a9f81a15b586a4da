/** Which confirmed pictures a quiz shows, as many of each category, and what its answers tell. Pure. */
import { createHmac } from 'node:crypto';

export interface Picture {
  violationId: number;
  category: string;
}

/** Most questions of one category. */
export const mostPerCategory = 3;

const placeOf = (seed: string, of: string): number =>
  createHmac('sha256', seed).update(`quiz ${of}`).digest().readUIntBE(0, 6);

/**
 * The same number of each category, in an order of the seed's: the same pictures and seed always make the same quiz. Empty, with
 * what is lacking, when a category has none.
 */
export function drawQuiz(
  pictures: readonly Picture[],
  categories: readonly string[],
  seed: string,
): { questions: Picture[]; lacking: string[] } {
  const byPlace = (one: Picture, other: Picture): number =>
    placeOf(seed, `${one.violationId}`) - placeOf(seed, `${other.violationId}`) || one.violationId - other.violationId;
  const groups = categories.map((category) => pictures.filter((one) => one.category === category).toSorted(byPlace));
  const lacking = categories.filter((_, index) => groups[index]?.length === 0);
  if (lacking.length > 0) return { questions: [], lacking };
  const each = Math.min(mostPerCategory, ...groups.map(({ length }) => length));
  return { questions: groups.flatMap((group) => group.slice(0, each)).toSorted(byPlace), lacking };
}

export interface Answer {
  attempt: string;
  group: string;
  position: number;
  chosen: string;
}

/** By group: how many took it, answers and right ones; by question the same; which category is mistaken for which, how often. */
export function quizResults(questions: readonly { position: number; category: string }[], answers: readonly Answer[]) {
  const right = new Map(questions.map(({ position, category }) => [position, category]));
  const known = answers.filter(({ position }) => right.has(position));
  const isRight = ({ position, chosen }: Answer): boolean => right.get(position) === chosen;
  const count = (of: readonly Answer[]) => ({ answers: of.length, right: of.filter(isRight).length });
  const groups = [...new Set(known.map(({ group }) => group))].sort();
  const mistakes = new Map<string, { category: string; chosen: string; count: number }>();
  for (const answer of known.filter((one) => !isRight(one))) {
    const category = right.get(answer.position) ?? '';
    const key = `${category} ${answer.chosen}`;
    const mistake = mistakes.get(key) ?? { category, chosen: answer.chosen, count: 0 };
    mistakes.set(key, { ...mistake, count: mistake.count + 1 });
  }
  return {
    byGroup: groups.map((group) => {
      const of = known.filter((answer) => answer.group === group);
      return { group, attempts: new Set(of.map(({ attempt }) => attempt)).size, ...count(of) };
    }),
    byQuestion: questions.map(({ position, category }) => ({
      ...{ position, category },
      ...count(known.filter((answer) => answer.position === position)),
    })),
    mistakes: [...mistakes.values()].sort(
      (one, other) =>
        other.count - one.count || (`${one.category} ${one.chosen}` < `${other.category} ${other.chosen}` ? -1 : 1),
    ),
  };
}
