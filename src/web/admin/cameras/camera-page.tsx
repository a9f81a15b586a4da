/** One camera: its latest photograph, how it is, its key, its place, its masks so far, its end. */
import ArrowLeftOutlined from '@ant-design/icons/es/icons/ArrowLeftOutlined';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { usePageTitle } from '../../shell/page-title.ts';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { PushCard } from '../push/push-card.tsx';
import { CameraFacts } from './camera-facts.tsx';
import { CameraTags } from './camera-row.tsx';
import { useCamera } from './cameras.api.ts';
import style from './cameras.module.css';
import { DropCard } from './drop-card.tsx';
import { HealthCard } from './health-card.tsx';
import { KeyCard } from './key-card.tsx';
import { LastPhoto } from './last-photo.tsx';
import { MaskHistoryCard } from './mask-history-card.tsx';
import { PlaceCard } from './place-card.tsx';
import { PullCard } from './pull-card.tsx';
import { RetireCard } from './retire-card.tsx';

export default function CameraPage() {
  const { t } = useTranslation();
  const id = Number(useParams().id);
  const { data: camera, isPending, error, refetch } = useCamera(id);
  usePageTitle(camera?.name ?? t('cameras.title'));
  return (
    <div className={admin.page}>
      <Link to="/cameras" className={admin.back}>
        <ArrowLeftOutlined aria-hidden /> {t('cameraPage.back')}
      </Link>
      {isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {!camera && error && <LoadFailed title={t('cameraPage.failed')} error={error} retry={() => void refetch()} />}
      {camera && (
        <>
          <div className={admin.head}>
            <div>
              <h1>{camera.name}</h1>
              <span className={style.where}>
                {camera.estate.name} · {camera.station.name}
              </span>
            </div>
            <CameraTags camera={camera} />
          </div>
          <div className={style.columns}>
            <LastPhoto camera={camera} />
            <div className={style.side}>
              <CameraFacts camera={camera} />
              <HealthCard camera={camera} />
              <KeyCard camera={camera} />
              <PullCard camera={camera} />
              <PushCard camera={camera} />
              <DropCard camera={camera} />
              <PlaceCard camera={camera} />
              <MaskHistoryCard camera={camera} />
              <RetireCard camera={camera} />
            </div>
          </div>
        </>
      )}
    </div>
  );
}
