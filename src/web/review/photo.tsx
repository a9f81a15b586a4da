/** A photograph with the view outlined on it, to be zoomed and moved by wheel, fingers or keys. */
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReactZoomPanPinchContentRef, TransformComponent, TransformWrapper } from 'react-zoom-pan-pinch';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { categoryColour } from './categories.ts';
import { enlargedBox, outlinePath, outsidePath } from './outline.ts';
import { placeText } from './place.ts';
import style from './review.module.css';

export type PhotoState = 'loading' | 'shown' | 'failed';
/** What keys and buttons do to the picture. */
export type Zoom = ReactZoomPanPinchContentRef;

const largestZoom = 8;

interface PhotoProps {
  item: ReviewItem;
  tries: number;
  visible: boolean;
  outlined: boolean;
  enlarged: boolean;
  /** Null: not the one shown. */
  zoom: RefObject<Zoom | null> | null;
  onState(state: PhotoState): void;
}

export function Photo({ item, tries, visible, outlined, enlarged, zoom, onState }: PhotoProps) {
  const { t } = useTranslation();
  const { community } = useSignedIn();
  const { url, width, height, outline } = item.photo;
  const box = enlarged && outline ? enlargedBox(outline, width, height) : { x: 0, y: 0, width, height };
  const colour = item.expected ? categoryColour(community.categories, item.expected) : '#ffffff';
  const place = placeText(item.place);
  const [isZoomed, setIsZoomed] = useState(false);
  return (
    <div className={style.photo} data-visible={visible}>
      <TransformWrapper
        ref={zoom}
        key={enlarged ? 'view' : 'whole'}
        minScale={1}
        maxScale={largestZoom}
        // On a phone a finger on the whole picture scrolls the page.
        panning={{ disabled: !isZoomed }}
        doubleClick={{ mode: 'toggle' }}
        onTransform={(_, { scale }) => setIsZoomed(scale > 1)}
      >
        <TransformComponent wrapperClass={style.zoomFrame ?? ''} contentClass={style.zoomFrame ?? ''}>
          <svg
            className={style.photoPicture}
            viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
            role="img"
            aria-hidden={!visible}
            aria-label={outline ? t('review.photo', { place }) : t('review.photoWhole', { place })}
          >
            <image
              key={`${url} ${tries}`}
              href={url}
              width={width}
              height={height}
              preserveAspectRatio="none"
              onLoad={() => onState('shown')}
              onError={() => onState('failed')}
            />
            {outline && outlined && (
              <>
                <path className={style.outside} d={outsidePath(outline, width, height)} fillRule="evenodd" />
                <path className={style.outlineCasing} d={outlinePath(outline, width, height)} />
                <path className={style.outlineLine} d={outlinePath(outline, width, height)} stroke={colour} />
              </>
            )}
          </svg>
        </TransformComponent>
      </TransformWrapper>
    </div>
  );
}
