/** The item judged last: my verdict, what the model had thought of it, and the way back. */
import RedoOutlined from '@ant-design/icons/es/icons/RedoOutlined';
import UndoOutlined from '@ant-design/icons/es/icons/UndoOutlined';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { verdictText } from './categories.ts';
import { type HistoryEntry, isMisplaced } from './desk.ts';
import { KeyCap } from './key-cap.tsx';
import { useKeys } from './key-context.tsx';
import { ModelView } from './model-view.tsx';
import type { OutboxState } from './outbox.ts';
import { enlargedBox } from './outline.ts';
import { placeText } from './place.ts';
import style from './review.module.css';
import { VerdictDetails } from './verdict-details.tsx';

interface Props {
  entry: HistoryEntry | null;
  sending: OutboxState;
  /** Something was undone that can be given again. */
  isRedoable: boolean;
  onUndo(): void;
  onRedo(): void;
  /** Says whose it is. */
  onAttribute(): void;
  /** Asks for the other items of this one's bin, to be rejected with it. */
  onOthers(item: ReviewItem): void;
}

export function LastVerdict({ entry, sending, isRedoable, onUndo, onRedo, onAttribute, onOthers }: Props) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const { bindings } = useKeys();
  const redo = isRedoable && (
    <button type="button" className={style.undo} onClick={onRedo} aria-keyshortcuts={bindings.redo}>
      <RedoOutlined aria-hidden /> {t('last.redo')} <KeyCap name={bindings.redo} />
    </button>
  );
  if (!entry) {
    return (
      <section className={style.last}>
        <p className={style.lastNone}>{t('last.none')}</p>
        {redo}
      </section>
    );
  }
  return (
    <section className={style.last} aria-label={t('last.title')}>
      <div className={style.lastHead}>
        <Thumbnail entry={entry} />
        <div className={style.lastVerdict}>
          <span>
            {t('last.title')} · {placeText(entry.item.place)}
          </span>
          <strong>{verdictText(entry.verdict, categories, i18n.language, t)}</strong>
        </div>
        <button
          type="button"
          className={style.undo}
          disabled={entry.fixed}
          title={entry.fixed ? t('last.fixed') : undefined}
          onClick={onUndo}
          aria-keyshortcuts={bindings.undo}
        >
          <UndoOutlined aria-hidden /> {t('last.undo')} <KeyCap name={bindings.undo} />
        </button>
        {redo}
      </div>
      {isMisplaced(entry) && (
        <button type="button" className={style.sameBin} onClick={onAttribute} aria-keyshortcuts={bindings.attribute}>
          {t('attributing.open')} <KeyCap name={bindings.attribute} />
        </button>
      )}
      {isRejected(entry) && (
        <button type="button" className={style.sameBin} onClick={() => onOthers(entry.item)}>
          {t('bulk.open')}
        </button>
      )}
      <Reveal entry={entry} sending={sending} />
    </section>
  );
}

/** Saved, of a bin, and no misplacement: then the others in that bin may follow. */
function isRejected({ judged, item }: HistoryEntry): boolean {
  const judgement = judged?.verdict.judgement;
  return item.place.bin !== null && (judgement === 'fits' || judgement === 'no_waste');
}

function Reveal({ entry, sending }: Pick<Props, 'sending'> & { entry: HistoryEntry }) {
  const { t } = useTranslation();
  const { judged } = entry;
  if (!judged) {
    const isHeldUp = sending === 'waiting' || sending === 'signed_out';
    return (
      <div role="status">
        <p className={style.lastNone}>{t(isHeldUp ? 'last.held' : 'last.saving')}</p>
        {!isHeldUp && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      </div>
    );
  }
  if (!judged.reveal) return <p className={style.lastNone}>{t('last.noModel')}</p>;
  return (
    <>
      <VerdictDetails verdict={judged.verdict} />
      <ModelView reveal={judged.reveal} />
      {judged.verdict.afterReveal && <p className={style.lastNone}>{t('last.afterReveal')}</p>}
    </>
  );
}

function Thumbnail({ entry }: { entry: HistoryEntry }) {
  const { url, width, height, outline, hidden } = entry.item.photo;
  if (hidden) return null;
  const box = outline ? enlargedBox(outline, width, height) : { x: 0, y: 0, width, height };
  return (
    <svg
      className={style.thumbnail}
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <image href={url} width={width} height={height} preserveAspectRatio="none" />
    </svg>
  );
}
