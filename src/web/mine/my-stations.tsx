/** The stations somebody looks after: how the bins stand, and waste beside them that is to be put right. */
import { Alert, Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationCare, StationEventView } from '../../volunteer-reports/volunteer-reports.schemas.ts';
import { isPassing } from '../api/client.ts';
import { problemText } from '../api/problem-text.ts';
import { may } from '../api/session.ts';
import { timeOrDay } from '../format/time.ts';
import { categoryColour } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { type EventState, useEventChange, useStationCare, useStationEvents } from './mine.api.ts';
import style from './mine.module.css';

type CaredStation = StationCare['items'][number];

function EventRow({ event }: { event: StationEventView }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const change = useEventChange();
  const { id, place, note, occurredAt, photo, done } = event;
  const inWords = (iso: string) => timeOrDay(iso, Date.now(), i18n.language, timeZone);
  const at = inWords(occurredAt);
  return (
    <li className={style.row}>
      <a href={photo.url} target="_blank" rel="noreferrer" className={style.picture}>
        <img
          src={`${photo.url}?size=small`}
          alt={t('mine.photoAt', { place: place.station.name, time: at })}
          loading="lazy"
        />
      </a>
      <div className={style.words}>
        <strong>{place.station.name}</strong>
        <span className={style.soft}>
          {place.estate.name} · {at}
        </span>
        {note && <span>{note}</span>}
        {done && <span className={style.soft}>{t('mine.doneBy', { name: done.by, time: inWords(done.at) })}</span>}
        <div role="alert">{change.error && <Alert type="error" showIcon title={problemText(change.error, t)} />}</div>
        <Button
          type={done ? 'default' : 'primary'}
          className={style.action ?? ''}
          loading={change.isPending}
          onClick={() => change.mutate({ id, to: done ? 'reopen' : 'finish' })}
        >
          {t(done ? 'mine.reopen' : 'mine.finish')}
        </Button>
      </div>
    </li>
  );
}

function Events() {
  const { t } = useTranslation();
  const [state, setState] = useState<EventState>('open');
  const events = useStationEvents(state);
  return (
    <section aria-labelledby="station-events">
      <div className={style.head}>
        <h2 id="station-events">{t('mine.events')}</h2>
        <Segmented<EventState>
          aria-label={t('mine.events')}
          value={state}
          options={[
            { value: 'open', label: t('mine.open') },
            { value: 'done', label: t('mine.done') },
          ]}
          onChange={setState}
        />
      </div>
      {events.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
      {events.error && <Alert type="error" showIcon title={problemText(events.error, t)} />}
      {events.data?.items.length === 0 && (
        <p className={style.soft}>{t(state === 'open' ? 'mine.noneOpen' : 'mine.noneDone')}</p>
      )}
      <ul className={style.rows}>
        {events.data?.items.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ul>
    </section>
  );
}

function StationCard({ station }: { station: CaredStation }) {
  const { t, i18n } = useTranslation();
  const { categories, timeZone } = useSignedIn().community;
  return (
    <li className={style.station}>
      <h3>
        {station.name} <span className={style.soft}>{station.estate.name}</span>
      </h3>
      {station.openEvents > 0 && <p className={style.toDo}>{t('mine.toDo', { count: station.openEvents })}</p>}
      <table className={style.bins}>
        <thead>
          <tr>
            <th scope="col">{t('mine.bin')}</th>
            <th scope="col">{t('mine.lastPhoto')}</th>
            <th scope="col">{t('mine.confirmed')}</th>
          </tr>
        </thead>
        <tbody>
          {station.bins.map(({ id, name, expected, lastPhotoAt, confirmed }) => (
            <tr key={id}>
              <th scope="row">
                <span className={style.dot} style={{ background: categoryColour(categories, expected) }} aria-hidden />
                {name}
              </th>
              <td>{lastPhotoAt ? timeOrDay(lastPhotoAt, Date.now(), i18n.language, timeZone) : t('mine.never')}</td>
              <td>{confirmed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </li>
  );
}

function Stations({ care }: { care: StationCare }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="my-stations">
      <div className={style.head}>
        <h2 id="my-stations">{t('mine.stations')}</h2>
      </div>
      <ul className={style.rows}>
        {care.items.map((station) => (
          <StationCard key={station.id} station={station} />
        ))}
      </ul>
      <p className={style.soft}>{t('mine.confirmedText')}</p>
    </section>
  );
}

/** Nothing at all for somebody who looks after no station; administrators see to all that lies beside bins. */
export function MyStations() {
  const { t } = useTranslation();
  const session = useSignedIn();
  const care = useStationCare();
  // Without network the list of reports below says so already.
  if (care.error && !isPassing(care.error)) return <Alert type="error" showIcon title={problemText(care.error, t)} />;
  const hasStations = (care.data?.items.length ?? 0) > 0;
  return (
    <>
      {(hasStations || may(session, 'administer')) && <Events />}
      {care.data && hasStations && <Stations care={care.data} />}
    </>
  );
}
