/** A small window that asks for one name: of a new estate, or another one for a place. */
import { Alert, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../api/problem-text.ts';

interface Props {
  title: string;
  label: string;
  initial?: string;
  help?: string;
  error: unknown;
  busy: boolean;
  onSave(name: string): void;
  onClose(): void;
}

export function NameForm({ title, label, initial = '', help, error, busy, onSave, onClose }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ name: string }>();
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
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: initial }}
        onFinish={({ name }) => onSave(name.trim())}
        requiredMark={false}
      >
        {error !== null && (
          <div role="alert">
            <Alert type="error" showIcon title={problemText(error, t)} />
          </div>
        )}
        <Form.Item
          name="name"
          label={label}
          extra={help}
          rules={[{ required: true, whitespace: true, message: t('placesPage.nameMissing') }]}
        >
          <Input maxLength={64} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
