/** The month's figures for the whole community. */
import { useTranslation } from 'react-i18next';
import type { Counts } from '../../ledger/months.schemas.ts';
import { count, percent } from '../format/number.ts';
import style from './counts.module.css';
import { notMeasuredShare } from './station-rows.ts';

export function Summary({ counts }: { counts: Counts }) {
  const { t, i18n } = useTranslation();
  const show = (value: number) => count(value, i18n.language);
  const notMeasured = notMeasuredShare(counts.hours);
  const judged = counts.misplaced + counts.fits + counts.unclear + counts.noWaste;
  const expected = show(counts.hours.expected);
  const figures = [
    {
      name: t('counts.violations'),
      value: show(counts.violations),
      note: counts.contested > 0 ? t('counts.contested', { count: counts.contested }) : t('counts.violationsText'),
      isMain: true,
    },
    { name: t('counts.open'), value: show(counts.open), note: t('counts.judged', { count: judged }) },
    {
      name: t('counts.episodes'),
      value: show(counts.episodes),
      note: t('counts.episodesFlagged', { count: counts.flagged }),
    },
    {
      name: t('counts.photos'),
      value: show(counts.photos),
      note: [
        t('counts.photosUnreadable', { count: counts.unreadable }),
        ...(counts.reported > 0 ? [t('counts.photosReported', { count: counts.reported })] : []),
      ].join(t('counts.and')),
    },
    {
      name: t('counts.notMeasured'),
      value: notMeasured === null ? '–' : percent(notMeasured),
      note:
        notMeasured === null
          ? t('counts.notExpected')
          : t('counts.notMeasuredText', { expected, lost: show(counts.hours.lost) }),
    },
  ];
  return (
    <section aria-label={t('counts.summary')}>
      <dl className={style.summary}>
        {figures.map(({ name, value, note, isMain }) => (
          <div key={name} data-main={isMain}>
            <dt>{name}</dt>
            <dd className={style.value}>{value}</dd>
            <dd className={style.note}>{note}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
