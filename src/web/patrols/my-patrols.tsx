/** One's own patrols: on now, planned, done. */
import { useTranslation } from 'react-i18next';
import type { PatrolView, ShiftView } from '../../patrols/patrols.schemas.ts';
import mine from '../mine/mine.module.css';
import { EndForm } from './end-form.tsx';
import { useSpan } from './patrol-words.ts';
import { useOwnPatrols } from './patrols.api.ts';
import style from './patrols.module.css';

function Done({ patrol }: { patrol: PatrolView }) {
  const { t } = useTranslation();
  const span = useSpan();
  const { outcome, reports, note } = patrol;
  return (
    <li className={mine.station}>
      {span(patrol.startedAt, patrol.endedAt)}
      <p className={style.soft}>
        {[
          `${patrol.station.estate.name} ${patrol.station.name}`,
          outcome && t(`patrols.outcomeText.${outcome}`),
          reports > 0 && t('patrols.reportCount', { count: reports }),
          note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {patrol.endedAt === null && <EndForm patrol={patrol} />}
    </li>
  );
}

function Next({ shifts }: { shifts: ShiftView[] }) {
  const { t } = useTranslation();
  const span = useSpan();
  return (
    <ul className={mine.rows}>
      {shifts.map(({ postId, day, station, startAt, endAt, state, isSwapped }) => (
        <li key={`${postId} ${day}`} className={mine.station}>
          {span(startAt, endAt)}
          <p className={style.soft}>
            {[
              `${station.estate.name} ${station.name}`,
              isSwapped && t('patrols.standsIn'),
              state === 'called_off' && t('patrols.state.called_off'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}

function DoneList({ patrols }: { patrols: PatrolView[] }) {
  return (
    <ul className={mine.rows}>
      {patrols.map((patrol) => (
        <Done key={patrol.id} patrol={patrol} />
      ))}
    </ul>
  );
}

const shownNext = 3;

/** Nothing at all for somebody who has none and had none. */
export function MyPatrols() {
  const { t } = useTranslation();
  const { data } = useOwnPatrols();
  if (!data || (data.shifts.length === 0 && data.patrols.length === 0)) return null;
  const next = data.shifts.filter(({ state }) => state === 'to_come' || state === 'called_off');
  const later = next.slice(shownNext);
  const over = data.patrols.filter(({ endedAt }) => endedAt !== null);
  return (
    <section aria-labelledby="my-patrols">
      <div className={mine.head}>
        <h2 id="my-patrols">{t('patrols.mine')}</h2>
      </div>
      <DoneList patrols={data.patrols.filter(({ endedAt }) => endedAt === null)} />
      <h3>{t('patrols.next')}</h3>
      {next.length === 0 && <p className={mine.soft}>{t('patrols.noNext')}</p>}
      <Next shifts={next.slice(0, shownNext)} />
      {later.length > 0 && (
        <details className={style.more}>
          <summary>{t('patrols.later', { count: later.length })}</summary>
          <Next shifts={later} />
        </details>
      )}
      {over.length > 0 && (
        <details className={style.more}>
          <summary>{t('patrols.before')}</summary>
          <DoneList patrols={over} />
        </details>
      )}
    </section>
  );
}
