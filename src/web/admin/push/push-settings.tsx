/** Who may push to an address, and from where its pictures may be fetched. */
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AddressView } from '../../../receivers/push.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import { useChangeAddress } from './push.api.ts';

interface Fields {
  allowed: string;
  pictureHosts: string;
  kind: 'none' | 'basic' | 'digest';
  username?: string;
  password?: string;
}

const network = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)(\/\d{1,3})?$/i;
const hostName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;
const lines = (text: string): string[] => text.split(/[\s,，;；]+/).filter((line) => line !== '');

/** A rule of a form: every line must be right. */
const eachLine = (isRight: (line: string) => boolean, message: string) => ({
  validator: (_rule: unknown, text: string) =>
    lines(text).every(isRight) ? Promise.resolve() : Promise.reject(new Error(message)),
});

export function PushSettings({ address }: { address: AddressView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('push.settings')}</Button>
      {open && <SettingsForm address={address} onClose={() => setOpen(false)} />}
    </>
  );
}

function SettingsForm({ address, onClose }: { address: AddressView; onClose(): void }) {
  const { t } = useTranslation();
  const change = useChangeAddress(address.id);
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) ?? address.auth.kind;
  const save = ({ allowed, pictureHosts, username = '', password = '' }: Fields) => {
    const isKept = kind === address.auth.kind && username === (address.auth.username ?? '') && password === '';
    const auth = kind === 'none' ? { kind } : { kind, username, password };
    const lists = { allowed: lines(allowed), pictureHosts: lines(pictureHosts) };
    change.mutate({ ...lists, ...(isKept ? {} : { auth }) }, { onSuccess: onClose });
  };
  return (
    <Modal
      open
      title={t('push.settingsTitle')}
      okText={t('push.save')}
      cancelText={t('push.cancel')}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          allowed: address.allowed.join('\n'),
          pictureHosts: address.pictureHosts.join('\n'),
          kind: address.auth.kind,
          username: address.auth.username ?? '',
          password: '',
        }}
        onFinish={save}
      >
        <Form.Item
          name="allowed"
          label={t('push.allowed')}
          extra={t('push.allowedHelp')}
          rules={[eachLine((line) => network.test(line), t('push.notNetwork'))]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} spellCheck={false} />
        </Form.Item>
        <Form.Item name="kind" label={t('push.auth')} extra={t('push.authHelp')}>
          <Select
            options={(['none', 'basic', 'digest'] as const).map((value) => ({
              value,
              label: t(`push.authKind.${value}`),
            }))}
          />
        </Form.Item>
        {kind !== 'none' && (
          <>
            <Form.Item
              name="username"
              label={t('push.username')}
              rules={[{ required: true, message: t('push.missing') }]}
            >
              <Input autoComplete="off" spellCheck={false} />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('push.password')}
              rules={[
                {
                  min: 8,
                  required: address.auth.kind !== kind,
                  message: t('push.passwordShort'),
                },
              ]}
            >
              <Input.Password autoComplete="new-password" />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="pictureHosts"
          label={t('push.hosts')}
          extra={t('push.hostsHelp')}
          rules={[eachLine((line) => network.test(line) || hostName.test(line), t('push.notHost'))]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} spellCheck={false} />
        </Form.Item>
      </Form>
      {change.error && <Alert type="error" showIcon title={problemText(change.error, t)} />}
    </Modal>
  );
}
