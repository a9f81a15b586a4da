/** Names and colours of categories and outcomes, from the community's scheme. */
import type { TFunction } from 'i18next';
import type { Category, Outcome } from '../../inference/categories.ts';
import type { SessionView } from '../../people/people.schemas.ts';
import { nameIn } from '../locales/language.ts';
import type { Verdict } from './outbox.ts';

type Named = SessionView['community']['categories'];

/** In the order of the scheme; not a category of waste. */
const otherColours = { mixed: '#7a5195', closed_bag: '#9aa5a0', nothing_to_judge: '#c3cbc7' } as const;
export const mixedColour = otherColours.mixed;

export function categoryName(categories: Named, id: Category, language: string): string {
  return nameIn(categories.find((category) => category.id === id)?.names ?? {}, language) || id;
}

export function categoryColour(categories: Named, id: Category): string {
  return categories.find((category) => category.id === id)?.colour ?? '#4d5853';
}

/** What a bar of the model's distribution is called and coloured. */
export function outcomeLook(categories: Named, id: Outcome, language: string, t: TFunction) {
  if (id === 'closed_bag' || id === 'nothing_to_judge') {
    return { name: t(`outcome.${id}`), colour: otherColours[id] };
  }
  return { name: categoryName(categories, id, language), colour: categoryColour(categories, id) };
}

/** A verdict in words, such as “投错，实为厨余垃圾”. */
export function verdictText(verdict: Verdict, categories: Named, language: string, t: TFunction): string {
  const { judgement, actual } = verdict;
  if (judgement !== 'misplaced' || actual === null) return t(`judgement.${judgement}`);
  if (actual === 'mixed') return t('judged.misplacedMixed');
  return t('judged.misplaced', { actual: categoryName(categories, actual, language) });
}
