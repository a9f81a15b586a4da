/** Says what saving will do, saves, and says from when it holds. */
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraDetail, Drawn } from '../../../cameras/cameras.schemas.ts';
import { ApiProblem } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import { saveMasks, saveViews } from './cameras.api.ts';
import { type Drawing, savedOf } from './drawing/drawing.ts';
import style from './drawing.module.css';
import { binName } from './drawing-panel.tsx';

export interface Saved {
  views: Drawn | null;
  masks: Drawn | null;
}

interface Props {
  camera: CameraDetail;
  drawing: Drawing;
  onSaved(saved: Saved): void;
  onClose(): void;
  /** Gives up what is drawn and loads what is in force. */
  onReload(): void;
}

const isSameList = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const viewsOf = ({ views }: CameraDetail) =>
  views.map(({ binId, counting, polygon }) => ({ binId, counting, polygon }));

export function SaveDialog({ camera, drawing, onSaved, onClose, onReload }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { views, masks } = savedOf(drawing);
  const newViews = !isSameList(viewsOf(camera), views);
  const newMasks = !isSameList(camera.masks, masks);
  const save = async () => {
    setBusy(true);
    setError(null);
    const saved: Saved = { views: null, masks: null };
    try {
      // What nobody may see comes first: should the second fail, it holds.
      if (newMasks) saved.masks = await saveMasks(camera.id, { masks, basedOn: camera.maskRevision });
      if (newViews) saved.views = await saveViews(camera.id, { views, basedOn: camera.viewRevision });
      await queries.invalidateQueries({ queryKey: ['cameras'] });
      onSaved(saved);
    } catch (problem) {
      setError(problem);
      if (saved.masks) await queries.invalidateQueries({ queryKey: ['cameras'] });
    }
    setBusy(false);
  };
  const isOutrun = error instanceof ApiProblem && error.code === 'drawn_meanwhile';
  return (
    <Modal
      open
      title={t('drawing.confirm')}
      okText={t('drawing.confirmYes')}
      cancelText={t('cameraPage.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: isOutrun }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Consequences camera={camera} drawing={drawing} newViews={newViews} newMasks={newMasks} />
      {error !== null && (
        <div role="alert">
          <Alert
            type="error"
            showIcon
            title={t('drawing.failed', { reason: problemText(error, t) })}
            description={isOutrun && <Button onClick={onReload}>{t('drawing.reload')}</Button>}
          />
        </div>
      )}
    </Modal>
  );
}

interface ConsequencesProps {
  camera: CameraDetail;
  drawing: Drawing;
  newViews: boolean;
  newMasks: boolean;
}

function Consequences({ camera, drawing, newViews, newMasks }: ConsequencesProps) {
  const { t } = useTranslation();
  const { views, masks } = savedOf(drawing);
  const counts = (list: typeof views, binId: number) => list.some((view) => view.binId === binId && view.counting);
  const unwatched = camera.bins.filter(({ id }) => counts(viewsOf(camera), id) && !counts(views, id));
  const kept = masks.map((mask) => JSON.stringify(mask));
  const isFewer = camera.masks.some((mask) => !kept.includes(JSON.stringify(mask)));
  return (
    <ul className={style.consequences}>
      {newViews && <li>{t('drawing.confirmViews')}</li>}
      {newViews && <li>{t('drawing.confirmLearn')}</li>}
      {newViews && unwatched.length > 0 && (
        <li>{t('drawing.confirmUnwatched', { names: unwatched.map(binName).join(', ') })}</li>
      )}
      {newMasks && masks.length > 0 && <li>{t('drawing.confirmMasks')}</li>}
      {newMasks && masks.length > 0 && <li>{t('drawing.confirmOld')}</li>}
      {newMasks && isFewer && <li>{t('drawing.confirmFewer')}</li>}
    </ul>
  );
}
