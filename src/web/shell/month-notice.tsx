/** A line below the header while the last month's report is a draft, for those who close months. */
import FileTextOutlined from '@ant-design/icons/es/icons/FileTextOutlined';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MonthList } from '../../monthly-report/month-reports.schemas.ts';
import { request } from '../api/client.ts';
import { monthName } from '../format/time.ts';
import style from './camera-notices.module.css';

/** The latest draft only: older ones are in the list of months. A failed request shows nothing. */
export function MonthNotice() {
  const { t, i18n } = useTranslation();
  const months = useQuery({
    queryKey: ['monthly-report', 'list'],
    queryFn: () => request<MonthList>('GET', '/months'),
    meta: { live: ['months'] },
  });
  const draft = months.data?.items.find(({ state }) => state === 'draft');
  if (!draft) return null;
  return (
    <section className={style.notices} aria-label={t('monthly.draftNotice')} role="status">
      <FileTextOutlined aria-hidden className={style.icon} />
      <span>
        {t('monthly.draftReady', { month: monthName(draft.month, i18n.language) })}{' '}
        <Link to={`/monthly-report?month=${draft.month}`}>{t('monthly.draftOpen')}</Link>
      </span>
    </section>
  );
}
