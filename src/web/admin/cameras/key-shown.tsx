/** A camera's key, shown this once, and a line to try it with. */
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import style from './cameras.module.css';

/** By the clipboard; where the page has none (plain HTTP), the text is marked and copied the old way. */
async function copy(text: string, element: HTMLElement | null): Promise<boolean> {
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  if (element) window.getSelection()?.selectAllChildren(element);
  return document.execCommand('copy');
}

function CopyBox({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [copied, setCopied] = useState(false);
  return (
    <>
      <div className={style.copyLine}>
        <strong>{label}</strong>
        <Button
          size="small"
          aria-label={`${t('cameraKey.copy')}: ${label}`}
          onClick={() => void copy(text, element).then(setCopied)}
        >
          <span aria-live="polite">{t(copied ? 'cameraKey.copied' : 'cameraKey.copy')}</span>
        </Button>
      </div>
      <code ref={setElement} className={style.keyBox}>
        {text}
      </code>
    </>
  );
}

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
