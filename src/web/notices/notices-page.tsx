/** Notices to households: printing, handing over, where each stands. */
import { Alert, Button, Empty, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { NoticeView } from '../../notices/notices.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { NoticeFactsView, StateMark } from './notice-facts.tsx';
import { useDelivery, useNotices } from './notices.api.ts';
import style from './notices.module.css';

const states = ['undelivered', 'open', 'appealed', 'final', 'refused', 'upheld', 'withdrawn', 'paused'] as const;

export default function NoticesPage() {
  const { t } = useTranslation();
  usePageTitle(t('told.title'));
  const [address, setAddress] = useSearchParams();
  const state = address.get('state');
  const [pages, setPages] = useState<(number | null)[]>([null]);
  return (
    <div className={style.page}>
      <div className={style.head}>
        <h1>{t('told.title')}</h1>
        <Select
          aria-label={t('told.filter')}
          value={state ?? 'all'}
          popupMatchSelectWidth={false}
          options={[
            { value: 'all', label: t('told.all') },
            ...states.map((value) => ({ value, label: t(`told.state.${value}`) })),
          ]}
          onChange={(value) => {
            setPages([null]);
            setAddress(value === 'all' ? {} : { state: value });
          }}
        />
      </div>
      <p className={style.soft}>{t('told.what')}</p>
      {pages.map((before, index) => (
        <NoticePage
          key={before ?? 'first'}
          state={state}
          before={before}
          onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
        />
      ))}
    </div>
  );
}

function NoticePage(props: { state: string | null; before: number | null; onMore: ((next: number) => void) | null }) {
  const { t } = useTranslation();
  const notices = useNotices(props.state, props.before);
  if (notices.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!notices.data) {
    return (
      <Alert
        role="alert"
        type="error"
        showIcon
        title={t('told.failed')}
        description={problemText(notices.error, t)}
        action={<Button onClick={() => void notices.refetch()}>{t('common.tryAgain')}</Button>}
      />
    );
  }
  const { items, next } = notices.data;
  const { onMore } = props;
  return (
    <>
      {items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('told.none')} />}
      <ul className={style.cards}>
        {items.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </ul>
      {next !== null && onMore && <Button onClick={() => onMore(next)}>{t('told.more')}</Button>}
    </>
  );
}

function NoticeCard({ notice }: { notice: NoticeView }) {
  const { t, i18n } = useTranslation();
  const { community } = useSignedIn();
  const deliver = useDelivery(notice.id);
  const { state, household, delivery } = notice;
  return (
    <li className={style.card} lang={i18n.language}>
      <h2>
        {household.estate} {household.label} <StateMark state={state} />
      </h2>
      <NoticeFactsView notice={notice} community={community} />
      <p className={style.soft}>
        {t(`told.meaning.${state}`)}
        {delivery && ` ${t(`told.by.${delivery.way}`, { name: delivery.by.name })}`}
      </p>
      {deliver.isError && <Alert role="alert" type="error" showIcon title={problemText(deliver.error, t)} />}
      <div className={style.actions}>
        <Link to={`/notices/${notice.id}/slip`}>{t('told.slip')}</Link>
        {state === 'undelivered' && (
          <Button type="primary" loading={deliver.isPending} onClick={() => deliver.mutate(true)}>
            {t('told.handedOver')}
          </Button>
        )}
        {state === 'open' && delivery?.way === 'slip' && (
          <Button loading={deliver.isPending} onClick={() => deliver.mutate(false)}>
            {t('told.notHandedOver')}
          </Button>
        )}
      </div>
    </li>
  );
}
