/** A photograph with its view outlined, or cut to the view. */
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { enlargedBox, outlinePath, outsidePath } from '../review/outline.ts';
import style from './lookback.module.css';

interface Props {
  photo: ReviewItem['photo'];
  /** Cut to the view with a margin around it. */
  cut: boolean;
  /** For lists: fewer bytes, cropped to the frame. */
  small?: boolean;
  /** Of the outline. */
  colour?: string;
  /** Left out: what is beside it says it all. */
  label?: string;
}

export function ViewPicture({ photo, cut, small = false, colour, label }: Props) {
  const { t } = useTranslation();
  const { url, width, height, outline } = photo;
  if (photo.hidden) {
    return (
      <span className={style.hidden} data-small={small} role="img" aria-label={t('hiding.isHidden')}>
        <span aria-hidden="true">{t('hiding.isHidden')}</span>
      </span>
    );
  }
  const box = cut && outline ? enlargedBox(outline, width, height) : { x: 0, y: 0, width, height };
  return (
    <svg
      className={small ? style.thumbnail : style.photo}
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      preserveAspectRatio={small ? 'xMidYMid slice' : 'xMidYMid meet'}
      aria-hidden={label === undefined}
      role="img"
      aria-label={label ?? ' '}
    >
      <image href={small ? `${url}?size=small` : url} width={width} height={height} preserveAspectRatio="none" />
      {outline && !small && (
        <>
          <path className={style.outside} d={outsidePath(outline, width, height)} fillRule="evenodd" />
          <path className={style.outline} d={outlinePath(outline, width, height)} stroke={colour} />
        </>
      )}
    </svg>
  );
}
