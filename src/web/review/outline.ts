/** Geometry of a view on its photograph, in pixels of the upright photograph. */

export type Outline = readonly (readonly [number, number])[];
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Share of the view's size that is left around it when enlarged. */
const margin = 0.25;

/** SVG path of the outline; `outline` in fractions of width and height. */
export function outlinePath(outline: Outline, width: number, height: number): string {
  const points = outline.map(([x, y]) => `${Math.round(x * width)} ${Math.round(y * height)}`);
  return `M${points.join('L')}Z`;
}

/** SVG path of everything but the view (to be filled even-odd). */
export function outsidePath(outline: Outline, width: number, height: number): string {
  return `M0 0H${width}V${height}H0Z${outlinePath(outline, width, height)}`;
}

/** The part of the photograph to show when the view is enlarged: the view and a margin, within the photograph. */
export function enlargedBox(outline: Outline, width: number, height: number): Box {
  const xs = outline.map(([x]) => x * width);
  const ys = outline.map(([, y]) => y * height);
  const room = margin * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const left = Math.max(0, Math.min(...xs) - room);
  const top = Math.max(0, Math.min(...ys) - room);
  const right = Math.min(width, Math.max(...xs) + room);
  const bottom = Math.min(height, Math.max(...ys) + room);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
