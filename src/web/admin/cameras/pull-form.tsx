/** Where and how a camera is asked for its picture. */
import { Alert, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CameraDetail } from '../../../cameras/cameras.schemas.ts';
import type { PullChange, PullView } from '../../../pulls/pulls.schemas.ts';
import { fieldFaults } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import { useSetPull } from './arrivals.api.ts';

type Pull = NonNullable<PullView['pull']>;
const presets = ['hikvision', 'dahua', 'onvif', 'path'] as const;
const authModes = ['digest', 'basic', 'none'] as const;

function initialOf(pull: Pull | null): PullChange {
  const usual = { enabled: true, preset: 'hikvision', scheme: 'http', host: '', port: 80, channel: 1 } as const;
  const before = pull ?? { ...usual, path: '/', auth: 'digest' as const, username: '', anyCertificate: true };
  const { enabled, preset, scheme, host, port, channel, path, auth, username, anyCertificate } = before;
  return { enabled, preset, scheme, host, port, channel, path, auth, username, anyCertificate, password: '' };
}

interface Props {
  camera: CameraDetail;
  pull: Pull | null;
  onClose(): void;
}

export function PullForm({ camera, pull, onClose }: Props) {
  const { t } = useTranslation();
  const set = useSetPull(camera.id);
  const [form] = Form.useForm<PullChange>();
  const preset = Form.useWatch('preset', form);
  const scheme = Form.useWatch('scheme', form);
  const auth = Form.useWatch('auth', form);
  const faults = fieldFaults(set.error);
  const fault = (field: string) =>
    faults.has(field) ? { validateStatus: 'error' as const, help: faults.get(field) } : {};
  const save = ({ password, ...rest }: PullChange) => {
    const change = { ...initialOf(pull), ...rest };
    const { password: _, ...kept } = change;
    set.mutate(password ? { ...kept, password } : kept, { onSuccess: onClose });
  };
  return (
    <Modal
      open
      title={t('cameraPull.formTitle', { name: camera.name })}
      okText={t('cameraPage.save')}
      cancelText={t('cameraPage.cancel')}
      confirmLoading={set.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={initialOf(pull)} onFinish={save} requiredMark={false}>
        {set.error && <Alert type="error" showIcon title={problemText(set.error, t)} />}
        <Form.Item name="preset" label={t('cameraPull.maker')}>
          <Select options={presets.map((value) => ({ value, label: t(`cameraPull.preset.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="host"
          label={t('cameraPull.host')}
          rules={[{ required: true, whitespace: true, message: t('cameraPull.hostMissing') }]}
          {...fault('host')}
        >
          <Input placeholder={'192.168.1.64'} maxLength={253} autoComplete="off" />
        </Form.Item>
        <Form.Item name="scheme" label={t('cameraPull.scheme')}>
          <Select options={['http', 'https'].map((value) => ({ value, label: value.toUpperCase() }))} />
        </Form.Item>
        <Form.Item name="port" label={t('cameraPull.port')} rules={[{ required: true }]} {...fault('port')}>
          <InputNumber min={1} max={65_535} precision={0} />
        </Form.Item>
        {preset === 'path' ? (
          <Form.Item name="path" label={t('cameraPull.path')} {...fault('path')}>
            <Input maxLength={512} placeholder={'/snapshot.jpg'} />
          </Form.Item>
        ) : (
          <Form.Item name="channel" label={t('cameraPull.channel')} extra={t('cameraPull.channelHelp')}>
            <InputNumber min={1} max={512} precision={0} />
          </Form.Item>
        )}
        <Form.Item
          name="auth"
          label={t('cameraPull.auth')}
          extra={auth === 'basic' && scheme === 'http' ? t('cameraPull.basicHelp') : undefined}
        >
          <Select options={authModes.map((value) => ({ value, label: t(`cameraPull.authMode.${value}`) }))} />
        </Form.Item>
        {auth !== 'none' && (
          <>
            <Form.Item name="username" label={t('cameraPull.username')} extra={t('cameraPull.usernameHelp')}>
              <Input maxLength={128} autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('cameraPull.password')}
              extra={t(pull?.hasPassword ? 'cameraPull.passwordKept' : 'cameraPull.passwordHelp')}
              {...fault('password')}
            >
              <Input.Password maxLength={256} autoComplete="new-password" />
            </Form.Item>
          </>
        )}
        {scheme === 'https' && (
          <Form.Item name="anyCertificate" valuePropName="checked">
            <Checkbox>{t('cameraPull.anyCertificate')}</Checkbox>
          </Form.Item>
        )}
        <Form.Item name="enabled" valuePropName="checked">
          <Checkbox>{t('cameraPull.enabled', { seconds: camera.intervalS })}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
