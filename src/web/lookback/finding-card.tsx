/** One judged finding in the list; opens its details. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { JudgedFinding } from '../../findings/findings.schemas.ts';
import { percent } from '../format/number.ts';
import { dayAndTime } from '../format/time.ts';
import { categoryColour, mixedColour, verdictText } from '../review/categories.ts';
import { placeText } from '../review/place.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './lookback.module.css';
import { ViewPicture } from './view-picture.tsx';

/** Colour of a verdict's mark: that of what it was, else grey. */
function markOf({ actual }: JudgedFinding['verdict'], categories: Parameters<typeof categoryColour>[0]): string {
  if (actual === null) return '#8a9691';
  return actual === 'mixed' ? mixedColour : categoryColour(categories, actual);
}

export function FindingCard({ finding, address }: { finding: JudgedFinding; address: URLSearchParams }) {
  const { t, i18n } = useTranslation();
  const { categories, timeZone } = useSignedIn().community;
  const { place, verdict, reveal, capturedAt } = finding;
  const to = new URLSearchParams(address);
  to.set('finding', finding.id);
  const verdictWords = verdictText(verdict, categories, i18n.language, t);
  const taken = dayAndTime(capturedAt, i18n.language, timeZone);
  const source = reveal && t(`source.${reveal.source}`);
  return (
    <Link className={style.card} to={`?${to}`} preventScrollReset>
      <ViewPicture photo={finding.photo} cut small />
      <span className={style.cardText}>
        <strong className={style.verdict}>
          <i style={{ background: markOf(verdict, categories) }} aria-hidden="true" />
          {verdictWords}
        </strong>
        <span>
          {place.estate.name} · {placeText(place)}
        </span>
        <span className={style.faint}>{taken}</span>
        <span className={style.faint}>
          {[verdict.by.name, source, reveal?.score != null && percent(reveal.score)].filter(Boolean).join(' · ')}
        </span>
      </span>
    </Link>
  );
}
