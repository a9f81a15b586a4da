/** Mouse, pen and finger on the picture: dragging what they have hold of, and taps. */
import { type MouseEvent, type PointerEvent, useCallback, useRef } from 'react';
import { addPoint, closeShape, type Drawing, insertPoint, shapeAt } from './drawing/drawing.ts';
import { finishes, type Grip, gripAt, moveGrip } from './drawing/grips.ts';
import type { Point, Size } from './drawing/points.ts';
import type { Editor } from './use-editor.ts';

/** A finger covers more than the tip of a mouse pointer, and trembles more. */
const reachPx = { mouse: 10, touch: 22 };
const dragAfterPx = { mouse: 2, touch: 6 };
const kindOf = (pointerType: string): 'mouse' | 'touch' => (pointerType === 'mouse' ? 'mouse' : 'touch');

interface Drag {
  grip: Grip;
  id: number;
  from: Point;
  fromPx: [number, number];
  base: Drawing;
  /** Null until it has moved far enough to be no tap. */
  moved: Drawing | null;
}

/** Handlers for the drawing surface, whose size on the screen is `size`. */
export function useDragging(editor: Editor, size: Size) {
  const drag = useRef<Drag | null>(null);
  const lastPointer = useRef<'mouse' | 'touch'>('mouse');
  /** A click follows every drag; it is no tap. */
  const wasDrag = useRef(false);

  const placeOf = (event: MouseEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - box.left) / size.width, (event.clientY - box.top) / size.height];
  };

  /** Whoever has hold of something doesn't scroll. React listens passively, and browsers differ in touch-action within SVG. */
  const holdPage = useCallback((surface: SVGSVGElement | null) => {
    const onMove = (event: TouchEvent) => {
      if (drag.current && event.cancelable) event.preventDefault();
    };
    surface?.addEventListener('touchmove', onMove, { passive: false });
    return () => surface?.removeEventListener('touchmove', onMove);
  }, []);

  return {
    ref: holdPage,
    onPointerDown(event: PointerEvent<SVGSVGElement>) {
      lastPointer.current = kindOf(event.pointerType);
      wasDrag.current = false;
      const { shape, drawing } = editor;
      if (!shape || event.button !== 0 || !event.isPrimary) return;
      const from = placeOf(event);
      const grip = gripAt(shape, from, size, reachPx[lastPointer.current]);
      if (!grip) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const fromPx: [number, number] = [event.clientX, event.clientY];
      drag.current = { grip, id: shape.id, from, fromPx, base: drawing, moved: null };
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>) {
      const now = drag.current;
      if (!now) return;
      const wayPx = Math.hypot(event.clientX - now.fromPx[0], event.clientY - now.fromPx[1]);
      if (!now.moved && wayPx < dragAfterPx[kindOf(event.pointerType)]) return;
      now.moved = moveGrip(now.base, now.id, now.grip, now.from, placeOf(event));
      editor.preview(now.moved);
    },
    onPointerUp() {
      const { moved, grip, id } = drag.current ?? {};
      drag.current = null;
      if (!moved || !grip || id === undefined) return;
      wasDrag.current = true;
      editor.preview(null);
      editor.apply(() => moved);
      if (grip.kind !== 'whole') editor.select(id, grip.kind === 'side' ? grip.index + 1 : grip.index);
    },
    onPointerCancel() {
      drag.current = null;
      editor.preview(null);
    },
    onClick(event: MouseEvent<SVGSVGElement>) {
      if (wasDrag.current) {
        wasDrag.current = false;
        return;
      }
      const { shape, drawing } = editor;
      const at = placeOf(event);
      const grip = shape && gripAt(shape, at, size, reachPx[lastPointer.current]);
      if (shape && finishes(drawing, shape, grip)) return editor.apply((known) => closeShape(known, shape.id));
      if (shape && grip?.kind === 'point') return editor.select(shape.id, grip.index);
      if (shape && !shape.closed) return editor.apply((known) => addPoint(known, shape.id, at));
      if (shape && grip?.kind === 'side') {
        editor.apply((known) => insertPoint(known, shape.id, grip.index));
        return editor.select(shape.id, grip.index + 1);
      }
      const hit = shapeAt(drawing, at);
      if (hit?.id !== shape?.id) editor.select(hit?.id ?? null);
    },
  };
}
