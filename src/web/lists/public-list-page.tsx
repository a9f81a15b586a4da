/** The published list of a month for residents, without an account; printed it is the A3 sheet for the wall. */
import { Alert, Button, Empty, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { problemText } from '../api/problem-text.ts';
import { monthName } from '../format/time.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { PublicFrame } from '../shell/public-frame.tsx';
import { ListView } from './list-view.tsx';
import { usePublicList, usePublicMonths } from './lists.api.ts';
import style from './lists.module.css';

export default function PublicListPage() {
  const { t, i18n } = useTranslation();
  usePageTitle(t('lists.title'));
  const navigate = useNavigate();
  const months = usePublicMonths();
  const asked = useParams().month;
  const month = asked ?? months.data?.months[0];
  const found = usePublicList(month);
  const error = months.error ?? found.error;
  return (
    <PublicFrame>
      <div className={style.sheet}>
        <h1>{t('lists.titleOf', { community: months.data?.community ?? '' })}</h1>
        <div className={style.controls}>
          {month && (
            <Select
              aria-label={t('lists.month')}
              value={month}
              popupMatchSelectWidth={false}
              options={[...new Set([month, ...(months.data?.months ?? [])])].map((value) => ({
                value,
                label: monthName(value, i18n.language),
              }))}
              onChange={(chosen) => navigate(`/list/${chosen}`)}
            />
          )}
          <Button onClick={() => window.print()}>{t('lists.print')}</Button>
        </div>
        {(months.isPending || found.isLoading) && <Skeleton active paragraph={{ rows: 10 }} />}
        {error && <Alert role="alert" type="error" showIcon title={problemText(error, t)} />}
        {months.data && !month && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('lists.nonePublished')} />}
        {found.data && (
          <>
            <p className={style.soft}>
              {monthName(found.data.list.month, i18n.language)} ·{' '}
              {t('lists.publishedAt', { day: found.data.publishedDay, number: found.data.number })}
              {found.data.isCorrection && (
                <strong className={style.correction}>
                  {found.data.reason === 'case_void'
                    ? t('lists.correctedVoid')
                    : t('lists.corrected', { reason: found.data.reason })}
                </strong>
              )}
            </p>
            <ListView list={found.data.list} />
          </>
        )}
      </div>
    </PublicFrame>
  );
}
