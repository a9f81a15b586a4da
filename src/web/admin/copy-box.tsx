/** A text to be copied, with a button that does it. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import style from './cameras/cameras.module.css';

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

export function CopyBox({ label, text }: { label: string; text: string }) {
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
