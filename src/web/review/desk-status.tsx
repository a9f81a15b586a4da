/** How many items wait, and whether what was judged has reached the service. */
import CheckCircleOutlined from '@ant-design/icons/es/icons/CheckCircleOutlined';
import CloudSyncOutlined from '@ant-design/icons/es/icons/CloudSyncOutlined';
import DisconnectOutlined from '@ant-design/icons/es/icons/DisconnectOutlined';
import { useTranslation } from 'react-i18next';
import { count } from '../format/number.ts';
import { KeyCap } from './key-cap.tsx';
import { useKeys } from './key-context.tsx';
import style from './review.module.css';
import type { DeskView } from './review-desk.ts';

interface Props {
  view: DeskView;
  onRetry(): void;
  onKeys(): void;
}

export function DeskStatus({ view, onRetry, onKeys }: Props) {
  const { t, i18n } = useTranslation();
  const { bindings } = useKeys();
  const isHeldUp = view.unsent > 0 && (view.sending === 'waiting' || view.sending === 'signed_out');
  return (
    <div className={style.status}>
      <span className={style.waiting}>
        {t('review.waiting')} <strong>{view.waiting === null ? '–' : count(view.waiting, i18n.language)}</strong>
      </span>
      <span className={style.sending} role="status" data-state={isHeldUp ? 'waiting' : view.sending}>
        <SendingState view={view} isHeldUp={isHeldUp} />
      </span>
      {isHeldUp && view.sending === 'waiting' && (
        <button type="button" className={style.linkButton} onClick={onRetry}>
          {t('sending.now')}
        </button>
      )}
      <button type="button" className={style.keysButton} onClick={onKeys} aria-keyshortcuts={bindings.keys}>
        {t('keys.open')} <KeyCap name={bindings.keys} />
      </button>
    </div>
  );
}

function SendingState({ view, isHeldUp }: { view: DeskView; isHeldUp: boolean }) {
  const { t } = useTranslation();
  if (isHeldUp) {
    const text = view.sending === 'waiting' ? 'sending.waiting' : 'sending.signedOut';
    return (
      <>
        <DisconnectOutlined aria-hidden /> {t(text, { count: view.unsent })}
      </>
    );
  }
  if (view.unsent > 0) {
    return (
      <>
        <CloudSyncOutlined aria-hidden /> {t('sending.sending')}
      </>
    );
  }
  if (!view.history.some((entry) => entry.number !== null)) return null;
  return (
    <>
      <CheckCircleOutlined aria-hidden /> {t('sending.saved')}
    </>
  );
}
