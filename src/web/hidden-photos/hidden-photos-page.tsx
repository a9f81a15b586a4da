/** Photographs that nobody is shown: why and by whom, and showing one again. */
import { Alert, Button, Empty, Input, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhotoHiding } from '../../photo-hidings/photo-hidings.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { dayAndTime } from '../format/time.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { useLift, usePhotoHidings } from './hidden-photos.api.ts';
import style from './hidden-photos.module.css';

export default function HiddenPhotosPage() {
  const { t } = useTranslation();
  usePageTitle(t('nav.hiddenPhotos'));
  const hidings = usePhotoHidings();
  const items = hidings.data?.items ?? [];
  return (
    <div className={style.page}>
      <h1>{t('nav.hiddenPhotos')}</h1>
      <p className={style.faint}>{t('hiddenPhotos.what')}</p>
      {hidings.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {hidings.isError && !hidings.data && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={t('hiddenPhotos.failed')}
          description={problemText(hidings.error, t)}
          action={<Button onClick={() => void hidings.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {hidings.data && items.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('hiddenPhotos.none')} />
      )}
      <ul className={style.items}>
        {items.map((item) => (
          <Hiding key={item.id} hiding={item} />
        ))}
      </ul>
    </div>
  );
}

function Hiding({ hiding }: { hiding: PhotoHiding }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const time = (at: string) => dayAndTime(at, i18n.language, timeZone);
  const { place, reason, note, by, at, capturedAt, lifted } = hiding;
  return (
    <li data-lifted={lifted !== null}>
      <strong>
        {place.estate} · {place.station}
      </strong>
      <span className={style.faint}>{t('hiddenPhotos.taken', { time: time(capturedAt) })}</span>
      <span>
        {t(`hiding.reasons.${reason}`)}
        {note && ` · ${note}`}
      </span>
      <span className={style.faint}>{t('hiddenPhotos.by', { name: by.name, time: time(at) })}</span>
      {lifted ? (
        <span>
          {t('hiddenPhotos.lifted', { name: lifted.by.name, time: time(lifted.at) })}
          {lifted.note && ` · ${lifted.note}`}
        </span>
      ) : (
        <Lifting id={hiding.id} />
      )}
    </li>
  );
}

function Lifting({ id }: { id: number }) {
  const { t } = useTranslation();
  const lift = useLift(id);
  const [isAsking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const field = useId();
  if (!isAsking) {
    return (
      <div>
        <Button onClick={() => setAsking(true)}>{t('hiddenPhotos.lift')}</Button>
      </div>
    );
  }
  return (
    <div className={style.lifting}>
      <label htmlFor={field}>{t('hiddenPhotos.why')}</label>
      <Input id={field} autoFocus maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      <Button
        type="primary"
        disabled={note.trim() === ''}
        loading={lift.isPending}
        onClick={() => lift.mutate(note.trim())}
      >
        {t('hiddenPhotos.lift')}
      </Button>
      <Button onClick={() => setAsking(false)}>{t('details.cancel')}</Button>
      {lift.isError && <Alert role="alert" type="error" showIcon title={problemText(lift.error, t)} />}
    </div>
  );
}
