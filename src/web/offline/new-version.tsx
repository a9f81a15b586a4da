/** A line that tells of a newer version, for pages that stay open for long. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import style from './new-version.module.css';
import { registerServiceWorker } from './registration.ts';

export function NewVersion() {
  const { t } = useTranslation();
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    registerServiceWorker(() => setThere(true)).catch((error: unknown) => {
      // Refused by the browser's settings: the interface works without.
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    });
  }, []);
  if (!isThere) return null;
  return (
    <div className={style.bar} role="status">
      <span>{t('offline.newVersion')}</span>
      <Button size="small" onClick={() => window.location.reload()}>
        {t('common.reload')}
      </Button>
    </div>
  );
}
