/** One's own points, for party members; nothing for others. */
import { useTranslation } from 'react-i18next';
import { Entries, signed } from './entries.tsx';
import { useOwnPoints } from './points.api.ts';
import style from './points.module.css';

export function MyPoints() {
  const { t } = useTranslation();
  const points = useOwnPoints().data?.points;
  if (!points) return null;
  return (
    <section>
      <h2>
        {t('points.mine')} <span className={style.balance}>{signed(points.balance)}</span>
      </h2>
      <p className={style.soft}>{t('points.mineText')}</p>
      <Entries entries={points.entries} isOwn />
    </section>
  );
}
