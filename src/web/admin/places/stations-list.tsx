/** Stations of all estates with their hours and bins: searched, added, changed, retired. */
import { Button, Checkbox, Input, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hoursInWords } from '../../../places/opening-hours.schemas.ts';
import { inkOn } from '../../format/colour.ts';
import { categoryColour } from '../../review/categories.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { BinsEditor } from './bins-editor.tsx';
import { RetireButton } from './place-actions.tsx';
import type { StationView } from './places.api.ts';
import { StationForm } from './station-form.tsx';

function Bins({ station }: { station: StationView }) {
  const { categories } = useSignedIn().community;
  const shown = station.bins.filter(({ retiredAt }) => retiredAt === null || station.retiredAt !== null);
  return (
    <Space wrap size={4}>
      {shown.map(({ id, name, expected }) => {
        const colour = categoryColour(categories, expected);
        return (
          <span key={id} className={admin.tag} style={{ background: colour, color: inkOn(colour) }}>
            {name}
          </span>
        );
      })}
    </Space>
  );
}

/** `new`, or what is done to which station. */
type Open = { to: 'new' } | { to: 'edit' | 'bins'; id: number } | null;

interface Props {
  stations: StationView[];
  estates: { id: number; name: string }[];
}

export function StationsList({ stations, estates }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [withRetired, setWithRetired] = useState(false);
  const [open, setOpen] = useState<Open>(null);
  const asked = search.trim().toLowerCase();
  const shown = stations.filter(
    ({ name, estate, retiredAt }) =>
      (withRetired || retiredAt === null) && `${estate.name} ${name}`.toLowerCase().includes(asked),
  );
  const one = open && open.to !== 'new' ? stations.find(({ id }) => id === open.id) : undefined;
  const close = () => setOpen(null);
  return (
    <>
      <div className={admin.filters}>
        <Input
          type="search"
          allowClear
          aria-label={t('placesPage.searchStations')}
          placeholder={t('placesPage.searchStations')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button disabled={estates.length === 0} onClick={() => setOpen({ to: 'new' })}>
          {t('placesPage.addStation')}
        </Button>
        <Checkbox checked={withRetired} onChange={(event) => setWithRetired(event.target.checked)}>
          {t('placesPage.withRetired')}
        </Checkbox>
      </div>
      <p role="status">{t('placesPage.stationCount', { count: shown.length })}</p>
      {shown.length === 0 && <div className={admin.empty}>{t('placesPage.noStations')}</div>}
      {shown.length > 0 && (
        <Table<StationView>
          size="small"
          rowKey="id"
          dataSource={shown}
          scroll={{ x: 860 }}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t('homesPage.estate'), width: 130, render: (_, { estate }) => estate.name },
            { title: t('placesPage.station'), width: 150, dataIndex: 'name' },
            { title: t('placesPage.hours'), width: 220, render: (_, station) => hoursInWords(station.openingHours) },
            { title: t('placesPage.bins'), width: 300, render: (_, station) => <Bins station={station} /> },
            {
              title: t('homesPage.actions'),
              width: 210,
              render: (_, station) => (
                <Space wrap>
                  {station.retiredAt === null && (
                    <>
                      <Button size="small" onClick={() => setOpen({ to: 'edit', id: station.id })}>
                        {t('placesPage.edit')}
                      </Button>
                      <Button size="small" onClick={() => setOpen({ to: 'bins', id: station.id })}>
                        {t('placesPage.bins')}
                      </Button>
                    </>
                  )}
                  <RetireButton place={{ ...station, kind: 'station' }} warning={t('placesPage.retireStation')} />
                </Space>
              ),
            },
          ]}
        />
      )}
      {open?.to === 'new' && <StationForm station={null} estates={estates} onClose={close} />}
      {open?.to === 'edit' && one && <StationForm station={one} estates={estates} onClose={close} />}
      {open?.to === 'bins' && one && <BinsEditor station={one} onClose={close} />}
    </>
  );
}
