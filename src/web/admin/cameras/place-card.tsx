/** Whether the service knows where the camera stands, and learning it again. */
import { useTranslation } from 'react-i18next';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { dayAndTime } from '../../format/time.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { ConfirmedButton } from '../confirmed-button.tsx';
import { useRenewReference } from './cameras.api.ts';

export function PlaceCard({ camera: { id, reference } }: { camera: CameraDetail }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const renew = useRenewReference(id);
  const time = reference.setAt ? dayAndTime(reference.setAt, i18n.language, timeZone) : '';
  return (
    <section className={admin.card}>
      <h2>{t('cameraPlace.title')}</h2>
      <p>{t(`cameraPlace.${reference.state}`, { time })}</p>
      <ConfirmedButton
        label={t('cameraPlace.renew')}
        title={t('cameraPlace.renewTitle')}
        text={t('cameraPlace.renewText')}
        yes={t('cameraPlace.renewYes')}
        onConfirm={() => renew.mutateAsync()}
      />
      {renew.isSuccess && <p role="status">{t('cameraPlace.renewed')}</p>}
    </section>
  );
}
