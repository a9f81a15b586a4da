/** How a camera is now, and changing its name and interval. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { ago } from '../../format/ago.ts';
import { dayAndTime, timeOrDay } from '../../format/time.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { CameraForm } from './camera-form.tsx';
import { TodayText } from './camera-row.tsx';
import { useUpdateCamera } from './cameras.api.ts';
import style from './cameras.module.css';

export function CameraFacts({ camera }: { camera: CameraDetail }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const [editing, setEditing] = useState(false);
  const { lastSeenAt, today, intervalS, addedAt, notices } = camera;
  return (
    <section className={admin.card}>
      <h2>{t('cameraPage.state')}</h2>
      <dl className={admin.facts}>
        <dt>{t('cameraPage.lastSeen')}</dt>
        <dd>{lastSeenAt ? ago(lastSeenAt, Date.now(), i18n.language) : t('cameras.neverSeen')}</dd>
        <dt>{t('cameraPage.todayLabel')}</dt>
        <dd>
          <TodayText today={today} />
          {today.unusable > 0 && <div>{t('cameras.todayUnusable', { count: today.unusable })}</div>}
        </dd>
        <dt>{t('cameraPage.interval')}</dt>
        <dd>{t('cameras.every', { seconds: intervalS })}</dd>
        <dt>{t('cameraPage.added')}</dt>
        <dd>{dayAndTime(addedAt, i18n.language, timeZone)}</dd>
        <dt>{t('cameraPage.notices')}</dt>
        <dd>
          {notices.length === 0 && t('cameraPage.noNotices')}
          <ul className={style.notices}>
            {notices.map(({ reason, since, count }) => (
              <li key={reason}>
                <strong>{t(`cameraState.${reason}`)}</strong>{' '}
                {t('cameraPage.noticeSince', { since: timeOrDay(since, Date.now(), i18n.language, timeZone), count })}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <Button onClick={() => setEditing(true)}>{t('cameraPage.edit')}</Button>
      {editing && <EditCamera camera={camera} onClose={() => setEditing(false)} />}
    </section>
  );
}

function EditCamera({ camera, onClose }: { camera: CameraDetail; onClose(): void }) {
  const { t } = useTranslation();
  const update = useUpdateCamera(camera.id);
  return (
    <CameraForm
      title={t('cameraPage.editTitle')}
      initial={{ name: camera.name, intervalS: camera.intervalS }}
      stations={null}
      error={update.error}
      busy={update.isPending}
      onSave={({ name, intervalS }) => update.mutate({ name, intervalS }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
