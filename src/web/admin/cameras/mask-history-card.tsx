/** Every set of masks the camera has had, the latest first. */
import { useTranslation } from 'react-i18next';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { dayAndTime } from '../../format/time.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { useMaskHistory } from './cameras.api.ts';
import style from './cameras.module.css';
import { MaskPattern, MaskShapes } from './shapes.tsx';

export function MaskHistoryCard({ camera: { id, maskRevision } }: { camera: CameraDetail }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const history = useMaskHistory(id, maskRevision);
  return (
    <section className={admin.card}>
      <h2>{t('maskHistory.title')}</h2>
      {history.isError && (
        <LoadFailed title={t('cameraPage.failed')} error={history.error} retry={() => void history.refetch()} />
      )}
      {history.data?.length === 0 && <p>{t('maskHistory.none')}</p>}
      <ul className={style.history}>
        {history.data?.toReversed().map(({ revision, masks, setAt, setBy }) => {
          const time = dayAndTime(setAt, i18n.language, timeZone);
          return (
            <li key={revision}>
              <svg
                viewBox="0 0 1000 1000"
                preserveAspectRatio="none"
                role="img"
                aria-label={t('maskHistory.alt', { revision })}
              >
                <MaskPattern id={`mask-history-${revision}`} />
                <MaskShapes masks={masks} pattern={`mask-history-${revision}`} />
              </svg>
              <div>
                {t('maskHistory.item', { revision })} ·{' '}
                {masks.length > 0 ? t('maskHistory.areas', { count: masks.length }) : t('maskHistory.cleared')}
                {revision === maskRevision && ` · ${t('maskHistory.current')}`}
                <span>
                  {setBy ? t('maskHistory.by', { time, name: setBy.name }) : t('maskHistory.byDemo', { time })}
                </span>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
