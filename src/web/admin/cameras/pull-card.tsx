/** Asking the camera for its picture: whether and how it goes, setting it, asking now. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import { ago } from '../../format/ago.ts';
import admin from '../admin.module.css';
import { ConfirmedButton } from '../confirmed-button.tsx';
import { useEndPull, usePull, usePullNow } from './arrivals.api.ts';
import { PullForm } from './pull-form.tsx';

/** Of these the camera's own answer helps whoever looks for the cause. */
const telling: ReadonlySet<string> = new Set(['unreachable', 'refused', 'onvif_failed', 'too_large', 'not_a_picture']);

export function PullCard({ camera }: { camera: CameraDetail }) {
  const { t, i18n } = useTranslation();
  const { data, error } = usePull(camera.id);
  const end = useEndPull(camera.id);
  const ask = usePullNow(camera.id);
  const [editing, setEditing] = useState(false);
  const pull = data?.pull ?? null;
  const asked = ask.data;
  const since = (time: string) => ago(time, Date.now(), i18n.language);
  return (
    <section className={admin.card}>
      <h2>{t('cameraPull.title')}</h2>
      {error && !data && <Alert type="error" showIcon title={problemText(error, t)} />}
      {data && !pull && <p>{t('cameraPull.none')}</p>}
      {pull && (
        <dl className={admin.facts}>
          <dt>{t('cameraPull.address')}</dt>
          <dd>
            {t(`cameraPull.preset.${pull.preset}`)} · {pull.host}:{pull.port}
          </dd>
          <dt>{t('cameraPull.state')}</dt>
          <dd>
            {!pull.enabled && t('cameraPull.off')}
            {pull.enabled && pull.trouble && t('cameraPull.failing', { since: since(pull.trouble.since) })}
            {pull.enabled &&
              !pull.trouble &&
              (pull.lastOkAt ? t('cameraPull.ok', { ago: since(pull.lastOkAt) }) : t('cameraPull.notYet'))}
            {pull.enabled && !pull.nextAt && <div>{t('cameraPull.closed')}</div>}
          </dd>
        </dl>
      )}
      {pull?.trouble && (
        <Alert
          type="warning"
          showIcon
          title={t(`cameraPull.fault.${pull.trouble.fault}`)}
          style={{ marginTop: 10 }}
          {...(telling.has(pull.trouble.fault)
            ? { description: t('cameraPull.said', { detail: pull.trouble.detail }) }
            : {})}
        />
      )}
      <div className={admin.buttons} style={{ marginTop: 12 }}>
        <Button type={pull ? 'default' : 'primary'} onClick={() => setEditing(true)}>
          {t(pull ? 'cameraPull.edit' : 'cameraPull.begin')}
        </Button>
        {pull && (
          <Button loading={ask.isPending} onClick={() => ask.mutate(undefined)}>
            {t('cameraPull.now')}
          </Button>
        )}
        {pull && (
          <ConfirmedButton
            danger
            label={t('cameraPull.end')}
            title={t('cameraPull.endTitle')}
            text={t('cameraPull.endText')}
            yes={t('cameraPull.endYes')}
            onConfirm={() => end.mutateAsync(undefined)}
          />
        )}
      </div>
      {ask.error && <Alert type="error" showIcon title={problemText(ask.error, t)} />}
      {asked?.captureId != null && <p role="status">{t(asked.duplicate ? 'cameraPull.same' : 'cameraPull.came')}</p>}
      {asked?.fault === 'not_taken_in' && (
        <p role="status">{t('cameraPull.notTakenIn', { detail: asked.detail ?? '' })}</p>
      )}
      {editing && <PullForm camera={camera} pull={pull} onClose={() => setEditing(false)} />}
    </section>
  );
}
