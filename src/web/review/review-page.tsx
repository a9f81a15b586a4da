/** The review desk: one item at a time, judged by mouse, finger or key. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { BulkSheet } from './bulk-sheet.tsx';
import { isMisplaced, redoable } from './desk.ts';
import { useDesk, useDeskView } from './desk-provider.tsx';
import { DeskSheet, type Sheet } from './desk-sheets.tsx';
import { DeskStatus } from './desk-status.tsx';
import { DeskTools } from './desk-tools.tsx';
import { EmptyDesk } from './empty-desk.tsx';
import { ItemFacts } from './item-facts.tsx';
import { useKeys } from './key-context.tsx';
import { actionOf, isAllowed, type KeyAction } from './keys.ts';
import { LastVerdict } from './last-verdict.tsx';
import { Notices } from './notices.tsx';
import type { PhotoState, Zoom } from './photo.tsx';
import { PhotoStage } from './photo-stage.tsx';
import style from './review.module.css';
import { useKeyPress } from './use-key-press.ts';
import { VerdictButtons } from './verdict-buttons.tsx';

/** After the desk changed by itself (a refused undo, say) a key already on its way must not hit the new item. */
const settleMs = 350;
/** Each press makes the picture so much larger, as a share of the size it fits in. */
const zoomStep = 0.6;
/** On a small screen a bin among four is too small to judge: there the page starts enlarged. */
const phone = '(max-width: 860px)';

/** False for a moment after an item came that the person's own action did not bring (`expectedId`). */
function useSettled(currentId: string | null, expectedId: string | null): boolean {
  const [settledId, setSettledId] = useState<string | null>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettledId(currentId), currentId === expectedId ? 0 : settleMs);
    return () => window.clearTimeout(timer);
  }, [currentId, expectedId]);
  return settledId === currentId || currentId === expectedId;
}

export default function ReviewPage() {
  const { t } = useTranslation();
  usePageTitle(t('nav.review'));
  const desk = useDesk();
  const view = useDeskView(desk);
  const [photos, setPhotos] = useState<Record<string, PhotoState>>({});
  const [like, setLike] = useState<ReviewItem | null>(null);
  const [outlined, setOutlined] = useState(true);
  const [enlarged, setEnlarged] = useState(() => window.matchMedia(phone).matches);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const zoom = useRef<Zoom | null>(null);
  const { bindings } = useKeys();
  const current = view.held[0] ?? null;
  const photo = (current && photos[current.id]) ?? 'loading';
  const currentId = current?.id ?? null;
  const [expectedId, setExpectedId] = useState<string | null>(null);
  const isSettled = useSettled(currentId, expectedId);

  useEffect(() => {
    desk.open();
    return () => desk.close();
  }, [desk]);

  const act = useCallback(
    (action: KeyAction) => {
      desk.noteActivity();
      if (action.kind === 'outline') return setOutlined((on) => !on);
      if (action.kind === 'enlarge') return setEnlarged((on) => !on);
      if (action.kind === 'zoomIn' || action.kind === 'zoomOut') {
        // Without gliding there: the next press of the key counts from where this one led.
        return void zoom.current?.[action.kind](zoomStep, 0);
      }
      if (action.kind === 'keys') return setSheet({ kind: 'keys' });
      if (action.kind === 'strip' || action.kind === 'details' || action.kind === 'hide') {
        return current ? setSheet({ kind: action.kind, item: current }) : undefined;
      }
      if (action.kind === 'attribute') {
        const last = view.history[0];
        return last && isMisplaced(last) ? setSheet({ kind: 'attribute', item: last.item }) : undefined;
      }
      if (action.kind === 'undo') desk.undo();
      else if (action.kind === 'redo') desk.redo();
      else if (action.kind !== 'verdict') return;
      else if (current && isAllowed(action.verdict, current.expected, photo)) desk.judge(action.verdict);
      else return;
      setExpectedId(desk.view().held[0]?.id ?? null);
    },
    [desk, current, photo, view.history],
  );
  useKeyPress((press) => {
    const action = sheet || like ? null : actionOf(press, bindings);
    if (!action) return false;
    if (action.kind !== 'verdict' || isSettled) act(action);
    return true;
  });

  const onPhoto = useCallback((id: string, state: PhotoState) => setPhotos((known) => ({ ...known, [id]: state })), []);
  return (
    <div className={style.desk} data-ready={photo === 'shown' && isSettled} onPointerDown={() => desk.noteActivity()}>
      <h1 className="visually-hidden">{t('nav.review')}</h1>
      <section className={style.stageArea}>
        <Notices notices={view.notices} onDismiss={desk.dismiss} />
        {current ? (
          <PhotoStage
            items={view.held}
            photo={photo}
            outlined={outlined}
            enlarged={enlarged}
            zoom={zoom}
            onPhoto={onPhoto}
            onToggle={act}
            onRefresh={desk.refreshPhoto}
          />
        ) : (
          <EmptyDesk view={view} onRetry={desk.wake} />
        )}
      </section>
      <aside className={style.panel}>
        <DeskStatus view={view} onRetry={desk.wake} onKeys={() => setSheet({ kind: 'keys' })} />
        {current && <ItemFacts item={current} />}
        {current && <VerdictButtons expected={current.expected} photo={photo} onAction={act} />}
        {current && <DeskTools onAction={act} />}
      </aside>
      <LastVerdict
        entry={view.history[0] ?? null}
        sending={view.sending}
        isRedoable={redoable(view) !== null}
        onUndo={() => act({ kind: 'undo' })}
        onRedo={() => act({ kind: 'redo' })}
        onAttribute={() => act({ kind: 'attribute' })}
        onOthers={setLike}
      />
      {sheet && (
        <DeskSheet
          sheet={sheet}
          onClose={() => setSheet(null)}
          // The desk may have moved on meanwhile: an item that is no longer there is not judged.
          onVerdict={(item, verdict) => {
            if (item.id === desk.view().held[0]?.id) act({ kind: 'verdict', verdict });
          }}
          onHidden={(item) => desk.putAway(item.id)}
        />
      )}
      {like && (
        <BulkSheet
          like={like}
          holding={view.held.map(({ id }) => id)}
          onClose={(changed) => {
            setLike(null);
            if (changed) desk.wake();
          }}
        />
      )}
    </div>
  );
}
