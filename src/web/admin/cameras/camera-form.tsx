/** Name and interval of a camera, and for a new one its station. */
import { Alert, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { fieldFaults } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';

export interface CameraValues {
  stationId?: number;
  name: string;
  intervalS: number;
}

interface Props {
  title: string;
  initial: CameraValues;
  /** Stations to choose from; null: the camera has one. */
  stations: { value: number; label: string }[] | null;
  error: unknown;
  busy: boolean;
  onSave(values: CameraValues): void;
  onClose(): void;
}

export function CameraForm({ title, initial, stations, error, busy, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<CameraValues>();
  const faults = fieldFaults(error);
  const fault = (field: string) =>
    faults.has(field) ? { validateStatus: 'error' as const, help: faults.get(field) } : {};
  return (
    <Modal
      open
      title={title}
      okText={t('cameraPage.save')}
      cancelText={t('cameraPage.cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={initial} onFinish={onSave} requiredMark={false}>
        {error !== null && (
          <div role="alert">
            <Alert type="error" showIcon title={t('cameraPage.refused', { reason: problemText(error, t) })} />
          </div>
        )}
        {stations && (
          <Form.Item
            name="stationId"
            label={t('cameraPage.station')}
            rules={[{ required: true, message: t('cameraPage.stationMissing') }]}
            {...fault('stationId')}
          >
            <Select showSearch={{ optionFilterProp: 'label' }} options={stations} />
          </Form.Item>
        )}
        <Form.Item
          name="name"
          label={t('cameraPage.name')}
          rules={[{ required: true, whitespace: true, message: t('cameraPage.nameMissing') }]}
          {...fault('name')}
        >
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item
          name="intervalS"
          label={t('cameraPage.intervalLabel')}
          rules={[{ required: true, message: t('cameraPage.intervalMissing') }]}
          extra={stations ? undefined : t('cameraPage.intervalHelp')}
          {...fault('intervalS')}
        >
          <InputNumber min={1} max={86_400} precision={0} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
