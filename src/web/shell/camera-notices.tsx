/** Lines below the header about cameras whose pictures can't be used; nothing at all while all of them can. */
import WarningFilled from '@ant-design/icons/es/icons/WarningFilled';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CameraNoticeView, NoticeList } from '../../cameras/camera-notices.schemas.ts';
import { request } from '../api/client.ts';
import { timeOrDay } from '../format/time.ts';
import style from './camera-notices.module.css';
import { useSignedIn } from './session-context.tsx';

/** More than these would push the page down: the rest is counted. */
const shownLines = 2;
const refreshMs = 60_000;

/** Tells the style sheet how high the lines are, so that the desk below still fits the window. */
function tellHeight(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined;
  const tell = (height: number) => document.documentElement.style.setProperty('--notices', `${height}px`);
  const observer = new ResizeObserver(() => tell(element.offsetHeight));
  observer.observe(element);
  return () => {
    observer.disconnect();
    tell(0);
  };
}

function NoticeLine({ notice }: { notice: CameraNoticeView }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const { camera, station, estate, reason, since, count } = notice;
  // Cameras are often named after their station.
  const name = camera.name.includes(station.name) ? camera.name : `${station.name} ${camera.name}`;
  const place = name.includes(estate.name) ? name : `${estate.name} ${name}`;
  const time = timeOrDay(since, Date.now(), i18n.language, timeZone);
  return (
    <li>
      <span>{t(`camera.${reason}`, { place, since: time })}</span>{' '}
      <span className={style.count}>{t('camera.count', { count })}</span>
    </li>
  );
}

/** For those who review. A failed request shows nothing: the page itself tells that the service is away. */
export function CameraNotices() {
  const { t } = useTranslation();
  const notices = useQuery({
    queryKey: ['camera-notices'],
    queryFn: () => request<NoticeList>('GET', '/camera-notices'),
    refetchInterval: refreshMs,
  });
  const items = notices.data?.items ?? [];
  if (items.length === 0) return null;
  const more = items.length - shownLines;
  return (
    <section ref={tellHeight} className={style.notices} aria-label={t('camera.notices')} role="status">
      <WarningFilled aria-hidden className={style.icon} />
      <ul>
        {items.slice(0, shownLines).map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
        {more > 0 && <li className={style.count}>{t('camera.more', { count: more })}</li>}
      </ul>
    </section>
  );
}
