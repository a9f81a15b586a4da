/** The review desk: one item at a time, judged by mouse, finger or key. */
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../shell/page-title.ts';
import { useDesk, useDeskView } from './desk-provider.tsx';
import { DeskStatus } from './desk-status.tsx';
import { EmptyDesk } from './empty-desk.tsx';
import { ItemFacts } from './item-facts.tsx';
import { actionOf, isAllowed, type KeyAction } from './keys.ts';
import { LastVerdict } from './last-verdict.tsx';
import { Notices } from './notices.tsx';
import { PhotoStage, type PhotoState } from './photo-stage.tsx';
import style from './review.module.css';
import { useKeyPress } from './use-key-press.ts';
import { VerdictButtons } from './verdict-buttons.tsx';

/** After the desk changed by itself (a refused undo, say) a key already on its way must not hit the new item. */
const settleMs = 350;
/** On a small screen a bin among four is too small to judge: there the page starts enlarged. */
const phone = '(max-width: 860px)';

export default function ReviewPage() {
  const { t } = useTranslation();
  usePageTitle(t('nav.review'));
  const desk = useDesk();
  const view = useDeskView(desk);
  const [photos, setPhotos] = useState<Record<string, PhotoState>>({});
  const [outlined, setOutlined] = useState(true);
  const [enlarged, setEnlarged] = useState(() => window.matchMedia(phone).matches);
  const current = view.held[0] ?? null;
  const photo = (current && photos[current.id]) ?? 'loading';
  const [touched, setTouched] = useState<{ id: string | null; atMs: number }>({ id: null, atMs: 0 });

  useEffect(() => {
    desk.open();
    return () => desk.close();
  }, [desk]);

  const act = useCallback(
    (action: KeyAction) => {
      desk.noteActivity();
      if (action.kind === 'outline') return setOutlined((on) => !on);
      if (action.kind === 'enlarge') return setEnlarged((on) => !on);
      if (action.kind === 'undo') desk.undo();
      else if (current && isAllowed(action.verdict, current.expected, photo)) desk.judge(action.verdict);
      else return;
      setTouched({ id: desk.view().held[0]?.id ?? null, atMs: Date.now() });
    },
    [desk, current, photo],
  );
  const [arrivedMs, setArrivedMs] = useState(0);
  const currentId = current?.id ?? null;
  useEffect(() => {
    if (currentId !== touched.id) setArrivedMs(Date.now());
  }, [currentId, touched.id]);
  useKeyPress((press) => {
    const action = actionOf(press);
    if (!action) return false;
    if (action.kind !== 'verdict' || Date.now() - arrivedMs >= settleMs) act(action);
    return true;
  });

  const onPhoto = useCallback((id: string, state: PhotoState) => setPhotos((known) => ({ ...known, [id]: state })), []);
  return (
    <div className={style.desk} onPointerDown={() => desk.noteActivity()}>
      <h1 className="visually-hidden">{t('nav.review')}</h1>
      <section className={style.stageArea}>
        <Notices notices={view.notices} onDismiss={desk.dismiss} />
        {current ? (
          <PhotoStage
            items={view.held}
            photo={photo}
            outlined={outlined}
            enlarged={enlarged}
            onPhoto={onPhoto}
            onToggle={act}
            onRefresh={desk.refreshPhoto}
          />
        ) : (
          <EmptyDesk view={view} onRetry={desk.wake} />
        )}
      </section>
      <aside className={style.panel}>
        <DeskStatus view={view} onRetry={desk.wake} />
        {current && <ItemFacts item={current} />}
        {current && <VerdictButtons expected={current.expected} photo={photo} onAction={act} />}
      </aside>
      <LastVerdict entry={view.history[0] ?? null} sending={view.sending} onUndo={() => act({ kind: 'undo' })} />
    </div>
  );
}
