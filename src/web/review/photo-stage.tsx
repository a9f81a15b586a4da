/** The photograph with the view outlined; those of the next items load behind it. */
import BorderOuterOutlined from '@ant-design/icons/es/icons/BorderOuterOutlined';
import ExpandOutlined from '@ant-design/icons/es/icons/ExpandOutlined';
import ZoomInOutlined from '@ant-design/icons/es/icons/ZoomInOutlined';
import ZoomOutOutlined from '@ant-design/icons/es/icons/ZoomOutOutlined';
import { Button } from 'antd';
import { type ReactNode, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { KeyCap } from './key-cap.tsx';
import { useKeys } from './key-context.tsx';
import type { KeyAction } from './keys.ts';
import { Photo, type PhotoState, type Zoom } from './photo.tsx';
import style from './review.module.css';

interface StageProps {
  /** The first one is shown. */
  items: ReviewItem[];
  photo: PhotoState;
  outlined: boolean;
  enlarged: boolean;
  /** Filled in with the zoom of the picture shown. */
  zoom: RefObject<Zoom | null>;
  onPhoto(id: string, state: PhotoState): void;
  onToggle(action: KeyAction): void;
  onRefresh(id: string): Promise<void>;
}

export function PhotoStage({ items, photo, outlined, enlarged, zoom, onPhoto, onToggle, onRefresh }: StageProps) {
  const { t } = useTranslation();
  const { bindings } = useKeys();
  /** How often a picture was asked for anew: its address may have stayed the same. */
  const [tries, setTries] = useState<Record<string, number>>({});
  const current = items[0];
  if (!current) return null;
  const retry = async () => {
    await onRefresh(current.id);
    setTries((known) => ({ ...known, [current.id]: (known[current.id] ?? 0) + 1 }));
    onPhoto(current.id, 'loading');
  };
  const hasOutline = current.photo.outline !== null;
  return (
    <div className={style.stage}>
      {items.map((item, place) => (
        <Photo
          key={item.id}
          item={item}
          tries={tries[item.id] ?? 0}
          visible={place === 0 && photo === 'shown'}
          outlined={outlined}
          enlarged={enlarged}
          zoom={place === 0 ? zoom : null}
          onState={(state) => onPhoto(item.id, state)}
        />
      ))}
      {photo === 'loading' && (
        <div className={style.photoMessage}>
          <span className={style.spinner} role="status" aria-label={t('review.photoLoading')} />
        </div>
      )}
      {photo === 'failed' && <PhotoFailed key={current.id} onRetry={retry} />}
      {photo === 'shown' && (
        <div className={style.stageTools}>
          {hasOutline && (
            <>
              <button type="button" aria-pressed={outlined} onClick={() => onToggle({ kind: 'outline' })}>
                <BorderOuterOutlined aria-hidden /> <span className={style.toolName}>{t('review.outline')}</span>{' '}
                <KeyCap name={bindings.outline} />
              </button>
              <button type="button" aria-pressed={enlarged} onClick={() => onToggle({ kind: 'enlarge' })}>
                <ExpandOutlined aria-hidden /> <span className={style.toolName}>{t('review.enlarge')}</span>{' '}
                <KeyCap name={bindings.enlarge} />
              </button>
            </>
          )}
          <ZoomButton name="zoomIn" icon={<ZoomInOutlined aria-hidden />} onToggle={onToggle} />
          <ZoomButton name="zoomOut" icon={<ZoomOutOutlined aria-hidden />} onToggle={onToggle} />
        </div>
      )}
    </div>
  );
}

interface ZoomButtonProps {
  name: 'zoomIn' | 'zoomOut';
  icon: ReactNode;
  onToggle(action: KeyAction): void;
}

function ZoomButton({ name, icon, onToggle }: ZoomButtonProps) {
  const { t } = useTranslation();
  const { bindings } = useKeys();
  return (
    <button type="button" className={style.onDesk} title={t(`keys.${name}`)} onClick={() => onToggle({ kind: name })}>
      {icon} <span className="visually-hidden">{t(`keys.${name}`)}</span> <KeyCap name={bindings[name]} />
    </button>
  );
}

function PhotoFailed({ onRetry }: { onRetry(): Promise<void> }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const retry = async () => {
    setBusy(true);
    try {
      await onRetry();
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  return (
    <div className={style.photoMessage} role="alert">
      <strong>{t('review.photoFailed')}</strong>
      <span>{t('review.photoFailedText')}</span>
      {error !== null && <span>{problemText(error, t)}</span>}
      <Button loading={busy} onClick={() => void retry()}>
        {t('common.tryAgain')}
      </Button>
    </div>
  );
}
