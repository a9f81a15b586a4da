/** Taking a camera out of service. */
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import admin from '../admin.module.css';
import { ConfirmedButton } from '../confirmed-button.tsx';
import { useRetireCamera } from './cameras.api.ts';

export function RetireCard({ camera: { id, name } }: { camera: CameraDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const retire = useRetireCamera(id);
  return (
    <section className={admin.card}>
      <h2>{t('cameraEnd.title')}</h2>
      <p>{t('cameraEnd.text')}</p>
      <ConfirmedButton
        danger
        label={t('cameraEnd.button')}
        title={t('cameraEnd.confirm', { name })}
        text={t('cameraEnd.confirmText')}
        yes={t('cameraEnd.yes')}
        onConfirm={async () => {
          await retire.mutateAsync();
          await navigate('/cameras');
        }}
      />
    </section>
  );
}
