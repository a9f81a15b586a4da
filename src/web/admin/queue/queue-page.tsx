/** The queue: how much waits and how long, who works, what was not classified and why, another try. */
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { QueueState } from '../../../queue-state/queue-state.schemas.ts';
import { ago } from '../../format/ago.ts';
import { count } from '../../format/number.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { Failures } from './failures.tsx';
import { useQueueState } from './queue.api.ts';
import style from './queue.module.css';

function WaitingCard({ waiting }: Pick<QueueState, 'waiting'>) {
  const { t, i18n } = useTranslation();
  const { received, queued, toMask, oldestReceivedAt } = waiting;
  return (
    <section className={admin.card}>
      <h2>{t('queuePage.waiting')}</h2>
      <p className={style.figure}>{count(received + queued, i18n.language)}</p>
      <p>
        {oldestReceivedAt
          ? t('queuePage.oldest', { ago: ago(oldestReceivedAt, Date.now(), i18n.language) })
          : t('queuePage.nothing')}
      </p>
      <p className={style.soft}>
        {t('queuePage.parts', { received, queued })}
        {toMask > 0 && ` · ${t('queuePage.toMask', { count: toMask })}`}
      </p>
    </section>
  );
}

function TodayCard({ today, lastHour }: Pick<QueueState, 'today' | 'lastHour'>) {
  const { t, i18n } = useTranslation();
  const most = Math.max(1, ...lastHour);
  const total = lastHour.reduce((sum, one) => sum + one, 0);
  return (
    <section className={admin.card}>
      <h2>{t('queuePage.today')}</h2>
      <p className={style.figure}>{count(today.classified, i18n.language)}</p>
      <p>{t('queuePage.todayText', today)}</p>
      <div className={style.bars} role="img" aria-label={t('queuePage.lastHour')}>
        {lastHour.map((photos, slot) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the slot is the index
          <span key={slot} title={String(photos)} style={{ height: `${(100 * photos) / most}%` }} />
        ))}
      </div>
      <p className={style.soft}>{t('queuePage.lastHourText', { count: total })}</p>
    </section>
  );
}

function WorkersCard({ workers }: Pick<QueueState, 'workers'>) {
  const { t } = useTranslation();
  const duration = (seconds: number): string => {
    if (seconds < 60) return t('queuePage.seconds', { count: seconds });
    if (seconds < 3_600) return t('queuePage.minutes', { count: Math.floor(seconds / 60) });
    return t('queuePage.hours', { count: Math.floor(seconds / 3_600) });
  };
  return (
    <section className={admin.card}>
      <h2>{t('queuePage.workers')}</h2>
      {workers === null && <p role="alert">{t('queuePage.away')}</p>}
      {workers !== null && <p className={style.figure}>{workers.length}</p>}
      {workers?.length === 0 && <p role="alert">{t('queuePage.noWorkers')}</p>}
      <ul className={style.workers}>
        {workers?.map(({ name, connectedS, quietS }) => (
          <li key={name + connectedS}>
            <strong>{name}</strong>
            <span className={style.soft}>
              {t('queuePage.worker', { since: duration(connectedS), quiet: duration(quietS) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function QueuePage() {
  const { t } = useTranslation();
  usePageTitle(t('queuePage.title'));
  const { data, isPending, error, refetch } = useQueueState();
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('queuePage.title')}</h1>
      </div>
      <p className={admin.intro}>{t('queuePage.intro')}</p>
      {isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {error && !data && <LoadFailed title={t('queuePage.failed')} error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <div className={style.cards}>
            <WaitingCard {...data} />
            <TodayCard {...data} />
            <WorkersCard {...data} />
          </div>
          <Failures notClassified={data.notClassified} />
        </>
      )}
    </div>
  );
}
