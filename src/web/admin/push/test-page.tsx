/** Testing a camera's device: what came last, how it was understood, or why not. Renews itself while one tries. */
import ArrowLeftOutlined from '@ant-design/icons/es/icons/ArrowLeftOutlined';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { CameraPush } from '../../../receivers/push.schemas.ts';
import { ago } from '../../format/ago.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import admin from '../admin.module.css';
import { useCamera } from '../cameras/cameras.api.ts';
import { LoadFailed } from '../load-failed.tsx';
import { PushedBody } from './body-view.tsx';
import { useCameraPush } from './push.api.ts';
import style from './push.module.css';

export default function PushTestPage() {
  const { t } = useTranslation();
  const id = Number(useParams().id);
  const { data: camera } = useCamera(id);
  const { data, isPending, error, refetch } = useCameraPush(id);
  usePageTitle(t('push.test'));
  return (
    <div className={admin.page}>
      <Link to={`/cameras/${id}`} className={admin.back}>
        <ArrowLeftOutlined aria-hidden /> {camera?.name ?? t('push.back')}
      </Link>
      <div className={admin.head}>
        <h1>{t('push.test')}</h1>
      </div>
      <p className={admin.intro}>{t('push.testIntro')}</p>
      {isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {!data && error && <LoadFailed title={t('push.failed')} error={error} retry={() => void refetch()} />}
      {data && <Seen push={data} />}
    </div>
  );
}

function Seen({ push }: { push: CameraPush }) {
  const { t, i18n } = useTranslation();
  const when = (at: string) => ago(at, Date.now(), i18n.language);
  return (
    <div className={style.stack}>
      {push.address?.lastHeartbeatAt && (
        <p role="status">{t('push.heartbeatAt', { ago: when(push.address.lastHeartbeatAt) })}</p>
      )}
      {push.bodies.length === 0 && (
        <div className={admin.empty}>
          <strong>{t('push.nothing')}</strong>
          {t('push.nothingText')}
        </div>
      )}
      {push.bodies.map((body) => (
        <PushedBody key={body.id} body={body} />
      ))}
      {push.fetches.length > 0 && (
        <section className={admin.card}>
          <h2>{t('push.fetches')}</h2>
          <ul className={style.pictures}>
            {push.fetches.map((one) => (
              <li key={one.id}>
                <span
                  className={admin.tag}
                  data-tone={one.state === 'done' ? 'good' : one.state === 'waiting' ? 'quiet' : 'bad'}
                >
                  {t(`push.fetchState.${one.state}`)}
                </span>
                <span className={style.name}>{one.url}</span>
                {one.reason && <span>{reasonText(one.reason)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {push.events.length > 0 && (
        <section className={admin.card}>
          <h2>{t('push.events')}</h2>
          <ul className={style.pictures}>
            {push.events.map((event) => (
              <li key={`${event.eventType} ${event.firstAt}`}>
                <span className={style.name}>{event.eventType}</span>
                <span>{when(event.lastAt)}</span>
                <span>{t('push.eventCount', { count: event.count, pictures: event.pictures })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );

  function reasonText(reason: string): string {
    if (reason === 'host_not_listed' || reason === 'address_not_listed') return t(`push.reason.${reason}`);
    if (reason === 'not_reached' || reason === 'too_large') return t(`push.reason.${reason}`);
    return reason;
  }
}
