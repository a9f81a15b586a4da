/** Adding a camera: where it hangs, then its key, then its page. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import type { stationListSchema } from '../../../places/places.schemas.ts';
import { request } from '../../api/client.ts';
import { CameraForm } from './camera-form.tsx';
import { useAddCamera } from './cameras.api.ts';
import { KeyShown } from './key-shown.tsx';

const usualIntervalS = 60;

export function AddCamera({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const stations = useQuery({
    queryKey: ['stations'],
    queryFn: () => request<z.infer<typeof stationListSchema>>('GET', '/stations'),
  });
  const add = useAddCamera();
  if (add.data) {
    const { id, key } = add.data;
    return <KeyShown keyText={key} onClose={() => void navigate(`/cameras/${id}`)} />;
  }
  const options = (stations.data?.items ?? []).map(({ id, name, estate }) => ({
    value: id,
    label: name.includes(estate.name) ? name : `${estate.name} ${name}`,
  }));
  return (
    <CameraForm
      title={t('cameras.add')}
      initial={{ name: '', intervalS: usualIntervalS }}
      stations={options}
      error={add.error ?? stations.error}
      busy={add.isPending}
      onSave={({ stationId, name, intervalS }) => stationId && add.mutate({ stationId, name, intervalS })}
      onClose={onClose}
    />
  );
}
