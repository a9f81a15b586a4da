/** The frames of the item's bin in order of time: those of the same content and those beside it, to be joined or told apart. */
import { Alert, Button, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilmStrip } from '../../findings/film-strip.schemas.ts';
import type { ReviewItem } from '../../findings/findings.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { clockTime, dayAndTime } from '../format/time.ts';
import { ViewPicture } from '../lookback/view-picture.tsx';
import { useSignedIn } from '../shell/session-context.tsx';
import { useFilmStrip, useStripEdit } from './film-strip.api.ts';
import style from './film-strip.module.css';
import { placeText } from './place.ts';

type Episode = FilmStrip['episodes'][number];
type Frame = Episode['frames'][number];

export default function FilmStripSheet({ item, onClose }: { item: ReviewItem; onClose(): void }) {
  const { t } = useTranslation();
  const strip = useFilmStrip(item.id);
  return (
    <Modal
      open
      width={920}
      title={t('strip.title', { place: placeText(item.place) })}
      onCancel={onClose}
      footer={[
        <Button key="close" type="primary" onClick={onClose}>
          {t('strip.close')}
        </Button>,
      ]}
    >
      {strip.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {strip.isError && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={problemText(strip.error, t)}
          action={<Button onClick={() => void strip.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {strip.data?.episodes.length === 0 && <p>{t('strip.none')}</p>}
      {strip.data && strip.data.episodes.length > 0 && <Strip findingId={item.id} strip={strip.data} />}
    </Modal>
  );
}

function Strip({ findingId, strip }: { findingId: string; strip: FilmStrip }) {
  const { t } = useTranslation();
  const edit = useStripEdit(findingId);
  const all = strip.episodes.flatMap(({ frames }) => frames);
  const [openId, setOpenId] = useState<number | null>(null);
  const own = strip.episodes.find(({ place }) => place === 'this');
  const open = all.find(({ id }) => id === openId) ?? all.find(({ isShown }) => isShown) ?? all[0];
  const at = own && open ? own.frames.findIndex(({ id }) => id === open.id) : -1;
  return (
    <>
      {open && <Large frame={open} />}
      {at > 0 && open && (
        <div className={style.cut}>
          <Button loading={edit.isPending} onClick={() => edit.mutate({ kind: 'split', frame: open.id })}>
            {t('strip.split')}
          </Button>
          <span>{t('strip.splitText')}</span>
        </div>
      )}
      {edit.isError && <Alert role="alert" type="error" showIcon title={problemText(edit.error, t)} />}
      <ol className={style.episodes}>
        {strip.episodes.map((episode) => (
          <EpisodeRow
            key={episode.id}
            episode={episode}
            own={own ?? null}
            openId={open?.id ?? null}
            isBusy={edit.isPending}
            onOpen={setOpenId}
            onDuplicate={() => edit.mutate({ kind: 'duplicate', episode: episode.id })}
          />
        ))}
      </ol>
      <Edits edits={strip.edits} isBusy={edit.isPending} onUndo={(id) => edit.mutate({ kind: 'undo', edit: id })} />
    </>
  );
}

function Large({ frame }: { frame: Frame }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const time = dayAndTime(frame.capturedAt, i18n.language, timeZone);
  return (
    <figure className={style.large}>
      {frame.photo ? (
        <ViewPicture photo={frame.photo} cut label={t('strip.frame', { time })} />
      ) : (
        <span className={style.hidden}>{t('hiding.isHidden')}</span>
      )}
      <figcaption>{frame.isShown ? t('strip.shown', { time }) : time}</figcaption>
    </figure>
  );
}

interface RowProps {
  episode: Episode;
  own: Episode | null;
  openId: number | null;
  isBusy: boolean;
  onOpen(frameId: number): void;
  onDuplicate(): void;
}

function EpisodeRow({ episode, own, openId, isBusy, onOpen, onDuplicate }: RowProps) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const time = (at: string) => clockTime(Date.parse(at), i18n.language, timeZone);
  const { place, frames, count, duplicateOf } = episode;
  // The later one of the two is what gets marked; one that is marked already can't be marked again.
  const later = place === 'after' ? episode : own;
  return (
    <li data-place={place}>
      <div className={style.head}>
        <strong>{t(`strip.places.${place}`)}</strong>
        <span>{t('strip.count', { count, from: time(episode.startedAt), to: time(episode.endedAt) })}</span>
        {duplicateOf !== null && <em>{t('strip.isDuplicate')}</em>}
        {place !== 'this' && later?.duplicateOf === null && (
          <Button size="small" loading={isBusy} onClick={onDuplicate}>
            {t('strip.duplicate')}
          </Button>
        )}
      </div>
      <ul className={style.frames}>
        {frames.map((frame) => (
          <li key={frame.id}>
            <button
              type="button"
              aria-pressed={frame.id === openId}
              aria-label={t('strip.frame', { time: time(frame.capturedAt) })}
              data-shown={frame.isShown}
              onClick={() => onOpen(frame.id)}
            >
              {frame.photo ? <ViewPicture photo={frame.photo} cut small /> : <span className={style.hidden}>…</span>}
              <span>{time(frame.capturedAt)}</span>
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}

interface EditsProps {
  edits: FilmStrip['edits'];
  isBusy: boolean;
  onUndo(id: number): void;
}

function Edits({ edits, isBusy, onUndo }: EditsProps) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  if (edits.length === 0) return null;
  return (
    <ul className={style.edits}>
      {edits.map(({ id, kind, by, at }) => (
        <li key={id}>
          <span>{t(`strip.edits.${kind}`, { name: by.name, time: dayAndTime(at, i18n.language, timeZone) })}</span>
          <Button size="small" loading={isBusy} onClick={() => onUndo(id)}>
            {t('strip.undo')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
