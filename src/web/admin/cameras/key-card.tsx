/** The camera's key: issuing and revoking. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import admin from '../admin.module.css';
import { ConfirmedButton } from '../confirmed-button.tsx';
import { useIssueKey, useRevokeKey } from './cameras.api.ts';
import { KeyShown } from './key-shown.tsx';

export function KeyCard({ camera }: { camera: CameraDetail }) {
  const { t } = useTranslation();
  const issue = useIssueKey(camera.id);
  const revoke = useRevokeKey(camera.id);
  const [key, setKey] = useState<string | null>(null);
  const show = (issued: { key: string }) => setKey(issued.key);
  return (
    <section className={admin.card}>
      <h2>{t('cameraKey.title')}</h2>
      <p>{t(camera.hasKey ? 'cameraKey.has' : 'cameraKey.none')}</p>
      <div className={admin.buttons}>
        {!camera.hasKey && (
          <Button type="primary" loading={issue.isPending} onClick={() => issue.mutate(undefined, { onSuccess: show })}>
            {t('cameraKey.issue')}
          </Button>
        )}
        {camera.hasKey && (
          <ConfirmedButton
            label={t('cameraKey.issueAgain')}
            title={t('cameraKey.issueTitle')}
            text={t('cameraKey.issueText')}
            yes={t('cameraKey.issueYes')}
            onConfirm={async () => show(await issue.mutateAsync())}
          />
        )}
        {camera.hasKey && (
          <ConfirmedButton
            danger
            label={t('cameraKey.revoke')}
            title={t('cameraKey.revokeTitle')}
            text={t('cameraKey.revokeText')}
            yes={t('cameraKey.revokeYes')}
            onConfirm={() => revoke.mutateAsync()}
          />
        )}
      </div>
      {issue.error && !camera.hasKey && (
        <div role="alert">
          <Alert type="error" showIcon title={problemText(issue.error, t)} />
        </div>
      )}
      {key !== null && <KeyShown keyText={key} onClose={() => setKey(null)} />}
    </section>
  );
}
