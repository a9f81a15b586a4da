/** Lines below the header about cameras that are silent or blind, and for a while that one has recovered; nothing while all are well. */
import WarningFilled from '@ant-design/icons/es/icons/WarningFilled';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraNoticeView, NoticeList } from '../../cameras/camera-notices.schemas.ts';
import { request } from '../api/client.ts';
import { timeOrDay } from '../format/time.ts';
import style from './camera-notices.module.css';
import { useSignedIn } from './session-context.tsx';

/** More than these would push the page down: the rest is counted. */
const shownLines = 2;
const refreshMs = 60_000;
const seenKey = 'greensleeve.recovered-seen';
const keptSeen = 50;

/** Notices of recovery that this browser has been told to show no more. */
function readSeen(): number[] {
  const kept: unknown = JSON.parse(localStorage.getItem(seenKey) ?? '[]');
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'number') : [];
}

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

function NoticeLine({ notice, onSeen }: { notice: CameraNoticeView; onSeen(): void }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const { camera, station, estate, reason, since, until, count } = notice;
  // Cameras are often named after their station.
  const name = camera.name.includes(station.name) ? camera.name : `${station.name} ${camera.name}`;
  const place = name.includes(estate.name) ? name : `${estate.name} ${name}`;
  const timeOf = (at: string) => timeOrDay(at, Date.now(), i18n.language, timeZone);
  const time = timeOf(since);
  if (until !== null) {
    return (
      <li>
        <span>{t('camera.recovered', { place, since: time, until: timeOf(until) })}</span>{' '}
        <Button type="link" size="small" onClick={onSeen}>
          {t('camera.closeRecovered')}
        </Button>
      </li>
    );
  }
  return (
    <li>
      <span>{t(`camera.${reason}`, { place, since: time })}</span>{' '}
      <span className={style.count}>{t(reason === 'silent' ? 'camera.missed' : 'camera.count', { count })}</span>
    </li>
  );
}

/** For those who review. A failed request shows nothing: the page itself tells that the service is away. */
export function CameraNotices() {
  const { t } = useTranslation();
  const notices = useQuery({
    queryKey: ['camera-notices'],
    queryFn: () => request<NoticeList>('GET', '/camera-notices?state=recent'),
    refetchInterval: refreshMs,
  });
  const [seen, setSeen] = useState<readonly number[]>(readSeen);
  const told = (notices.data?.items ?? []).filter(({ id, until }) => until === null || !seen.includes(id));
  // What goes on comes before what is over.
  const items = told.toSorted((a, b) => Number(a.until !== null) - Number(b.until !== null));
  const markSeen = (id: number) => {
    const next = [...seen, id].slice(-keptSeen);
    localStorage.setItem(seenKey, JSON.stringify(next));
    setSeen(next);
  };
  if (items.length === 0) return null;
  const more = items.length - shownLines;
  return (
    <section ref={tellHeight} className={style.notices} aria-label={t('camera.notices')} role="status">
      <WarningFilled aria-hidden className={style.icon} />
      <ul>
        {items.slice(0, shownLines).map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onSeen={() => markSeen(notice.id)} />
        ))}
        {more > 0 && <li className={style.count}>{t('camera.more', { count: more })}</li>}
      </ul>
    </section>
  );
}
