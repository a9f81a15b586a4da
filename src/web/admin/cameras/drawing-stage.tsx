/** The picture with what is drawn upon it, and the points of the selected shape to take hold of. */
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { insertPoint, movePoint, removePoint, type Shape, shapeFault } from './drawing/drawing.ts';
import { middlesOf } from './drawing/grips.ts';
import type { Point, Size } from './drawing/points.ts';
import style from './drawing.module.css';
import { MaskPattern, svgPoints } from './shapes.tsx';
import { useDragging } from './use-dragging.ts';
import type { Editor } from './use-editor.ts';

const stepShare = 0.004;
const bigStepShare = 0.04;
const arrows: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Props {
  editor: Editor;
  zoom: number;
  /** What a shape is called, and its colour. */
  nameOf(shape: Shape): string;
  colourOf(shape: Shape): string;
  /** The picture below. */
  children: ReactNode;
}

/** The size of an element on the screen as it changes. */
function useSize(): [Size, (element: HTMLElement | null) => void] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState<Size>({ width: 1, height: 1 });
  useEffect(() => {
    if (!element) return undefined;
    const measure = () => setSize({ width: element.clientWidth || 1, height: element.clientHeight || 1 });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return [size, setElement];
}

export function DrawingStage({ editor, zoom, nameOf, colourOf, children }: Props) {
  const { t } = useTranslation();
  const [size, measured] = useSize();
  const handlers = useDragging(editor, size);
  const { drawing, shape } = editor;
  const others = drawing.shapes.filter(({ id }) => id !== shape?.id);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keyboard
    <section className={style.scroller} data-zoomed={zoom > 1} aria-label={t('drawing.stage')} tabIndex={0}>
      <div ref={measured} className={style.canvas} style={{ width: `${zoom * 100}%` }}>
        {children}
        <svg
          className={style.surface}
          viewBox={`0 0 ${size.width} ${size.height}`}
          data-drawing={shape !== null && !shape.closed}
          role="application"
          aria-label={t('drawing.surface')}
          {...handlers}
        >
          <MaskPattern id="mask-drawn" />
          {[...others, ...(shape ? [shape] : [])].map((one) => (
            <Outline key={one.id} shape={one} size={size} selected={one === shape} colour={colourOf(one)} />
          ))}
          {shape && <Handles editor={editor} shape={shape} size={size} name={nameOf(shape)} />}
        </svg>
      </div>
    </section>
  );
}

interface OutlineProps {
  shape: Shape;
  size: Size;
  selected: boolean;
  colour: string;
}

function Outline({ shape, size, selected, colour }: OutlineProps) {
  const points = svgPoints(shape.points, size.width, size.height);
  const isMask = shape.binId === null;
  const fault = shapeFault(shape);
  const isFaulty = fault !== null && (shape.closed || fault !== 'open');
  const look = { 'data-faulty': isFaulty, 'data-selected': selected };
  if (!shape.closed) {
    return (
      <g {...look}>
        <polyline className={style.casing} points={points} />
        <polyline className={style.open} points={points} stroke={isMask ? '#1c2321' : colour} {...look} />
      </g>
    );
  }
  return (
    <g className={selected ? style.held : undefined}>
      <polygon className={style.casing} points={points} />
      <polygon
        className={isMask ? style.mask : style.view}
        data-evidence={!isMask && !shape.counting}
        points={points}
        fill={isMask ? 'url(#mask-drawn)' : colour}
        stroke={isMask ? '#ffffff' : colour}
        {...look}
      />
    </g>
  );
}

interface HandlesProps {
  editor: Editor;
  shape: Shape;
  size: Size;
  name: string;
}

/** Brings the keyboard to a point that has just come or taken another's place. */
function focusPoint(from: SVGElement, index: number): void {
  const surface = from.ownerSVGElement;
  requestAnimationFrame(() => surface?.querySelector<SVGElement>(`[data-point="${Math.max(0, index)}"]`)?.focus());
}

function Handles({ editor, shape, size, name }: HandlesProps) {
  const { t } = useTranslation();
  const { id, points } = shape;
  const onKeyDown = (event: KeyboardEvent<SVGElement>, index: number, [x, y]: Point) => {
    const arrow = arrows[event.key];
    const step = event.shiftKey ? bigStepShare : stepShare;
    if (arrow) {
      const to: Point = [x + arrow[0] * step, y + arrow[1] * step];
      editor.apply((known) => movePoint(known, id, index, to), `nudge ${id} ${index}`);
    } else if (event.key === 'Enter' || event.key === 'Insert') {
      editor.apply((known) => insertPoint(known, id, index));
      focusPoint(event.currentTarget, index + 1);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      editor.apply((known) => removePoint(known, id, index));
      focusPoint(event.currentTarget, index - 1);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      {middlesOf(shape).map(([x, y], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a side is known by where it begins
        <g key={index} className={style.middle} transform={`translate(${x * size.width} ${y * size.height})`}>
          <circle className={style.reach} r="14" />
          <circle className={style.dot} r="4.5" />
        </g>
      ))}
      {points.map(([x, y], index) => (
        // biome-ignore lint/a11y/useSemanticElements: there are no buttons within a picture
        <g
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place in the row
          key={index}
          className={style.point}
          data-point={index}
          data-chosen={editor.point === index}
          transform={`translate(${x * size.width} ${y * size.height})`}
          role="button"
          tabIndex={0}
          aria-label={t('drawing.pointOf', {
            name,
            number: index + 1,
            x: Math.round(x * 100),
            y: Math.round(y * 100),
          })}
          onFocus={() => editor.select(id, index)}
          onKeyDown={(event) => onKeyDown(event, index, [x, y])}
        >
          <circle className={style.reach} r="20" />
          <circle className={style.dot} r="8" />
        </g>
      ))}
    </>
  );
}
