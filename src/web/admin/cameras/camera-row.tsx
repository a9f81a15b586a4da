/** One camera in the list: where it is, how it is, what it sent today. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CameraView } from '../../../cameras/cameras.schemas.ts';
import { ago } from '../../format/ago.ts';
import { count } from '../../format/number.ts';
import admin from '../admin.module.css';
import { statesOf } from './camera-states.ts';
import style from './cameras.module.css';

export function CameraTags({ camera }: { camera: CameraView }) {
  const { t } = useTranslation();
  return (
    <span className={style.tags}>
      {statesOf(camera).map(({ state, tone }) => (
        <span key={state} className={admin.tag} data-tone={tone}>
          {t(`cameraState.${state}`)}
        </span>
      ))}
    </span>
  );
}

/** Photographs of today against those expected so far. */
export function TodayText({ today }: Pick<CameraView, 'today'>) {
  const { t, i18n } = useTranslation();
  const show = (value: number) => count(value, i18n.language);
  if (today.expected === 0 && today.received === 0) return t('cameras.todayNothing');
  if (today.expected === 0) return t('cameras.todayOutside', { received: show(today.received) });
  return t('cameras.todayShort', { received: show(today.received), expected: show(today.expected) });
}

export function CameraRow({ camera }: { camera: CameraView }) {
  const { t, i18n } = useTranslation();
  const { today, lastSeenAt, views, masks, station, name } = camera;
  const share = today.expected === 0 ? 0 : Math.min(1, today.received / today.expected);
  return (
    <li className={style.row}>
      <Link to={`/cameras/${camera.id}`}>
        <span className={style.name}>
          <strong>{name}</strong>
          {!name.includes(station.name) && <span>{station.name}</span>}
        </span>
        <CameraTags camera={camera} />
        <span className={style.today}>
          <span>
            {t('cameras.today')} <TodayText today={today} />
          </span>
          <span className={style.track} aria-hidden="true">
            <span style={{ width: `${share * 100}%` }} data-low={share < 0.9} />
          </span>
        </span>
        <span className={style.facts}>
          <span>
            {lastSeenAt
              ? t('cameras.seen', { ago: ago(lastSeenAt, Date.now(), i18n.language) })
              : t('cameras.neverSeen')}
          </span>
          <span>
            {t('cameras.viewCount', { count: views.length })} ·{' '}
            {masks.length > 0 ? t('cameras.hasMasks', { count: masks.length }) : t('cameras.noMasks')}
          </span>
        </span>
      </Link>
    </li>
  );
}
