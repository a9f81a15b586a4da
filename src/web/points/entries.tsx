/** A member's ledger of points: each row with its cause in words and the way to the evidence. */
import { Empty } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MemberEntries } from '../../points/points.schemas.ts';
import style from './points.module.css';

/** Tenths as people write points, with a sign: “+0.5”, “−2”. */
export function signed(tenths: number): string {
  return tenths > 0 ? `+${tenths / 10}` : tenths < 0 ? `−${-tenths / 10}` : '0';
}

function causeText({ code, nth, about }: MemberEntries['entries'][number], t: TFunction): string {
  return code === null ? t(`points.gone.${about}`) : t(`points.cause.${code}`, { nth });
}

export function Entries({ entries, isOwn }: { entries: MemberEntries['entries']; isOwn: boolean }) {
  const { t } = useTranslation();
  if (entries.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('points.noEntries')} />;
  return (
    <ul className={style.entries}>
      {entries.map((entry) => {
        const { id, day, bookedMonth, difference, about, findingId } = entry;
        return (
          <li key={id}>
            <strong data-sign={Math.sign(difference)}>{signed(difference)}</strong>
            <span className={style.cause}>
              {causeText(entry, t)}
              <span className={style.soft}>
                {day}
                {bookedMonth !== day.slice(0, 7) && ` · ${t('points.bookedIn', { month: bookedMonth })}`}
              </span>
            </span>
            {findingId && <Link to={`/lookback?finding=${findingId}`}>{t('points.evidence')}</Link>}
            {isOwn && !findingId && about === 'own' && <a href="#notices">{t('points.evidence')}</a>}
          </li>
        );
      })}
    </ul>
  );
}
