/** The month's estimated rate of misplacement: for the community and by estate, each with its interval. */
import { useTranslation } from 'react-i18next';
import type { MonthRate } from '../../monthly-report/rate.schemas.ts';
import { percentPoint } from '../format/number.ts';
import { IntervalBar } from './interval-bar.tsx';
import { useComparison, useMonthRate } from './rate.api.ts';
import style from './rate.module.css';
import { Against, useRange } from './rate-words.tsx';

function Whole({ rate }: { rate: MonthRate }) {
  const { t } = useTranslation();
  const range = useRange();
  const { community, sample, naive, recall, unjudgeable } = rate;
  const compared = useComparison(rate.month).data;
  return (
    <div className={style.whole}>
      <p className={style.name}>{t('rate.title')}</p>
      <p className={style.value}>{community.estimate ? percentPoint(community.estimate.rate) : '–'}</p>
      <p className={style.note}>{range(community)}</p>
      {compared && <Against {...compared.community} />}
      <p className={style.note}>{t('rate.sample', sample)}</p>
      {community.estimate && naive !== null && (
        <p className={style.note}>{t('rate.naive', { share: percentPoint(naive) })}</p>
      )}
      {recall && <p className={style.note}>{t('rate.recall', { share: percentPoint(recall.share) })}</p>}
      {unjudgeable !== null && (
        <p className={style.note}>{t('rate.unjudgeable', { share: percentPoint(unjudgeable) })}</p>
      )}
    </div>
  );
}

function Estates({ rate }: { rate: MonthRate }) {
  const { t } = useTranslation();
  const range = useRange();
  const compared = useComparison(rate.month).data;
  const most = Math.max(0.01, ...rate.estates.map(({ estimate }) => estimate?.high ?? 0));
  if (rate.estates.length === 0) return null;
  return (
    <table className={style.estates}>
      <caption>{t('rate.byEstate')}</caption>
      <tbody>
        {rate.estates.map((figure) => (
          <tr key={figure.estate.id}>
            <th scope="row">{figure.estate.name}</th>
            <td className={style.figure}>{figure.estimate ? percentPoint(figure.estimate.rate) : '–'}</td>
            <td className={style.line}>{figure.estimate && <IntervalBar {...figure.estimate} most={most} />}</td>
            <td className={style.range}>
              {range(figure)}
              {(compared?.estates ?? [])
                .filter(({ estate }) => estate.id === figure.estate.id)
                .map((row) => (
                  <Against key={row.estate.id} {...row} />
                ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Nothing while it loads: the counts below say so already. */
export function RateCard({ month }: { month: string }) {
  const { t } = useTranslation();
  const { data } = useMonthRate(month);
  if (!data) return null;
  return (
    <section className={style.card} aria-label={t('rate.title')}>
      <Whole rate={data} />
      <div className={style.more}>
        <Estates rate={data} />
        <p className={style.note}>{data.isProvisional ? t('rate.provisional') : t('rate.what')}</p>
      </div>
    </section>
  );
}
