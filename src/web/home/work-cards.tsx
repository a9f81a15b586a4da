/** What waits for somebody, the month, their stations and reports. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Home } from '../../home/home.schemas.ts';
import admin from '../admin/admin.module.css';
import { count } from '../format/number.ts';
import { dayAndTime, monthName } from '../format/time.ts';
import type { zhCN } from '../locales/zh-CN.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './home.module.css';

interface FigureProps {
  value: number;
  text: string;
  note?: string | null;
  /** Where something can be done about it. */
  to?: string;
}

export function Figure({ value, text, note, to }: FigureProps) {
  const { i18n } = useTranslation();
  const words = (
    <>
      <strong>{count(value, i18n.language)}</strong> {text}
    </>
  );
  return (
    <li className={style.figure}>
      {to ? <Link to={to}>{words}</Link> : <span>{words}</span>}
      {note && <span className={style.note}>{note}</span>}
    </li>
  );
}

export function Card({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className={admin.card}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Nothing at all for whom nothing can ever wait. */
export function ToDoCard({ home: { review, signatures, appeals, events, tasks, tasksOverdue } }: { home: Home }) {
  const { t } = useTranslation();
  if (!review && !signatures && !appeals && !events && !tasks?.open) return null;
  const late = (overdue: number, text: 'appealsOverdue' | 'eventsOverdue' | 'tasksOverdue') =>
    overdue > 0 ? t(`home.${text}`, { count: overdue }) : null;
  const all = [review?.waiting, signatures?.waiting, appeals?.waiting, events?.open, tasks?.open, tasksOverdue];
  const waits = all.some((one) => (one ?? 0) > 0);
  return (
    <Card title={t('home.toDo')}>
      {!waits && <p>{t('home.allDone')}</p>}
      <ul className={style.figures}>
        {review && review.waiting > 0 && <Figure value={review.waiting} text={t('home.review')} to="/review" />}
        {signatures && signatures.waiting > 0 && (
          <Figure value={signatures.waiting} text={t('home.signatures')} to="/signatures" />
        )}
        {appeals && appeals.waiting > 0 && (
          <Figure
            value={appeals.waiting}
            text={t('home.appeals')}
            note={late(appeals.overdue, 'appealsOverdue')}
            to="/appeals"
          />
        )}
        {tasks && tasks.open > 0 && (
          <Figure value={tasks.open} text={t('home.tasks')} note={late(tasks.overdue, 'tasksOverdue')} to="/mine" />
        )}
        {tasksOverdue !== null && tasksOverdue > 0 && (
          <Figure value={tasksOverdue} text={t('home.allTasksOverdue')} to="/tasks" />
        )}
        {events && events.open > 0 && (
          <Figure value={events.open} text={t('home.events')} note={late(events.overdue, 'eventsOverdue')} to="/mine" />
        )}
      </ul>
    </Card>
  );
}

export function MonthCard({ month }: { month: NonNullable<Home['month']> }) {
  const { t, i18n } = useTranslation();
  const contested = month.contested > 0 ? t('home.contested', { count: month.contested }) : null;
  return (
    <Card title={t('home.month', { month: monthName(month.month, i18n.language) })}>
      <ul className={style.figures}>
        <Figure value={month.confirmed} text={t('home.confirmed')} note={contested} />
        <Figure value={month.open} text={t('home.open')} />
        <Figure value={month.photos} text={t('home.photos')} />
      </ul>
      <Link to="/counts">{t('home.toCounts')}</Link>
    </Card>
  );
}

export function StationsCard({ stations }: { stations: NonNullable<Home['stations']> }) {
  const { t } = useTranslation();
  return (
    <Card title={t('home.stations')}>
      {stations.length === 0 && <p>{t('home.noStations')}</p>}
      <ul className={style.lines}>
        {stations.map(({ id, name, estate, ...figures }) => (
          <li key={id}>
            <Link to="/mine">
              {estate.name} {name}
            </Link>
            <span className={style.note}>{t('home.stationText', figures)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type ReportState = keyof (typeof zhCN)['mine']['state'];

export function ReportsCard({ reports }: { reports: NonNullable<Home['reports']> }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  return (
    <Card title={t('home.reports')}>
      <Link to="/report" className={style.button}>
        {t('home.reportNow')}
      </Link>
      {reports.length === 0 && <p>{t('home.noReports')}</p>}
      <ul className={style.lines}>
        {reports.map(({ id, station, state, capturedAt }) => (
          <li key={id}>
            <span>
              {station} · {t(`mine.state.${state as ReportState}`)}
            </span>
            <span className={style.note}>{dayAndTime(capturedAt, i18n.language, timeZone)}</span>
          </li>
        ))}
      </ul>
      {reports.length > 0 && <Link to="/mine">{t('home.toMine')}</Link>}
    </Card>
  );
}
