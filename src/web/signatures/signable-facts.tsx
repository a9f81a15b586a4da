/** What a signature is asked for: the masked picture, what was found, and whose it is said to be, on what ground. */
import { useTranslation } from 'react-i18next';
import type { Signable } from '../../attributions/signatures.schemas.ts';
import { dayAndTime } from '../format/time.ts';
import { categoryName, verdictText } from '../review/categories.ts';
import { EvidencePicture } from '../review/evidence-picture.tsx';
import { placeText } from '../review/place.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './signatures.module.css';

export function SignableFacts({ item }: { item: Signable }) {
  const { t, i18n } = useTranslation();
  const { categories, timeZone } = useSignedIn().community;
  const { attribution, place, capturedAt, expected, actual, judgedBy, pictureUrl } = item;
  const target = attribution.target?.label ?? '';
  const time = (iso: string) => dayAndTime(iso, i18n.language, timeZone);
  const found = verdictText({ judgement: 'misplaced', actual }, categories, i18n.language, t);
  return (
    <>
      <EvidencePicture
        className={style.picture}
        src={pictureUrl}
        alt={t('signing.picture', { place: placeText(place) })}
      />
      <div className={style.facts}>
        <h3>
          {attribution.target?.estate} {target}
        </h3>
        <p className={style.basis}>
          <strong>{attribution.basis && t(`signing.basis.${attribution.basis}`)}</strong>
          {attribution.detail && <span>{attribution.detail}</span>}
        </p>
        <dl>
          <dt>{t('signing.case')}</dt>
          <dd>
            {found}
            {expected && ` · ${t('review.expected')} ${categoryName(categories, expected, i18n.language)}`}
          </dd>
          <dt>{t('signing.where')}</dt>
          <dd>
            {place.estate.name} · {placeText(place)}
          </dd>
          <dt>{t('signing.when')}</dt>
          <dd>{time(capturedAt)}</dd>
          <dt>{t('signing.judgedBy')}</dt>
          <dd>{judgedBy.name}</dd>
          <dt>{t('signing.attributedBy')}</dt>
          <dd>
            {attribution.by.name} · {time(attribution.at)}
          </dd>
        </dl>
      </div>
    </>
  );
}
