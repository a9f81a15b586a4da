/** What a verdict says besides: further categories, the item, the note. Nothing where it says nothing. */
import { useTranslation } from 'react-i18next';
import type { JudgedFinding } from '../../findings/findings.schemas.ts';
import { nameIn } from '../locales/language.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { categoryName } from './categories.ts';
import style from './review.module.css';

export function VerdictDetails({ verdict }: { verdict: JudgedFinding['verdict'] }) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const { further, item, note } = verdict;
  const names = further.map((one) => categoryName(categories, one, i18n.language));
  const lines = [
    names.length > 0 && t('details.furtherIs', { names: names.join(i18n.language === 'en' ? ', ' : '、') }),
    item && t('details.itemIs', { name: nameIn(item.names, i18n.language) || item.label }),
    note && t('details.noteIs', { note }),
  ].filter((line) => typeof line === 'string');
  return lines.map((line) => (
    <p key={line} className={style.verdictDetail}>
      {line}
    </p>
  ));
}
