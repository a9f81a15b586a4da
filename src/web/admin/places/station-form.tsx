/** Name and opening hours of a station; for a new one also its estate and its bins from left to right. */
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { hoursFrom, hoursInWords } from '../../../places/opening-hours.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import { categoryName } from '../../review/categories.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { type BinView, type StationView, useAddStation, useChangePlace } from './places.api.ts';

interface Values {
  estateId: number;
  name: string;
  hours: string;
  bins: { name?: string; expected: BinView['expected'] }[];
}

const usualHours = '06:30-08:30 18:00-20:00';
const mostBins = 12;

export function useCategoryOptions() {
  const { i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  return categories.map(({ id }) => ({ value: id, label: categoryName(categories, id, i18n.language) }));
}

function BinRows() {
  const { t } = useTranslation();
  const options = useCategoryOptions();
  return (
    <Form.List name="bins">
      {(fields, { add, remove }) => (
        <fieldset>
          <legend>{t('placesPage.binsFromLeft')}</legend>
          {fields.map(({ key, name }, index) => (
            <div key={key} className={admin.filters}>
              <Form.Item name={[name, 'expected']} noStyle>
                <Select
                  aria-label={t('placesPage.binCategory', { position: index + 1 })}
                  className={admin.select ?? ''}
                  options={options}
                />
              </Form.Item>
              <Form.Item name={[name, 'name']} noStyle>
                <Input
                  aria-label={t('placesPage.binName', { position: index + 1 })}
                  placeholder={t('placesPage.binNameHelp')}
                  maxLength={64}
                />
              </Form.Item>
              {fields.length > 1 && (
                <Button size="small" onClick={() => remove(name)}>
                  {t('placesPage.removeBin')}
                </Button>
              )}
            </div>
          ))}
          {fields.length < mostBins && (
            <Button onClick={() => add({ expected: 'residual' })}>{t('placesPage.addBin')}</Button>
          )}
        </fieldset>
      )}
    </Form.List>
  );
}

interface Props {
  /** Null: a new one. */
  station: StationView | null;
  estates: { id: number; name: string }[];
  onClose(): void;
}

export function StationForm({ station, estates, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const add = useAddStation();
  const change = useChangePlace();
  const error = add.error ?? change.error;
  const save = ({ estateId, name, hours, bins }: Values) => {
    const openingHours = hoursFrom(hours) ?? [];
    const done = { onSuccess: onClose };
    if (station) change.mutate({ kind: 'station', id: station.id, change: { name, openingHours } }, done);
    else {
      const named = bins.map((bin) => ({ expected: bin.expected, ...(bin.name?.trim() ? { name: bin.name } : {}) }));
      add.mutate({ estateId, name, openingHours, bins: named }, done);
    }
  };
  return (
    <Modal
      open
      title={t(station ? 'placesPage.editStation' : 'placesPage.addStation')}
      okText={t('cameraPage.save')}
      cancelText={t('cameraPage.cancel')}
      confirmLoading={add.isPending || change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={save}
        initialValues={{
          ...(estates.length === 1 ? { estateId: estates[0]?.id } : {}),
          name: station?.name,
          hours: station ? hoursInWords(station.openingHours) : usualHours,
          bins: [{ expected: 'kitchen' }, { expected: 'residual' }],
        }}
      >
        {error && (
          <div role="alert">
            <Alert type="error" showIcon title={problemText(error, t)} />
          </div>
        )}
        {!station && (
          <Form.Item
            name="estateId"
            label={t('homesPage.estate')}
            rules={[{ required: true, message: t('dutiesPage.missing') }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={estates.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="name"
          label={t('placesPage.stationName')}
          rules={[{ required: true, whitespace: true, message: t('placesPage.nameMissing') }]}
        >
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item
          name="hours"
          label={t('placesPage.hours')}
          extra={t('placesPage.hoursHelp')}
          rules={[
            {
              validator: (_, text: string) =>
                hoursFrom(text ?? '') ? Promise.resolve() : Promise.reject(new Error(t('importFault.bad_hours'))),
            },
          ]}
        >
          <Input />
        </Form.Item>
        {!station && <BinRows />}
      </Form>
    </Modal>
  );
}
