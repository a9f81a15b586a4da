/** The desk without an item: still loading, all done, or failed. */
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem-text.ts';
import { clockTime } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './review.module.css';
import type { DeskView } from './review-desk.ts';

export function EmptyDesk({ view, onRetry }: { view: DeskView; onRetry(): void }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  if (view.dealError) {
    return (
      <div className={style.empty} role="alert">
        <h2>{t('review.failedTitle')}</h2>
        <p>{problemText(view.dealError, t)}</p>
        <Button type="primary" onClick={onRetry}>
          {t('common.tryAgain')}
        </Button>
      </div>
    );
  }
  if (view.unsent > 0 && view.sending === 'waiting') {
    return (
      <div className={style.empty}>
        <h2>{t('review.offlineTitle')}</h2>
        <p>{t('review.offlineText')}</p>
      </div>
    );
  }
  if (view.checkedAt === null || !view.isDry) {
    return (
      <div className={style.empty} role="status" aria-label={t('common.loading')}>
        <Skeleton.Node active style={{ width: 'min(60vw, 560px)', height: 'min(34vw, 320px)' }} />
      </div>
    );
  }
  return (
    <div className={style.empty}>
      <EmptyBin />
      <h2>{t(view.waiting ? 'review.elsewhereTitle' : 'review.emptyTitle')}</h2>
      <p>{t('review.emptyText')}</p>
      <p className={style.checked}>
        {t('review.emptyChecked', { time: clockTime(view.checkedAt, i18n.language, timeZone) })}
      </p>
    </div>
  );
}

function EmptyBin() {
  return (
    <svg width="88" height="88" viewBox="0 0 88 88" fill="none" aria-hidden="true">
      <path d="M22 32h44l-4 44H26z" fill="#dcebe3" stroke="#0f6b4f" strokeWidth="3" strokeLinejoin="round" />
      <path d="M16 26h56" stroke="#0f6b4f" strokeWidth="5" strokeLinecap="round" />
      <path d="M34 54l8 8 14-16" stroke="#0f6b4f" strokeWidth="5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
