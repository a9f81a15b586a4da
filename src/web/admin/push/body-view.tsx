/** One body that a device sent: its parts, how they were understood, what became of each picture. */
import { useTranslation } from 'react-i18next';
import type { BodyView } from '../../../receivers/push.schemas.ts';
import { count } from '../../format/number.ts';
import { dayAndTime } from '../../format/time.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import style from './push.module.css';

type Summary = NonNullable<BodyView['summary']>;

const bad = ['not_an_image', 'photo_truncated', 'photo_too_many_pixels', 'photo_animated', 'no_camera'];

function useSize() {
  const { t, i18n } = useTranslation();
  return (bytes: number): string =>
    bytes < 10_000
      ? t('push.bytes', { size: count(bytes, i18n.language) })
      : t('push.kilobytes', { size: count(Math.round(bytes / 1_000), i18n.language) });
}

function Events({ events }: Pick<Summary, 'events'>) {
  const { t } = useTranslation();
  const size = useSize();
  return events.map((event, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the list of a body never changes
    <div key={index} className={style.event}>
      <strong>{event.eventType}</strong>
      <span>{t('push.channel', { channel: event.channel || t('push.noChannel') })}</span>
      {event.channelName && <span>{event.channelName}</span>}
      <span>{event.said ?? t(event.isTimeUnreadable ? 'push.timeUnreadable' : 'push.noTime')}</span>
      {!event.isActive && <span>{t('push.ended')}</span>}
      {event.isResent && <span>{t('push.resent')}</span>}
      {event.mac && <span>{event.mac}</span>}
      <ul className={style.pictures}>
        {event.pictures.length === 0 && <li>{t('push.noPictures')}</li>}
        {event.pictures.map((picture, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of a body never changes
          <li key={place}>
            <span
              className={admin.tag}
              data-tone={bad.includes(picture.outcome) ? 'bad' : picture.outcome === 'taken' ? 'good' : 'quiet'}
            >
              {t(`push.outcome.${picture.outcome}`)}
            </span>
            <span className={style.name}>{picture.name}</span>
            {picture.bytes !== null && <span>{size(picture.bytes)}</span>}
          </li>
        ))}
      </ul>
    </div>
  ));
}

function Parts({ parts }: Pick<Summary, 'parts'>) {
  const { t } = useTranslation();
  const size = useSize();
  return (
    <ol className={style.parts}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of a body never changes
        <li key={index}>
          <span className={style.name}>{part.name ?? part.fileName ?? t('push.unnamed')}</span>
          <span>{t(`push.partKind.${part.kind}`)}</span>
          <span>{part.type ?? t('push.noType')}</span>
          <span>{size(part.bytes)}</span>
          {part.text && <pre className={style.text}>{part.text}</pre>}
        </li>
      ))}
    </ol>
  );
}

export function PushedBody({ body }: { body: BodyView }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const size = useSize();
  const { summary } = body;
  return (
    <article className={admin.card}>
      <div className={style.head}>
        <h2>{dayAndTime(body.receivedAt, i18n.language, timeZone)}</h2>
        <span
          className={admin.tag}
          data-tone={body.state === 'refused' ? 'bad' : body.state === 'done' ? 'good' : 'quiet'}
        >
          {t(`push.state.${body.state}`)}
        </span>
      </div>
      <p className={style.line}>
        {body.remoteAddress} · {body.method} {body.path} · {body.contentType ?? t('push.noType')} · {size(body.bytes)}
      </p>
      {summary?.fault && <div className={style.fault}>{t(`push.fault.${summary.fault}`)}</div>}
      {summary && !summary.fault && (
        <p>{t('push.understood', { vendor: summary.vendor ? t(`push.vendor.${summary.vendor as 'other'}`) : '' })}</p>
      )}
      {summary && <Events events={summary.events} />}
      {summary && summary.parts.length > 0 && (
        <details>
          <summary>{t('push.partCount', { count: summary.parts.length })}</summary>
          <Parts parts={summary.parts} />
        </details>
      )}
      {body.hasFile ? (
        <a href={`/api/v1/push-bodies/${body.id}/raw`} download>
          {t('push.download')}
        </a>
      ) : (
        <p className={style.line}>{t('push.noFile')}</p>
      )}
    </article>
  );
}
