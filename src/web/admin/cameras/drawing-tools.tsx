/** The tools above the picture: always all of them, so that the picture stays where it is under the finger. */
import MinusOutlined from '@ant-design/icons/es/icons/MinusOutlined';
import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import RedoOutlined from '@ant-design/icons/es/icons/RedoOutlined';
import UndoOutlined from '@ant-design/icons/es/icons/UndoOutlined';
import ZoomInOutlined from '@ant-design/icons/es/icons/ZoomInOutlined';
import ZoomOutOutlined from '@ant-design/icons/es/icons/ZoomOutOutlined';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { polygonLimits } from '../../../cameras/polygon.rules.ts';
import { closeShape, insertPoint, removePoint } from './drawing/drawing.ts';
import style from './drawing.module.css';
import type { Editor } from './use-editor.ts';

const zooms = [1, 1.5, 2, 3];

interface Props {
  editor: Editor;
  zoom: number;
  onZoom(zoom: number): void;
}

export function DrawingTools({ editor, zoom, onZoom }: Props) {
  const { t } = useTranslation();
  const { shape, point } = editor;
  const open = shape && !shape.closed ? shape : null;
  const at = zooms.indexOf(zoom);
  const icon = (name: string, picture: React.ReactNode, onClick: () => void, disabled: boolean) => (
    <Button icon={picture} aria-label={name} title={name} disabled={disabled} onClick={onClick} />
  );
  return (
    <div className={style.tools}>
      {icon(t('drawing.undo'), <UndoOutlined aria-hidden />, editor.undo, !editor.canUndo)}
      {icon(t('drawing.redo'), <RedoOutlined aria-hidden />, editor.redo, !editor.canRedo)}
      {icon(t('drawing.zoomOut'), <ZoomOutOutlined aria-hidden />, () => onZoom(zooms[at - 1] ?? 1), at <= 0)}
      {icon(
        t('drawing.zoomIn'),
        <ZoomInOutlined aria-hidden />,
        () => onZoom(zooms[at + 1] ?? zoom),
        at === zooms.length - 1,
      )}
      <Button
        type={open ? 'primary' : 'default'}
        disabled={!open || open.points.length < polygonLimits.leastPoints}
        onClick={() => open && editor.apply((known) => closeShape(known, open.id))}
      >
        {t('drawing.finish')}
      </Button>
      <Button
        icon={<PlusOutlined aria-hidden />}
        disabled={!shape?.closed || point === null}
        onClick={() => shape && editor.apply((known) => insertPoint(known, shape.id, point ?? 0))}
      >
        {t('drawing.addPoint')}
      </Button>
      <Button
        icon={<MinusOutlined aria-hidden />}
        disabled={!shape || point === null}
        onClick={() => shape && editor.apply((known) => removePoint(known, shape.id, point ?? 0))}
      >
        {t('drawing.removePoint')}
      </Button>
    </div>
  );
}
