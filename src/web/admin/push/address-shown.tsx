/** An address for a device, shown this once. */
import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { CopyBox } from '../copy-box.tsx';

export function AddressShown({ path, onClose }: { path: string; onClose(): void }) {
  const { t } = useTranslation();
  const { origin, hostname, port, protocol } = window.location;
  const isLoopback = /^(localhost|127\.|\[::1\])/.test(hostname);
  return (
    <Modal
      open
      title={t('push.shownTitle')}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('push.shownDone')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('push.shownText')} />
      <CopyBox label={t('push.whole')} text={origin + path} />
      <CopyBox label={t('push.path')} text={path} />
      <p>
        {t('push.parts', { host: hostname, port: port || (protocol === 'https:' ? '443' : '80') })}
        {isLoopback && ` ${t('push.loopback')}`}
      </p>
    </Modal>
  );
}
