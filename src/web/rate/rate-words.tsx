/** A rate's interval in words, and how it stands to the month before. */
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../monthly-report/month-reports.schemas.ts';
import type { RateFigureView } from '../../monthly-report/rate.schemas.ts';
import { percentPoint } from '../format/number.ts';
import style from './rate.module.css';

export function useRange() {
  const { t } = useTranslation();
  return ({ estimate, judged, misplaced }: RateFigureView): string =>
    estimate
      ? t('rate.range', { low: percentPoint(estimate.low), high: percentPoint(estimate.high) })
      : t('rate.tooFew', { judged, misplaced });
}

/** Nothing where either month has no rate. */
export function Against({ change, before }: Comparison['community']) {
  const { t } = useTranslation();
  if (change === 'unknown' || !before.estimate) return null;
  const { rate, low, high } = before.estimate;
  const figures = { rate: percentPoint(rate), low: percentPoint(low), high: percentPoint(high) };
  return <p className={style.note}>{t(`rate.against.${change}`, figures)}</p>;
}
