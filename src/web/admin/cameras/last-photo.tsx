/** The camera's latest photograph with views and masks upon it; asks for a newer one by itself. */
import EditOutlined from '@ant-design/icons/es/icons/EditOutlined';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import { dayAndTime } from '../../format/time.ts';
import { categoryColour } from '../../review/categories.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { useLastPhoto } from './cameras.api.ts';
import style from './cameras.module.css';
import { Shapes } from './shapes.tsx';

export function LastPhoto({ camera }: { camera: CameraDetail }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const photo = useLastPhoto(camera.id);
  const [broken, setBroken] = useState<string | null>(null);
  const shown = photo.data ?? null;
  return (
    <section className={admin.card}>
      <h2>{t('cameraPage.photo')}</h2>
      {photo.isError && !photo.data && (
        <LoadFailed title={t('cameraPage.photoFailed')} error={photo.error} retry={() => void photo.refetch()} />
      )}
      <div className={style.photo}>
        {shown && broken !== shown.url ? (
          <>
            <img
              src={shown.url}
              alt={t('cameraPage.photoAlt', { name: camera.name })}
              onError={() => setBroken(shown.url)}
            />
            <Shapes camera={camera} />
          </>
        ) : (
          <div className={style.noPhoto}>
            <strong>{t(shown ? 'cameraPage.photoFailed' : 'cameraPage.noPhoto')}</strong>
            {!shown && <span>{t(camera.masks.length > 0 ? 'cameraPage.noMaskedText' : 'cameraPage.noPhotoText')}</span>}
          </div>
        )}
      </div>
      <Legend camera={camera} />
      <div className={style.photoFoot}>
        <span>
          {shown && t('cameraPage.photoAt', { time: dayAndTime(shown.capturedAt, i18n.language, timeZone) })}
          {shown?.masked && <> · {t('cameraPage.photoMasked')}</>}
        </span>
        <Link to={`/cameras/${camera.id}/drawing`}>
          <Button type="primary" tabIndex={-1} icon={<EditOutlined aria-hidden />}>
            {t('cameraPage.draw')}
          </Button>
        </Link>
      </div>
    </section>
  );
}

function Legend({ camera: { bins, views, masks } }: { camera: CameraDetail }) {
  const { t } = useTranslation();
  const { categories } = useSignedIn().community;
  if (views.length === 0 && masks.length === 0) return <p>{t('cameraPage.noViews')}</p>;
  return (
    <ul className={style.legend} aria-label={t('cameraPage.legendViews')}>
      {bins.map(({ id, name, expected }) => {
        const view = views.find(({ binId }) => binId === id);
        return (
          view && (
            <li key={id}>
              <span className={style.chip} style={{ background: categoryColour(categories, expected) }} />
              {name}
              {!view.counting && ` (${t('cameraPage.evidence')})`}
            </li>
          )
        );
      })}
      {masks.length > 0 && (
        <li>
          <span className={`${style.chip} ${style.maskChip}`} />
          {t('cameraPage.legendMasks')} × {masks.length}
        </li>
      )}
    </ul>
  );
}
