/** What somebody reported, and what became of each. */
import { Alert, Button, Empty, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReportView } from '../../volunteer-reports/volunteer-reports.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { timeOrDay } from '../format/time.ts';
import { categoryName } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { useMyReports } from './mine.api.ts';
import style from './mine.module.css';

function ReportRow({ report }: { report: ReportView }) {
  const { t, i18n } = useTranslation();
  const { community } = useSignedIn();
  const { place, state, knownCase, suspected, note, capturedAt, photo } = report;
  const where = place.bin?.name ?? t('report.ground');
  const at = timeOrDay(capturedAt, Date.now(), i18n.language, community.timeZone);
  return (
    <li className={style.row}>
      <a href={photo.url} target="_blank" rel="noreferrer" className={style.picture}>
        <img
          src={`${photo.url}?size=small`}
          alt={t('mine.photoAt', { place: place.station.name, time: at })}
          loading="lazy"
        />
      </a>
      <div className={style.words}>
        <strong>
          {place.station.name} · {where}
        </strong>
        <span className={style.soft}>
          {at}
          {suspected &&
            ` · ${t('mine.suspected', { category: categoryName(community.categories, suspected, i18n.language) })}`}
        </span>
        {note && <span className={style.soft}>{note}</span>}
        <span>
          <span className={style.state} data-state={state}>
            {t(`mine.state.${state}`)}
          </span>
          {knownCase && ' '}
          {knownCase && <span className={style.soft}>{t('mine.known')}</span>}
        </span>
      </div>
    </li>
  );
}

export function MyReports() {
  const { t } = useTranslation();
  const reports = useMyReports();
  const items = reports.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="my-reports">
      <div className={style.head}>
        <h2 id="my-reports">{t('report.mine')}</h2>
        <Link to="/report">{t('mine.reportNow')}</Link>
      </div>
      {reports.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {reports.error && <Alert type="error" showIcon title={problemText(reports.error, t)} />}
      {reports.data && items.length === 0 && <Empty description={t('mine.noReports')} />}
      <ul className={style.rows}>
        {items.map((report) => (
          <ReportRow key={report.id} report={report} />
        ))}
      </ul>
      {reports.hasNextPage && (
        <Button block loading={reports.isFetchingNextPage} onClick={() => void reports.fetchNextPage()}>
          {t('mine.more')}
        </Button>
      )}
    </section>
  );
}
