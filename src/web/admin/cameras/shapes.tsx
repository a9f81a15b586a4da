/** Views and masks over a picture, to look at; drawn in thousandths of it. */
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { categoryColour } from '../../review/categories.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import style from './cameras.module.css';
import type { Points } from './drawing/points.ts';

const scale = 1_000;
export const svgPoints = (points: Points, width: number, height: number): string =>
  points.map(([x, y]) => `${x * width},${y * height}`).join(' ');

/** What a mask is filled with. `id` as it is referred to within the page. */
export function MaskPattern({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="9" height="9" fill="#1c2321" fillOpacity="0.72" />
        <rect width="3" height="9" fill="#8b9591" fillOpacity="0.72" />
      </pattern>
    </defs>
  );
}

export function Shapes({ camera }: { camera: CameraDetail }) {
  const { categories } = useSignedIn().community;
  const colourOf = (binId: number): string => {
    const bin = camera.bins.find(({ id }) => id === binId);
    return bin ? categoryColour(categories, bin.expected) : '#ffffff';
  };
  return (
    <svg viewBox={`0 0 ${scale} ${scale}`} preserveAspectRatio="none" aria-hidden="true">
      <MaskPattern id="mask-shown" />
      {camera.views.map(({ binId, counting, polygon }) => (
        <polygon
          key={binId}
          className={style.viewShape}
          data-evidence={!counting}
          points={svgPoints(polygon, scale, scale)}
          fill={colourOf(binId)}
          stroke={colourOf(binId)}
        />
      ))}
      <MaskShapes masks={camera.masks} pattern="mask-shown" />
    </svg>
  );
}

export function MaskShapes({ masks, pattern }: { masks: readonly Points[]; pattern: string }) {
  return masks.map((polygon) => (
    <polygon
      key={JSON.stringify(polygon)}
      className={style.maskShape}
      points={svgPoints(polygon, scale, scale)}
      fill={`url(#${pattern})`}
    />
  ));
}
