/** The bins of a station: another name or category, one more, out of use. */
import { Alert, Button, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem-text.ts';
import admin from '../admin.module.css';
import { PlaceActions } from './place-actions.tsx';
import { type BinView, type StationView, useAddBin, useChangePlace } from './places.api.ts';
import { useCategoryOptions } from './station-form.tsx';

export function BinsEditor({ station, onClose }: { station: StationView; onClose(): void }) {
  const { t } = useTranslation();
  const options = useCategoryOptions();
  const change = useChangePlace();
  const add = useAddBin(station.id);
  const [expected, setExpected] = useState<BinView['expected']>('residual');
  const error = change.error ?? add.error;
  return (
    <Modal open width={760} title={t('placesPage.binsOf', { name: station.name })} footer={null} onCancel={onClose}>
      <p>{t('placesPage.binsIntro')}</p>
      {error && (
        <div role="alert">
          <Alert type="error" showIcon title={problemText(error, t)} />
        </div>
      )}
      <Table<BinView>
        size="small"
        rowKey="id"
        dataSource={station.bins}
        pagination={false}
        scroll={{ x: 560 }}
        columns={[
          { title: '#', dataIndex: 'position', width: 48 },
          { title: t('placesPage.name'), dataIndex: 'name' },
          {
            title: t('placesPage.category'),
            width: 170,
            render: (_, bin) => (
              <Select
                aria-label={t('placesPage.categoryOf', { name: bin.name })}
                disabled={bin.retiredAt !== null}
                value={bin.expected}
                options={options}
                style={{ width: 150 }}
                onChange={(to) => change.mutate({ kind: 'bin', id: bin.id, change: { expected: to } })}
              />
            ),
          },
          {
            title: t('homesPage.actions'),
            width: 190,
            render: (_, bin) => <PlaceActions place={{ ...bin, kind: 'bin' }} warning={t('placesPage.retireBin')} />,
          },
        ]}
      />
      <div className={admin.filters}>
        <Select
          aria-label={t('placesPage.category')}
          value={expected}
          options={options}
          onChange={setExpected}
          style={{ marginTop: 12 }}
        />
        <Button loading={add.isPending} onClick={() => add.mutate({ expected })} style={{ marginTop: 12 }}>
          {t('placesPage.addBin')}
        </Button>
      </div>
    </Modal>
  );
}
