/** The list beside the picture: a view for each bin, and the masks; each can be begun, chosen and deleted from here. */
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined';
import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { polygonLimits } from '../../../cameras/polygon.rules.ts';
import { addShape, boxPoints, maskCount, removeShape, type Shape, setCounting, shapeFault } from './drawing/drawing.ts';
import style from './drawing.module.css';
import type { Editor } from './use-editor.ts';

interface Props {
  camera: CameraDetail;
  editor: Editor;
  nameOf(shape: Shape): string;
  colourOf(shape: Shape): string;
}

type Bin = CameraDetail['bins'][number];

/** As a bin is called among its station's. */
export const binName = ({ position, name }: Pick<Bin, 'position' | 'name'>): string => `${position}. ${name}`;

/** Begins a shape and selects it: point by point, or as a box. */
function begin(editor: Editor, binId: number | null, counting: boolean, box: boolean): void {
  const { nextId, shapes } = editor.drawing;
  editor.apply((known) => addShape(known, binId, counting, box ? boxPoints(shapes.length) : []));
  editor.select(nextId);
}

export function DrawingPanel({ camera, editor, nameOf, colourOf }: Props) {
  const { t } = useTranslation();
  const { shapes } = editor.drawing;
  const masks = shapes.filter(({ binId }) => binId === null);
  const isFull = maskCount(editor.drawing) >= polygonLimits.mostMasks;
  return (
    <div className={style.panel}>
      <section>
        <h2>{t('drawing.views')}</h2>
        <p>{t('drawing.viewsText')}</p>
        <ul>
          {camera.bins.map((bin) => {
            const shape = shapes.find(({ binId }) => binId === bin.id);
            return shape ? (
              <ShapeItem key={bin.id} editor={editor} shape={shape} name={nameOf(shape)} colour={colourOf(shape)}>
                <RoleChoice editor={editor} shape={shape} bin={bin} />
              </ShapeItem>
            ) : (
              <EmptyBin key={bin.id} bin={bin} editor={editor} colour={colourOf({ ...noShape, binId: bin.id })} />
            );
          })}
        </ul>
      </section>
      <section>
        <h2>{t('drawing.masks')}</h2>
        <p>{t('drawing.masksText')}</p>
        <ul>
          {masks.map((shape) => (
            <ShapeItem key={shape.id} editor={editor} shape={shape} name={nameOf(shape)} colour={null} />
          ))}
        </ul>
        {isFull && <p>{t('drawing.tooMany')}</p>}
        <div className={style.begin}>
          <Button size="small" disabled={isFull} onClick={() => begin(editor, null, false, false)}>
            {t('drawing.drawMask')}
          </Button>
          <Button size="small" disabled={isFull} onClick={() => begin(editor, null, false, true)}>
            {t('drawing.boxMask')}
          </Button>
        </div>
      </section>
    </div>
  );
}

const noShape: Shape = { id: 0, binId: null, counting: true, points: [], closed: true };

function EmptyBin({ bin, editor, colour }: { bin: Bin; editor: Editor; colour: string }) {
  const { t } = useTranslation();
  const name = binName(bin);
  return (
    <li className={style.item}>
      <span className={style.itemName}>
        <span className={style.chip} style={{ background: colour }} /> {name}
      </span>
      <span className={style.begin}>
        <Button
          size="small"
          aria-label={t('drawing.drawOf', { name })}
          onClick={() => begin(editor, bin.id, bin.countedBy === null, false)}
        >
          {t('drawing.draw')}
        </Button>
        <Button
          size="small"
          aria-label={t('drawing.boxOf', { name })}
          onClick={() => begin(editor, bin.id, bin.countedBy === null, true)}
        >
          {t('drawing.box')}
        </Button>
      </span>
      {bin.countedBy && <small>{t('drawing.countedBy', { name: bin.countedBy.name })}</small>}
    </li>
  );
}

interface ItemProps {
  editor: Editor;
  shape: Shape;
  name: string;
  /** Null: a mask. */
  colour: string | null;
  children?: React.ReactNode;
}

function ShapeItem({ editor, shape, name, colour, children }: ItemProps) {
  const { t } = useTranslation();
  const fault = shapeFault(shape);
  const isSelected = editor.shape?.id === shape.id;
  return (
    <li className={style.item} data-selected={isSelected} data-faulty={fault !== null}>
      <button
        type="button"
        className={style.itemName}
        aria-pressed={isSelected}
        aria-label={t('drawing.select', { name })}
        onClick={() => editor.select(shape.id)}
      >
        <span
          className={colour ? style.chip : `${style.chip} ${style.maskChip}`}
          style={colour ? { background: colour } : {}}
        />{' '}
        {name}
      </button>
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('drawing.remove', { name })}
        onClick={() => editor.apply((known) => removeShape(known, shape.id))}
      />
      {fault && <strong className={style.fault}>{t(`drawing.fault.${fault}`)}</strong>}
      {children}
    </li>
  );
}

/** Whether the view counts; it can't where another camera counts the bin. */
function RoleChoice({ editor, shape, bin }: { editor: Editor; shape: Shape; bin: Bin }) {
  const { t } = useTranslation();
  if (bin.countedBy && !shape.counting) return <small>{t('drawing.countedBy', { name: bin.countedBy.name })}</small>;
  return (
    <Segmented
      size="small"
      aria-label={t('drawing.role', { name: binName(bin) })}
      value={shape.counting ? 'counting' : 'evidence'}
      onChange={(role) => editor.apply((known) => setCounting(known, shape.id, role === 'counting'))}
      options={[
        { value: 'counting', label: t('drawing.counting') },
        { value: 'evidence', label: t('drawing.evidence') },
      ]}
    />
  );
}
