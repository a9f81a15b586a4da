/** Patrols for the office: a month's attendance, and the roster. */
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import admin from '../admin/admin.module.css';
import { LoadFailed } from '../admin/load-failed.tsx';
import { MonthPicker } from '../counts/month-picker.tsx';
import { isMonth, monthAt, shiftMonth } from '../format/time.ts';
import { PageSkeleton } from '../shell/page-skeleton.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { AddPost } from './add-post.tsx';
import { MonthView } from './month-view.tsx';
import { usePatrolMonth, usePosts } from './patrols.api.ts';
import { PostTable } from './post-table.tsx';

function Month() {
  const [address, setAddress] = useSearchParams();
  const { t } = useTranslation();
  const thisMonth = monthAt(Date.now(), useSignedIn().community.timeZone);
  const asked = address.get('month');
  const month = isMonth(asked) ? asked : thisMonth;
  const { data, error, refetch } = usePatrolMonth(month);
  const posts = usePosts();
  return (
    <>
      <MonthPicker
        month={month}
        last={shiftMonth(thisMonth, 1)}
        months={[]}
        onChoose={(chosen) => setAddress({ month: chosen })}
      />
      {error && !data && <LoadFailed title={t('patrols.failed')} error={error} retry={() => void refetch()} />}
      {!error && !data && <PageSkeleton />}
      {data && <MonthView month={data} people={posts.data?.people ?? []} />}
    </>
  );
}

function Roster() {
  const { t } = useTranslation();
  const posts = usePosts();
  const [adding, setAdding] = useState(false);
  if (posts.error && !posts.data) {
    return <LoadFailed title={t('patrols.failed')} error={posts.error} retry={() => void posts.refetch()} />;
  }
  if (!posts.data) return <PageSkeleton />;
  return (
    <>
      <div className={admin.filters}>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('patrols.add')}
        </Button>
      </div>
      <PostTable list={posts.data} />
      {adding && <AddPost list={posts.data} onClose={() => setAdding(false)} />}
    </>
  );
}

export default function PatrolsPage() {
  const { t } = useTranslation();
  usePageTitle(t('patrols.title'));
  const [shown, setShown] = useState<'month' | 'roster'>('month');
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('patrols.title')}</h1>
        <Segmented
          aria-label={t('patrols.title')}
          value={shown}
          onChange={setShown}
          options={(['month', 'roster'] as const).map((value) => ({ value, label: t(`patrols.${value}`) }))}
        />
      </div>
      <p className={admin.intro}>{t('patrols.intro')}</p>
      {shown === 'month' ? <Month /> : <Roster />}
    </div>
  );
}
