/** A camera's key, shown this once, and a line to try it with. */
import { Alert, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { CopyBox } from '../copy-box.tsx';

/** A line for a shell that posts a photograph with the key. */
function curlLine(key: string, origin: string): string {
  return `curl -H 'Authorization: Bearer ${key}' -F photo=@photo.jpg '${origin}/api/v1/captures'`;
}

export function KeyShown({ keyText, onClose }: { keyText: string; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t('cameraKey.shownTitle')}
      // It is gone for good: a slip beside the window must not close it.
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('cameraKey.done')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('cameraKey.shownText')} />
      <CopyBox label={t('cameraKey.key')} text={keyText} />
      <CopyBox label={t('cameraKey.curl')} text={curlLine(keyText, window.location.origin)} />
    </Modal>
  );
}
