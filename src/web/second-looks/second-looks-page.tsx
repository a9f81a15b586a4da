/** How far people agree who judge the same without knowing of each other. Single cases only once a third has decided. */
import { Alert, Button, Empty, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { SecondLooks } from '../../findings/second-looks.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { MonthPicker } from '../counts/month-picker.tsx';
import { count, percent } from '../format/number.ts';
import { dayAndTime, isMonth, monthAt } from '../format/time.ts';
import { verdictText } from '../review/categories.ts';
import { placeText } from '../review/place.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { useSecondLooks } from './second-looks.api.ts';
import style from './second-looks.module.css';

export default function SecondLooksPage() {
  const { t } = useTranslation();
  usePageTitle(t('agreement.title'));
  const { timeZone } = useSignedIn().community;
  const [address, setAddress] = useSearchParams();
  const asked = address.get('month');
  const thisMonth = monthAt(Date.now(), timeZone);
  const month = isMonth(asked) ? asked : thisMonth;
  const looks = useSecondLooks(month);
  return (
    <div className={style.page}>
      <div className={style.head}>
        <h1>{t('agreement.title')}</h1>
        <MonthPicker month={month} last={thisMonth} months={[]} onChoose={(chosen) => setAddress({ month: chosen })} />
      </div>
      {looks.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {looks.isError && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={t('agreement.failed')}
          description={problemText(looks.error, t)}
          action={<Button onClick={() => void looks.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {looks.data && (
        <div aria-busy={looks.isPlaceholderData}>
          <p className={style.what}>
            {looks.data.share > 0 ? t('agreement.what', { share: percent(looks.data.share) }) : t('agreement.off')}
          </p>
          <Counts counts={looks.data.counts} />
          <Decided decided={looks.data.decided} />
        </div>
      )}
    </div>
  );
}

function Counts({ counts }: { counts: SecondLooks['counts'] }) {
  const { t, i18n } = useTranslation();
  const judged = counts.same + counts.otherCategory + counts.contested + counts.decided;
  const figures = [
    { name: t('agreement.drawn'), value: counts.drawn, note: t('agreement.waiting', { count: counts.waiting }) },
    {
      name: t('agreement.same'),
      value: counts.same + counts.otherCategory,
      note: t('agreement.ofJudged', { judged: count(judged, i18n.language), other: counts.otherCategory }),
    },
    {
      name: t('agreement.differ'),
      value: counts.contested + counts.decided,
      note: t('agreement.differText'),
    },
    { name: t('agreement.contested'), value: counts.contested, note: t('agreement.contestedText') },
    {
      name: t('agreement.decided'),
      value: counts.decided,
      note: t('agreement.overruled', { count: counts.overruled }),
    },
  ];
  return (
    <dl className={style.figures}>
      {figures.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={style.value}>{count(value, i18n.language)}</dd>
          <dd className={style.note}>{note}</dd>
        </div>
      ))}
    </dl>
  );
}

function Decided({ decided }: { decided: SecondLooks['decided'] }) {
  const { t, i18n } = useTranslation();
  const { categories, timeZone } = useSignedIn().community;
  const who = ['first', 'second', 'third'] as const;
  return (
    <section>
      <h2>{t('agreement.decidedTitle')}</h2>
      {decided.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('agreement.none')} />}
      <ul className={style.cases}>
        {decided.map(({ findingId, place, capturedAt, verdicts }) => (
          <li key={findingId}>
            <div className={style.caseHead}>
              <strong>
                {place.estate.name} · {placeText(place)}
              </strong>
              <span className={style.note}>{dayAndTime(capturedAt, i18n.language, timeZone)}</span>
              <Link to={`/lookback?finding=${findingId}`}>{t('agreement.open')}</Link>
            </div>
            <ol>
              {verdicts.map((verdict, index) => (
                <li key={`${who[index]}`} data-stands={verdict.stands}>
                  <span className={style.note}>{t(`agreement.${who[index] ?? 'third'}`)}</span>
                  <span>{verdict.by.name}</span>
                  <strong>{verdictText(verdict, categories, i18n.language, t)}</strong>
                  {verdict.stands && <em>{t('agreement.stands')}</em>}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </section>
  );
}
