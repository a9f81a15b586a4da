/** One station in a month: its rate with the interval against the month before, and the counts of both. */
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { MonthCounts } from '../../ledger/months.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { may } from '../api/session.ts';
import { useMonthCounts } from '../counts/counts.api.ts';
import { MonthPicker } from '../counts/month-picker.tsx';
import { count, percentPoint } from '../format/number.ts';
import { isMonth, monthAt, shiftMonth } from '../format/time.ts';
import { useComparison } from '../rate/rate.api.ts';
import { Against, useRange } from '../rate/rate-words.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './station.module.css';

type StationCounts = MonthCounts['stations'][number];

function RateOf({ id, month }: { id: number; month: string }) {
  const { t } = useTranslation();
  const range = useRange();
  const compared = useComparison(month).data;
  const row = compared?.stations.find(({ station }) => station.id === id);
  return (
    <section className={style.card} aria-label={t('station.rate')}>
      <h2>{t('station.rate')}</h2>
      {compared && !row && <p className={style.note}>{t('station.none')}</p>}
      {row && (
        <>
          <p className={style.value}>{row.now.estimate ? percentPoint(row.now.estimate.rate) : '–'}</p>
          <p className={style.note}>{range(row.now)}</p>
          <Against {...row} />
        </>
      )}
    </section>
  );
}

function CountsOf({ now, before }: { now: StationCounts; before: StationCounts | undefined }) {
  const { t, i18n } = useTranslation();
  const rows = [
    ['photos', now.photos, before?.photos],
    ['flagged', now.flagged, before?.flagged],
    ['open', now.open, before?.open],
    ['confirmed', now.violations, before?.violations],
    ['lost', now.hours.lost, before?.hours.lost],
  ] as const;
  return (
    <section className={style.card}>
      <h2>{t('station.counts')}</h2>
      <table className={style.counts}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('station.now')}</th>
            <th scope="col">{t('station.before')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, here, earlier]) => (
            <tr key={name}>
              <th scope="row">{t(`station.${name}`)}</th>
              <td>{count(here, i18n.language)}</td>
              <td>{earlier === undefined ? '–' : count(earlier, i18n.language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export default function StationPage() {
  const { t } = useTranslation();
  const session = useSignedIn();
  const id = Number(useParams().id);
  const [address, setAddress] = useSearchParams();
  const thisMonth = monthAt(Date.now(), session.community.timeZone);
  const asked = address.get('month');
  const month = isMonth(asked) ? asked : thisMonth;
  const counts = useMonthCounts(month);
  const before = useMonthCounts(shiftMonth(month, -1)).data;
  const now = counts.data?.stations.find((one) => one.id === id);
  usePageTitle(now?.name ?? t('counts.station'));
  return (
    <div className={style.page}>
      <div className={style.head}>
        <div>
          <Link to={`/counts?month=${month}`}>{t('station.back')}</Link>
          {now && (
            <h1>
              {now.estate.name} {now.name}
            </h1>
          )}
        </div>
        <MonthPicker
          month={month}
          last={thisMonth}
          months={counts.data?.months ?? []}
          onChoose={(chosen) => setAddress({ month: chosen })}
        />
      </div>
      {counts.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {counts.isError && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t('station.failed')}
          description={problemText(counts.error, t)}
          action={<Button onClick={() => void counts.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {counts.data && !now && <p role="alert">{t('station.missing')}</p>}
      {now && (
        <div className={style.cards}>
          <RateOf id={id} month={month} />
          <CountsOf now={now} before={before?.stations.find((one) => one.id === id)} />
        </div>
      )}
      {now && may(session, 'review') && <Link to={`/lookback?station=${id}`}>{t('station.verdicts')}</Link>}
    </div>
  );
}
