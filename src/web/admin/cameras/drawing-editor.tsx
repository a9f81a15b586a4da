/** The editor: picture and tools on one side, the list of views and masks on the other, and saving. */
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import type { LastPhoto } from '../../../captures/captures.schemas.ts';
import { clockTime } from '../../format/time.ts';
import { categoryColour } from '../../review/categories.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import { drawingOf, isSame, type Shape, shapeFault } from './drawing/drawing.ts';
import style from './drawing.module.css';
import { binName, DrawingPanel } from './drawing-panel.tsx';
import { DrawingStage } from './drawing-stage.tsx';
import { DrawingTools } from './drawing-tools.tsx';
import { SaveDialog, type Saved } from './save-dialog.tsx';
import { type Editor, useEditor } from './use-editor.ts';
import { useLeaving } from './use-leaving.ts';

interface Props {
  camera: CameraDetail;
  photo: LastPhoto['photo'];
  onNewestPhoto(): void;
  onReload(): void;
}

/** What shapes are called and coloured. */
function useLooks(camera: CameraDetail, editor: Editor) {
  const { t } = useTranslation();
  const { categories } = useSignedIn().community;
  const binOf = (binId: number | null) => camera.bins.find(({ id }) => id === binId);
  const masks = editor.drawing.shapes.filter(({ binId }) => binId === null);
  return {
    nameOf: (shape: Shape): string => {
      const bin = binOf(shape.binId);
      return bin ? binName(bin) : t('drawing.mask', { number: masks.indexOf(shape) + 1 });
    },
    colourOf: (shape: Shape): string => {
      const bin = binOf(shape.binId);
      return bin ? categoryColour(categories, bin.expected) : '#1c2321';
    },
  };
}

export function DrawingEditor({ camera, photo, onNewestPhoto, onReload }: Props) {
  const { t } = useTranslation();
  const editor = useEditor(drawingOf(camera));
  const [zoom, setZoom] = useState(1);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<Saved | null>(null);
  const { nameOf, colourOf } = useLooks(camera, editor);
  const isUnsaved = !isSame(drawingOf(camera), editor.drawing);
  const faulty = editor.drawing.shapes.filter((shape) => shapeFault(shape) !== null).length;
  const note =
    faulty > 0 ? t('drawing.faulty', { count: faulty }) : t(isUnsaved ? 'drawing.unsaved' : 'drawing.unchanged');
  return (
    <div className={style.editor}>
      <div className={style.left}>
        <DrawingTools editor={editor} zoom={zoom} onZoom={setZoom} />
        <DrawingStage editor={editor} zoom={zoom} nameOf={nameOf} colourOf={colourOf}>
          {photo ? (
            <img src={photo.url} alt={t('drawing.photoAlt', { name: camera.name })} draggable={false} />
          ) : (
            <div className={style.blank}>{t(camera.masks.length > 0 ? 'drawing.blankMasked' : 'drawing.blank')}</div>
          )}
        </DrawingStage>
        <Hint editor={editor} nameOf={nameOf} />
        <Button size="small" onClick={onNewestPhoto}>
          {t('drawing.newest')}
        </Button>
      </div>
      <div className={style.right}>
        <DrawingPanel camera={camera} editor={editor} nameOf={nameOf} colourOf={colourOf} />
        <div className={style.saveBar}>
          <span role="status" data-faulty={faulty > 0}>
            {note}
          </span>
          <Button type="primary" disabled={!isUnsaved || faulty > 0} onClick={() => setSaving(true)}>
            {t('drawing.save')}
          </Button>
        </div>
        {saved && !isUnsaved && <SavedNote saved={saved} />}
      </div>
      {saving && (
        <SaveDialog
          camera={camera}
          drawing={editor.drawing}
          onSaved={(done) => {
            setSaved(done);
            setSaving(false);
          }}
          onClose={() => setSaving(false)}
          onReload={onReload}
        />
      )}
      <LeaveDialog isUnsaved={isUnsaved} />
    </div>
  );
}

function Hint({ editor, nameOf }: { editor: Editor; nameOf(shape: Shape): string }) {
  const { t } = useTranslation();
  const { shape } = editor;
  return (
    <p className={style.hint} aria-live="polite">
      {!shape && <span className={style.forDesk}>{t('drawing.hintNone')}</span>}
      {!shape && <span className={style.forPhone}>{t('drawing.hintNonePhone')}</span>}
      {shape && !shape.closed && t('drawing.hintOpen', { name: nameOf(shape), count: shape.points.length })}
      {shape?.closed && t('drawing.hintClosed', { name: nameOf(shape) })}
      {shape && <span className={style.keys}>{t('drawing.keys')}</span>}
    </p>
  );
}

function SavedNote({ saved: { views, masks } }: { saved: Saved }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const time = (iso: string) => clockTime(Date.parse(iso), i18n.language, timeZone);
  const lines = [
    masks && t('drawing.savedMasks', { revision: masks.revision, time: time(masks.validFrom) }),
    views && t('drawing.savedViews', { revision: views.revision, time: time(views.validFrom) }),
  ].filter((line) => line !== null);
  return (
    <div role="status">
      <Alert type="success" showIcon title={lines.map((line) => <div key={line}>{line}</div>)} />
    </div>
  );
}

function LeaveDialog({ isUnsaved }: { isUnsaved: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [leaving, setLeaving] = useLeaving(isUnsaved);
  return (
    <Modal
      open={leaving !== null}
      title={t('drawing.leave')}
      okText={t('drawing.leaveYes')}
      okButtonProps={{ danger: true }}
      cancelText={t('drawing.stay')}
      onOk={() => void navigate(leaving ?? '/cameras')}
      onCancel={() => setLeaving(null)}
    >
      <p>{t('drawing.leaveText')}</p>
    </Modal>
  );
}
