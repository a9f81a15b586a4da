/** What the person needs to know to judge: the expected category, the place, the time. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { inkOn } from '../format/colour.ts';
import { dayAndTime, zoneName } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { categoryColour, categoryName } from './categories.ts';
import { placeText } from './place.ts';
import style from './review.module.css';

export function ItemFacts({ item }: { item: ReviewItem }) {
  const { t, i18n } = useTranslation();
  const { categories, timeZone } = useSignedIn().community;
  const { place, expected } = item;
  const name = expected && categoryName(categories, expected, i18n.language);
  const colour = expected ? categoryColour(categories, expected) : '#4d5853';
  return (
    <div className={style.facts}>
      <div className={style.expected} style={{ '--category': colour, color: inkOn(colour) } as CSSProperties}>
        {name ? (
          <>
            <span>{t('review.expected')}</span>
            <strong>{name}</strong>
          </>
        ) : (
          <span>{t('review.expectedNone')}</span>
        )}
      </div>
      <div className={style.place}>
        <strong>{placeText(place)}</strong>
        <span>{place.estate.name}</span>
        <time dateTime={item.capturedAt} title={t('review.zone', { zone: zoneName(i18n.language, timeZone) })}>
          {dayAndTime(item.capturedAt, i18n.language, timeZone)}
        </time>
      </div>
      <p className="visually-hidden" role="status">
        {t('review.nowShowing', { place: placeText(place), category: name ?? '' })}
      </p>
    </div>
  );
}
