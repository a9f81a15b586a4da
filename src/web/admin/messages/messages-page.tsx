/** Messages outward: who is told what, when, and how each message went. */
import { Button, Empty, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelView, DeliveryList } from '../../../messages/messages.schemas.ts';
import { dayAndTime } from '../../format/time.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { ChannelCard } from './channel-card.tsx';
import { ChannelForm } from './channel-form.tsx';
import { useChannels, useDeliveries, useRetry } from './messages.api.ts';
import style from './messages.module.css';

function DeliveryRow({ delivery }: { delivery: DeliveryList['items'][number] }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const retry = useRetry();
  const { id, state, channel, lines, sentAt, dueAt, fault } = delivery;
  return (
    <li>
      <div>
        <strong>{channel.name}</strong> · {dayAndTime(sentAt ?? dueAt, i18n.language, timeZone)} ·{' '}
        <span className={admin.tag} data-tone={state === 'failed' || state === 'uncertain' ? undefined : 'quiet'}>
          {t(`messages.state.${state}`)}
        </span>
        {fault && <span className={style.note}> {fault}</span>}
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      {(state === 'failed' || state === 'uncertain') && (
        <Button size="small" loading={retry.isPending} onClick={() => retry.mutate(id)}>
          {t('messages.again')}
        </Button>
      )}
    </li>
  );
}

function Deliveries() {
  const { t } = useTranslation();
  const { data } = useDeliveries();
  return (
    <section className={`${admin.card} ${style.deliveries}`}>
      <h2>{t('messages.deliveries')}</h2>
      {data?.items.length === 0 && <p>{t('messages.noDeliveries')}</p>}
      <ul>
        {data?.items.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ul>
    </section>
  );
}

export default function MessagesPage() {
  const { t } = useTranslation();
  usePageTitle(t('messages.title'));
  const channels = useChannels();
  /** Null: a new one; undefined: none is open. */
  const [open, setOpen] = useState<ChannelView | null | undefined>(undefined);
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('messages.title')}</h1>
        <Button type="primary" disabled={!channels.data} onClick={() => setOpen(null)}>
          {t('messages.add')}
        </Button>
      </div>
      <p className={admin.intro}>{t('messages.intro')}</p>
      {channels.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {channels.isError && (
        <LoadFailed title={t('messages.loadFailed')} error={channels.error} retry={() => void channels.refetch()} />
      )}
      {channels.data?.items.length === 0 && <Empty description={t('messages.none')} />}
      <div className={style.channels}>
        {channels.data?.items.map((channel) => (
          <ChannelCard key={channel.id} channel={channel} onChange={() => setOpen(channel)} />
        ))}
      </div>
      <Deliveries />
      {channels.data && open !== undefined && (
        <ChannelForm channel={open} list={channels.data} onDone={() => setOpen(undefined)} />
      )}
    </div>
  );
}
