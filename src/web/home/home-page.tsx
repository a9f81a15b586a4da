/** What somebody sees first: what waits for them and how things stand, as far as they may know. */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Home } from '../../home/home.schemas.ts';
import admin from '../admin/admin.module.css';
import { LoadFailed } from '../admin/load-failed.tsx';
import { request } from '../api/client.ts';
import { RateCard } from '../rate/rate-card.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './home.module.css';
import { CamerasCard, ServiceCard } from './service-cards.tsx';
import { MonthCard, ReportsCard, StationsCard, ToDoCard } from './work-cards.tsx';

const refreshMs = 30_000;

function Cards({ home }: { home: Home }) {
  return (
    <>
      <ToDoCard home={home} />
      {home.month && <MonthCard month={home.month} />}
      {home.month && (
        <div className={style.wide}>
          <RateCard month={home.month.month} />
        </div>
      )}
      {home.stations && <StationsCard stations={home.stations} />}
      {home.queue && <ServiceCard queue={home.queue} disk={home.disk} />}
      {home.cameras && <CamerasCard cameras={home.cameras} />}
      {home.reports && <ReportsCard reports={home.reports} />}
    </>
  );
}

export default function HomePage() {
  const { t } = useTranslation();
  const { person } = useSignedIn();
  usePageTitle();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['home'],
    queryFn: () => request<Home>('GET', '/home'),
    refetchInterval: refreshMs,
    meta: { live: ['counts', 'queue'] },
  });
  return (
    <div className={admin.page}>
      <h1 className={style.greeting}>{t('home.greeting', { name: person.name })}</h1>
      {isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {error && !data && <LoadFailed title={t('home.failed')} error={error} retry={() => void refetch()} />}
      {data && (
        <div className={style.cards}>
          <Cards home={data} />
        </div>
      )}
    </div>
  );
}
