/** How much a station's cameras did not show. */
import { useTranslation } from 'react-i18next';
import type { Counts } from '../../ledger/months.schemas.ts';
import { count, percent } from '../format/number.ts';
import style from './counts.module.css';
import { notMeasuredShare } from './station-rows.ts';

export function CoverageCell({ hours }: { hours: Counts['hours'] }) {
  const { t, i18n } = useTranslation();
  const notMeasured = notMeasuredShare(hours);
  if (notMeasured === null) return <span className={style.coverageNote}>{t('counts.notExpected')}</span>;
  if (notMeasured === 0) return <span className={style.coverageNote}>{t('counts.notMeasuredNone')}</span>;
  const show = (value: number) => count(value, i18n.language);
  const details = { expected: show(hours.expected), lost: show(hours.lost) };
  return (
    <div className={style.coverage} title={t('counts.notMeasuredText', details)}>
      <span>{notMeasured === 1 ? t('counts.notMeasuredAll') : percent(notMeasured)}</span>
      <span className={style.coverageTrack} aria-hidden="true">
        <span style={{ width: `${notMeasured * 100}%` }} />
      </span>
    </div>
  );
}
