/** How the service and its cameras do. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Home } from '../../home/home.schemas.ts';
import { may } from '../api/session.ts';
import { ago } from '../format/ago.ts';
import { timeOrDay } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './home.module.css';
import { Card, Figure } from './work-cards.tsx';

/** With less than this left the office must act: photographs would no longer be taken in. */
const lowShare = 0.1;

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`;

function DiskLine({ disk: { freeBytes, totalBytes } }: { disk: NonNullable<Home['disk']> }) {
  const { t } = useTranslation();
  const isLow = freeBytes < lowShare * totalBytes;
  return (
    <p className={isLow ? (style.bad ?? '') : (style.note ?? '')} role={isLow ? 'alert' : undefined}>
      {t(isLow ? 'home.diskLow' : 'home.disk', { free: gigabytes(freeBytes), total: gigabytes(totalBytes) })}
    </p>
  );
}

export function ServiceCard({ queue, disk }: { queue: NonNullable<Home['queue']>; disk: Home['disk'] }) {
  const { t, i18n } = useTranslation();
  const { classified, unreadable, failed, waiting, oldestReceivedAt, workers } = queue;
  const bad = unreadable + failed > 0 ? t('home.notClassified', { unreadable, failed }) : null;
  const oldest = oldestReceivedAt && t('home.oldest', { ago: ago(oldestReceivedAt, Date.now(), i18n.language) });
  return (
    <Card title={t('home.service')}>
      <ul className={style.figures}>
        <Figure value={classified} text={t('home.classified')} note={bad} to="/queue" />
        <Figure value={waiting} text={t('home.waiting')} note={oldest} />
        {workers !== null && workers > 0 && <Figure value={workers} text={t('home.workers')} />}
      </ul>
      {!workers && (
        <p className={style.bad} role="alert">
          {t(workers === null ? 'home.redisAway' : 'home.noWorkers')}
        </p>
      )}
      {disk && <DiskLine disk={disk} />}
    </Card>
  );
}

export function CamerasCard({ cameras: { silent, unusable, items } }: { cameras: NonNullable<Home['cameras']> }) {
  const { t, i18n } = useTranslation();
  const session = useSignedIn();
  const { timeZone } = session.community;
  return (
    <Card title={t('home.cameras')}>
      {silent + unusable === 0 && <p>{t('home.camerasFine')}</p>}
      <ul className={style.figures}>
        {silent > 0 && <Figure value={silent} text={t('home.silent')} />}
        {unusable > 0 && <Figure value={unusable} text={t('home.unusable')} />}
      </ul>
      <ul className={style.lines}>
        {items.map(({ id, name, estate, station, silent: isSilent, since }) => {
          const place = `${estate.name} ${station.name} ${name}`;
          const from = { since: timeOrDay(since, Date.now(), i18n.language, timeZone) };
          return (
            <li key={id}>
              {may(session, 'administer') ? <Link to={`/cameras/${id}`}>{place}</Link> : <span>{place}</span>}
              <span className={style.note}>{t(isSilent ? 'home.silentSince' : 'home.unusableSince', from)}</span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
