/** All cameras by estate, with what must be seen to. */
import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import { Button, Checkbox, Input, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraView } from '../../../cameras/cameras.schemas.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { AddCamera } from './add-camera.tsx';
import { CameraRow } from './camera-row.tsx';
import { cameraPlaceName, needsSomebody } from './camera-states.ts';
import { useCameras } from './cameras.api.ts';
import style from './cameras.module.css';

interface Filter {
  search: string;
  estateId: number;
  onlyAttention: boolean;
}

function choose(cameras: readonly CameraView[], { search, estateId, onlyAttention }: Filter): CameraView[] {
  const words = search.trim().toLowerCase();
  return cameras.filter(
    (camera) =>
      (estateId === 0 || camera.estate.id === estateId) &&
      (!onlyAttention || needsSomebody(camera)) &&
      cameraPlaceName(camera).toLowerCase().includes(words),
  );
}

export default function CamerasPage() {
  const { t } = useTranslation();
  usePageTitle(t('cameras.title'));
  const cameras = useCameras();
  const [adding, setAdding] = useState(false);
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('cameras.title')}</h1>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {t('cameras.add')}
        </Button>
      </div>
      <p className={admin.intro}>{t('cameras.intro')}</p>
      {cameras.isError && !cameras.data && (
        <LoadFailed title={t('cameras.failed')} error={cameras.error} retry={() => void cameras.refetch()} />
      )}
      {cameras.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {cameras.data && <List cameras={cameras.data.items} />}
      {adding && <AddCamera onClose={() => setAdding(false)} />}
    </div>
  );
}

function List({ cameras }: { cameras: CameraView[] }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>({ search: '', estateId: 0, onlyAttention: false });
  if (cameras.length === 0) {
    return (
      <div className={admin.empty}>
        <strong>{t('cameras.none')}</strong>
        {t('cameras.noneText')}
      </div>
    );
  }
  const shown = choose(cameras, filter);
  const attention = cameras.filter(needsSomebody).length;
  return (
    <>
      <Filters cameras={cameras} filter={filter} onChange={setFilter} />
      <p className={style.counts} role="status">
        {t('cameras.count', { count: shown.length })}
        {attention > 0 && (
          <span className={admin.tag} data-tone="bad">
            {t('cameras.countAttention', { count: attention })}
          </span>
        )}
      </p>
      {shown.length === 0 && <div className={admin.empty}>{t('cameras.noneFound')}</div>}
      {[...Map.groupBy(shown, ({ estate }) => estate.id).values()].map((group) => (
        <section key={group[0]?.estate.id} className={style.estate}>
          <h2>{group[0]?.estate.name}</h2>
          <ul className={style.rows}>
            {group.map((camera) => (
              <CameraRow key={camera.id} camera={camera} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface FiltersProps {
  cameras: CameraView[];
  filter: Filter;
  onChange(filter: Filter): void;
}

function Filters({ cameras, filter, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const estates = new Map(cameras.map(({ estate }) => [estate.id, estate.name]));
  return (
    <div className={admin.filters}>
      <Input
        type="search"
        allowClear
        aria-label={t('cameras.search')}
        placeholder={t('cameras.search')}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.target.value })}
      />
      {estates.size > 1 && (
        <Select
          className={admin.select ?? ''}
          aria-label={t('cameras.estate')}
          value={filter.estateId}
          onChange={(estateId) => onChange({ ...filter, estateId })}
          options={[
            { value: 0, label: t('cameras.allEstates') },
            ...[...estates].map(([value, label]) => ({ value, label })),
          ]}
        />
      )}
      <Checkbox
        checked={filter.onlyAttention}
        onChange={(event) => onChange({ ...filter, onlyAttention: event.target.checked })}
      >
        {t('cameras.onlyAttention')}
      </Checkbox>
    </div>
  );
}
