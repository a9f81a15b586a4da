/** Issuing an address anew, its settings, its end. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddressView } from '../../../receivers/push.schemas.ts';
import admin from '../admin.module.css';
import { ConfirmedButton } from '../confirmed-button.tsx';
import { AddressShown } from './address-shown.tsx';
import { useReissue, useRevoke } from './push.api.ts';
import { PushSettings } from './push-settings.tsx';

export function AddressButtons({ address }: { address: AddressView }) {
  const { t } = useTranslation();
  const reissue = useReissue(address.id);
  const revoke = useRevoke(address.id);
  const [path, setPath] = useState<string | null>(null);
  return (
    <div className={admin.buttons}>
      <PushSettings address={address} />
      <ConfirmedButton
        label={t('push.reissue')}
        title={t('push.reissueTitle')}
        text={t('push.reissueText')}
        yes={t('push.reissueYes')}
        onConfirm={async () => setPath((await reissue.mutateAsync()).path)}
      />
      <ConfirmedButton
        danger
        label={t('push.revoke')}
        title={t('push.revokeTitle')}
        text={t('push.revokeText')}
        yes={t('push.revokeYes')}
        onConfirm={() => revoke.mutateAsync()}
      />
      {path !== null && <AddressShown path={path} onClose={() => setPath(null)} />}
    </div>
  );
}
