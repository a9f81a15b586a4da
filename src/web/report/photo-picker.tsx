/** Taking or choosing a photograph, and the one that was taken. */
import CameraOutlined from '@ant-design/icons/es/icons/CameraOutlined';
import PictureOutlined from '@ant-design/icons/es/icons/PictureOutlined';
import { Alert, Button } from 'antd';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import style from './report.module.css';
import { NotAPhoto, shrinkPhoto } from './shrink-photo.ts';

/** A photograph says it was taken in the future: its clock is wrong, the phone's is believed. */
const aheadMs = 60_000;

interface Props {
  photo: Blob | null;
  /** `capturedAt`: ISO time. */
  onPhoto(photo: Blob, capturedAt: string): void;
  onRemove(): void;
}

/** An address under which the picture shows; it ends with the picture. */
export function useObjectUrl(blob: Blob | null): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return setUrl(undefined);
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}

/** `captured`: taken this moment, by this phone's clock. */
function useTaking(onPhoto: Props['onPhoto']) {
  const [state, setState] = useState<'idle' | 'working' | 'failed'>('idle');
  const take = async (event: ChangeEvent<HTMLInputElement>, captured: boolean) => {
    const [file] = event.target.files ?? [];
    // So that the same file can be chosen again.
    event.target.value = '';
    if (!file) return;
    setState('working');
    try {
      const { blob, takenAt } = await shrinkPhoto(file);
      const said = captured || (takenAt ?? Number.POSITIVE_INFINITY) > Date.now() + aheadMs ? null : takenAt;
      onPhoto(blob, new Date(said ?? Date.now()).toISOString());
      setState('idle');
    } catch (error) {
      setState('failed');
      if (!(error instanceof NotAPhoto)) throw error;
    }
  };
  return { state, take };
}

export function PhotoPicker({ photo, onPhoto, onRemove }: Props) {
  const { t } = useTranslation();
  const { state, take } = useTaking(onPhoto);
  const url = useObjectUrl(photo);
  const camera = useRef<HTMLInputElement>(null);
  const gallery = useRef<HTMLInputElement>(null);
  return (
    <section aria-label={t('report.photo')}>
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('report.take')}
        onChange={(event) => void take(event, true)}
      />
      <input
        ref={gallery}
        type="file"
        accept="image/*"
        hidden
        aria-label={t('report.choose')}
        onChange={(event) => void take(event, false)}
      />
      {photo && url ? (
        <div className={style.taken}>
          <img src={url} alt={t('report.taken')} />
          <div className={style.takenActions}>
            <Button onClick={() => camera.current?.click()}>{t('report.retake')}</Button>
            <Button onClick={onRemove}>{t('report.removePhoto')}</Button>
          </div>
        </div>
      ) : (
        <div className={style.pick}>
          <Button
            type="primary"
            className={style.take ?? ''}
            icon={<CameraOutlined aria-hidden />}
            loading={state === 'working'}
            onClick={() => camera.current?.click()}
          >
            {t('report.take')}
          </Button>
          <Button
            className={style.choose ?? ''}
            icon={<PictureOutlined aria-hidden />}
            onClick={() => gallery.current?.click()}
          >
            {t('report.choose')}
          </Button>
        </div>
      )}
      <div role="alert">{state === 'failed' && <Alert type="error" showIcon title={t('report.notAPhoto')} />}</div>
    </section>
  );
}
