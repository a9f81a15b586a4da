/** Drawing a camera's views and privacy masks on its latest photograph. */
import ArrowLeftOutlined from '@ant-design/icons/es/icons/ArrowLeftOutlined';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { usePageTitle } from '../../shell/page-title.ts';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { useCamera, useLastPhoto } from './cameras.api.ts';
import { DrawingEditor } from './drawing-editor.tsx';

export default function DrawingPage() {
  const { t } = useTranslation();
  const id = Number(useParams().id);
  const camera = useCamera(id, false);
  const photo = useLastPhoto(id, false);
  /** Another number: begun anew with what is in force. */
  const [round, setRound] = useState(0);
  usePageTitle(t('drawing.title'));
  const error = camera.error ?? photo.error;
  const reload = async () => {
    await Promise.all([camera.refetch(), photo.refetch()]);
    setRound((known) => known + 1);
  };
  const isReady = camera.data !== undefined && photo.data !== undefined;
  return (
    <div className={admin.page}>
      {camera.data && (
        <Link to={`/cameras/${id}`} className={admin.back}>
          <ArrowLeftOutlined aria-hidden /> {t('drawing.back', { name: camera.data.name })}
        </Link>
      )}
      <div className={admin.head}>
        <h1>{t('drawing.title')}</h1>
      </div>
      {!isReady && error && <LoadFailed title={t('cameraPage.failed')} error={error} retry={() => void reload()} />}
      {!isReady && !error && <Skeleton active paragraph={{ rows: 8 }} />}
      {camera.data !== undefined && photo.data !== undefined && (
        <DrawingEditor
          key={round}
          camera={camera.data}
          photo={photo.data}
          onNewestPhoto={() => void photo.refetch()}
          onReload={() => void reload()}
        />
      )}
    </div>
  );
}
