/** The photograph with the view outlined; those of the next items load behind it. */
import BorderOuterOutlined from '@ant-design/icons/es/icons/BorderOuterOutlined';
import ZoomInOutlined from '@ant-design/icons/es/icons/ZoomInOutlined';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { categoryColour } from './categories.ts';
import { KeyCap } from './key-cap.tsx';
import { enlargeKey, type KeyAction, outlineKey } from './keys.ts';
import { enlargedBox, outlinePath, outsidePath } from './outline.ts';
import { placeText } from './place.ts';
import style from './review.module.css';

export type PhotoState = 'loading' | 'shown' | 'failed';

interface StageProps {
  /** The first one is shown. */
  items: ReviewItem[];
  photo: PhotoState;
  outlined: boolean;
  enlarged: boolean;
  onPhoto(id: string, state: PhotoState): void;
  onToggle(action: KeyAction): void;
  onRefresh(id: string): Promise<void>;
}

export function PhotoStage({ items, photo, outlined, enlarged, onPhoto, onToggle, onRefresh }: StageProps) {
  const { t } = useTranslation();
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
          onState={(state) => onPhoto(item.id, state)}
        />
      ))}
      {photo === 'loading' && (
        <div className={style.photoMessage}>
          <span className={style.spinner} role="status" aria-label={t('review.photoLoading')} />
        </div>
      )}
      {photo === 'failed' && <PhotoFailed key={current.id} onRetry={retry} />}
      {hasOutline && photo === 'shown' && (
        <div className={style.stageTools}>
          <button type="button" aria-pressed={outlined} onClick={() => onToggle({ kind: 'outline' })}>
            <BorderOuterOutlined aria-hidden /> <span className={style.toolName}>{t('review.outline')}</span>{' '}
            <KeyCap name={outlineKey} />
          </button>
          <button type="button" aria-pressed={enlarged} onClick={() => onToggle({ kind: 'enlarge' })}>
            <ZoomInOutlined aria-hidden /> <span className={style.toolName}>{t('review.enlarge')}</span>{' '}
            <KeyCap name={enlargeKey} />
          </button>
        </div>
      )}
    </div>
  );
}

interface PhotoProps {
  item: ReviewItem;
  tries: number;
  visible: boolean;
  outlined: boolean;
  enlarged: boolean;
  onState(state: PhotoState): void;
}

function Photo({ item, tries, visible, outlined, enlarged, onState }: PhotoProps) {
  const { t } = useTranslation();
  const { community } = useSignedIn();
  const { url, width, height, outline } = item.photo;
  const box = enlarged && outline ? enlargedBox(outline, width, height) : { x: 0, y: 0, width, height };
  const colour = item.expected ? categoryColour(community.categories, item.expected) : '#ffffff';
  const place = placeText(item.place);
  return (
    <svg
      className={style.photo}
      data-visible={visible}
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      role="img"
      aria-hidden={!visible}
      aria-label={outline ? t('review.photo', { place }) : t('review.photoWhole', { place })}
    >
      <image
        key={`${url} ${tries}`}
        href={url}
        width={width}
        height={height}
        preserveAspectRatio="none"
        onLoad={() => onState('shown')}
        onError={() => onState('failed')}
      />
      {outline && outlined && (
        <>
          <path className={style.outside} d={outsidePath(outline, width, height)} fillRule="evenodd" />
          <path className={style.outlineCasing} d={outlinePath(outline, width, height)} />
          <path className={style.outlineLine} d={outlinePath(outline, width, height)} stroke={colour} />
        </>
      )}
    </svg>
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
