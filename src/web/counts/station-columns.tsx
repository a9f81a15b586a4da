/** The columns of the station table. */
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Counts } from '../../ledger/months.schemas.ts';
import { count } from '../format/number.ts';
import style from './counts.module.css';
import { CoverageCell } from './coverage-cell.tsx';
import { isBlind, notMeasuredShare, type StationRow } from './station-rows.ts';

/** Of the columns with a plain number: in this order, the first ones as the cameras saw it. */
export const seenColumns = ['photos', 'episodes', 'flagged'] as const;
export const judgedColumns = ['open', 'misplaced', 'fits', 'unclear', 'noWaste', 'violations'] as const;

const names = {
  photos: 'counts.photos',
  episodes: 'counts.episodes',
  flagged: 'counts.flagged',
  open: 'counts.open',
  misplaced: 'counts.misplaced',
  fits: 'counts.fits',
  unclear: 'counts.unclear',
  noWaste: 'counts.noWaste',
  violations: 'counts.ledger',
} as const;

/** A number; a dash where nothing could be seen, so that it isn't read as zero. */
export function CountCell({ counts, of }: { counts: Counts; of: keyof typeof names }) {
  const { i18n, t } = useTranslation();
  const isSeen = (seenColumns as readonly string[]).includes(of);
  const value = counts[of];
  if (isSeen && value === 0 && isBlind(counts)) return <span title={t('counts.notMeasured')}>–</span>;
  return <span className={value === 0 ? style.zero : undefined}>{count(value, i18n.language)}</span>;
}

export function useStationColumns(month: string): TableColumnsType<StationRow> {
  const { t, i18n } = useTranslation();
  const compare = new Intl.Collator(i18n.language, { numeric: true }).compare;
  const numbers = (keys: readonly (keyof typeof names)[]): TableColumnsType<StationRow> =>
    keys.map((key) => ({
      key,
      title: t(names[key]),
      align: 'right',
      className: key === 'violations' ? (style.ledgerColumn ?? '') : '',
      sorter: (a, b) => a[key] - b[key],
      sortDirections: ['descend', 'ascend'],
      render: (_, row) => <CountCell counts={row} of={key} />,
    }));
  return [
    {
      key: 'station',
      title: t('counts.station'),
      fixed: 'left',
      sorter: (a, b) => compare(`${a.estate.name} ${a.name}`, `${b.estate.name} ${b.name}`),
      render: (_, row) => (
        <div className={style.station}>
          <Link to={`/stations/${row.id}?month=${month}`}>{row.name}</Link>
          <span>{row.estate.name}</span>
        </div>
      ),
    },
    { title: t('counts.groupSeen'), children: numbers(seenColumns) },
    {
      key: 'notMeasured',
      title: t('counts.notMeasured'),
      sorter: (a, b) => (notMeasuredShare(a.hours) ?? -1) - (notMeasuredShare(b.hours) ?? -1),
      sortDirections: ['descend', 'ascend'],
      render: (_, row) => <CoverageCell hours={row.hours} />,
    },
    { title: t('counts.groupJudged'), children: numbers(judgedColumns) },
  ];
}
