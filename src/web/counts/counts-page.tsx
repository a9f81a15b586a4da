/** A month's counts by station. */
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { problemText } from '../api/problem-text.ts';
import { isMonth, monthAt, zoneName } from '../format/time.ts';
import { RateCard } from '../rate/rate-card.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { useMonthCounts } from './counts.api.ts';
import style from './counts.module.css';
import { MonthPicker } from './month-picker.tsx';
import { StationTable } from './station-table.tsx';
import { Summary } from './summary.tsx';

export default function CountsPage() {
  const { t, i18n } = useTranslation();
  usePageTitle(t('counts.title'));
  const { timeZone } = useSignedIn().community;
  const [address, setAddress] = useSearchParams();
  const asked = address.get('month');
  const thisMonth = monthAt(Date.now(), timeZone);
  const month = isMonth(asked) ? asked : thisMonth;
  const counts = useMonthCounts(month);
  const zone = zoneName(i18n.language, counts.data?.timeZone ?? timeZone);
  const choose = (chosen: string) => {
    setAddress((known) => {
      known.set('month', chosen);
      return known;
    });
  };
  return (
    <div className={style.page}>
      <div className={style.head}>
        <div>
          <h1>{t('counts.title')}</h1>
          <p className={style.zone}>{t('counts.timeZone', { zone })}</p>
        </div>
        <MonthPicker month={month} last={thisMonth} months={counts.data?.months ?? []} onChoose={choose} />
      </div>
      <p className={style.truth}>{t('counts.truth')}</p>
      {counts.isError && (
        <div role="alert" className={style.failed}>
          <Alert
            type="error"
            showIcon
            title={t('counts.failed')}
            description={problemText(counts.error, t)}
            action={<Button onClick={() => void counts.refetch()}>{t('common.tryAgain')}</Button>}
          />
        </div>
      )}
      {counts.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {counts.data && (
        <div aria-busy={counts.isPlaceholderData} className={style.figures}>
          <RateCard month={counts.data.month} />
          <Summary counts={counts.data.total} />
          <StationTable counts={counts.data} />
        </div>
      )}
    </div>
  );
}
