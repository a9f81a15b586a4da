/** On a camera's page: the address that its device pushes to, and when something came. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import { ago } from '../../format/ago.ts';
import admin from '../admin.module.css';
import { AddressButtons } from './address-buttons.tsx';
import { AddressShown } from './address-shown.tsx';
import { useCameraPush, useIssue } from './push.api.ts';
import style from './push.module.css';

export function PushCard({ camera }: { camera: CameraDetail }) {
  const { t, i18n } = useTranslation();
  const { data } = useCameraPush(camera.id);
  const issue = useIssue();
  const [path, setPath] = useState<string | null>(null);
  const address = data?.address?.isInUse ? data.address : null;
  const when = (at: string | null) => (at === null ? t('push.never') : ago(at, Date.now(), i18n.language));
  return (
    <section className={admin.card}>
      <h2>{t('push.title')}</h2>
      <p>{t(address ? 'push.has' : 'push.none')}</p>
      {address && (
        <dl className={`${admin.facts} ${style.facts}`}>
          <dt>{t('push.lastSeen')}</dt>
          <dd>{when(address.lastSeenAt)}</dd>
          {address.lastHeartbeatAt && <dt>{t('push.lastHeartbeat')}</dt>}
          {address.lastHeartbeatAt && <dd>{when(address.lastHeartbeatAt)}</dd>}
          <dt>{t('push.allowed')}</dt>
          <dd>{address.allowed.join(' · ') || t('push.anywhere')}</dd>
          <dt>{t('push.auth')}</dt>
          <dd>{t(`push.authKind.${address.auth.kind}`)}</dd>
        </dl>
      )}
      {data?.through.map((source) => (
        <p key={source.id}>
          {t('push.through', { name: source.address.name, channel: source.channel || t('push.noChannel') })}
        </p>
      ))}
      {address && address.sources.length > 1 && <Alert type="warning" showIcon title={t('push.severalChannels')} />}
      {address ? (
        <AddressButtons address={address} />
      ) : (
        <Button
          loading={issue.isPending}
          onClick={() =>
            issue.mutate({ kind: 'camera', cameraId: camera.id }, { onSuccess: (issued) => setPath(issued.path) })
          }
        >
          {t('push.issue')}
        </Button>
      )}
      {issue.error && <Alert type="error" showIcon title={problemText(issue.error, t)} />}
      <div className={style.more}>
        <Link to={`/cameras/${camera.id}/push`}>{t('push.test')}</Link>
      </div>
      {path !== null && <AddressShown path={path} onClose={() => setPath(null)} />}
    </section>
  );
}
