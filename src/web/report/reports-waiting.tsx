/** Tells who is not signed in that this phone keeps reports that have not gone out. */
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportStore } from './report-store.ts';

async function countWaiting(): Promise<number> {
  const reports = await reportStore.all();
  return reports.filter(({ state }) => state === 'waiting' || state === 'sending').length;
}

export function ReportsWaiting({ className }: { className: string | undefined }) {
  const { t } = useTranslation();
  const [count, setCount] = useState(0);
  useEffect(() => {
    countWaiting().then(setCount, (error: unknown) => {
      // Where the browser keeps nothing there is nothing to tell.
      if (!(error instanceof DOMException)) throw error;
    });
  }, []);
  if (count === 0) return null;
  return (
    <div className={className}>
      <Alert type="warning" showIcon title={t('report.signInToSend', { count })} />
    </div>
  );
}
