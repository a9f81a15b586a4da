/** What is drawn now, what is selected of it, and the way back. */
import { useEffect, useState } from 'react';
import { type Drawing, findShape, type Shape } from './drawing/drawing.ts';
import { beginHistory, type History, record, redo, undo } from './drawing/history.ts';

export interface Editor {
  drawing: Drawing;
  /** The shape being worked on, and which of its points; null: none. */
  shape: Shape | null;
  point: number | null;
  canUndo: boolean;
  canRedo: boolean;
  select(id: number | null, point?: number | null): void;
  /** One step; steps of the same name in a row are undone together. */
  apply(how: (drawing: Drawing) => Drawing, step?: string): void;
  /** Shows a drawing that is not yet a step, while something is dragged; null: ends that. */
  preview(drawing: Drawing | null): void;
  undo(): void;
  redo(): void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

export function useEditor(initial: Drawing): Editor {
  const [history, setHistory] = useState<History<Drawing>>(() => beginHistory(initial));
  const [dragged, setDragged] = useState<Drawing | null>(null);
  const [selected, setSelected] = useState<{ id: number | null; point: number | null }>({ id: null, point: null });
  const drawing = dragged ?? history.present;
  const shape = findShape(drawing, selected.id);
  const isPoint = shape !== null && selected.point !== null && selected.point < shape.points.length;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      setHistory(key === 'y' || event.shiftKey ? redo : undo);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return {
    drawing,
    shape,
    point: isPoint ? selected.point : null,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    select: (id, point = null) => setSelected({ id, point }),
    apply: (how, step) => setHistory((known) => record(known, how(known.present), step ?? null)),
    preview: setDragged,
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
  };
}
