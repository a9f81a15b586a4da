/** One row of the ledger in the list; opens its details. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ViolationView } from '../../ledger/violations.schemas.ts';
import { dayAndTime } from '../format/time.ts';
import { categoryColour, categoryName, mixedColour } from '../review/categories.ts';
import { placeText } from '../review/place.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './ledger.module.css';

/** Such as “厨余桶里的可回收物”. */
export function usePairText() {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const nameOf = (category: ViolationView['actual']) =>
    category === 'mixed' ? t('category.mixed') : categoryName(categories, category, i18n.language);
  return ({ expected, actual }: ViolationView) =>
    t('ledger.pair', { expected: nameOf(expected), actual: nameOf(actual) });
}

/** Whose it is said to be, as far as it may be known; null: not said. */
export function useSourceText() {
  const { t } = useTranslation();
  return ({ source }: ViolationView) => source && (source.label ?? t(`ledger.masked.${source.kind}`));
}

export function RowLink({ row, address }: { row: ViolationView; address: URLSearchParams }) {
  const { t, i18n } = useTranslation();
  const { timeZone, categories } = useSignedIn().community;
  const pair = usePairText()(row);
  const source = useSourceText()(row);
  const to = new URLSearchParams(address);
  to.set('row', String(row.id));
  const colour = row.actual === 'mixed' ? mixedColour : categoryColour(categories, row.actual);
  return (
    <Link className={style.row} data-voided={row.voided !== null} to={`?${to}`} preventScrollReset>
      <span className={style.when}>{dayAndTime(row.occurredAt, i18n.language, timeZone)}</span>
      <strong className={style.pair}>
        <i style={{ background: colour }} aria-hidden="true" />
        <span>{pair}</span>
      </strong>
      <span className={style.where}>
        {row.estate.name} · {placeText({ ...row, estate: row.estate })}
      </span>
      <span className={style.source}>{source}</span>
      <span className={style.stands}>
        <span className={style.state} data-state={row.state}>
          {t(`ledger.state.${row.state}`)}
        </span>
        {row.isContested && <span className={style.contested}>{t('ledger.contested')}</span>}
        {row.voided && <span className={style.soft}>{t(`ledger.reason.${row.voided.reason}`)}</span>}
      </span>
    </Link>
  );
}
