/** Inviting somebody: role, estates, whom it is for, how long. */
import { Alert, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { longestInvitationDays } from '../../../accounts/account-links.schemas.ts';
import { type Role, roles } from '../../../people/people.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import { useEstates, useInvite } from './accounts.api.ts';
import { LinkShown } from './link-shown.tsx';

interface Values {
  role: Role;
  estates: number[];
  note: string;
  days: number;
}
const initial: Values = { role: 'volunteer', estates: [], note: '', days: 7 };

export function InviteForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { person } = useSignedIn();
  const estates = useEstates();
  const invite = useInvite();
  const [form] = Form.useForm<Values>();
  if (invite.data) return <LinkShown title={t('invitations.shown')} link={invite.data} onClose={onClose} />;
  const own = (estates.data?.items ?? []).filter(({ id }) => person.estates?.includes(id) ?? true);
  const error = invite.error ?? estates.error;
  return (
    <Modal
      open
      title={t('invitations.add')}
      okText={t('invitations.make')}
      cancelText={t('cameraPage.cancel')}
      confirmLoading={invite.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={initial} onFinish={(values) => invite.mutate(values)}>
        <Form.Item name="role" label={t('invitations.role')}>
          <Select options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} />
        </Form.Item>
        <Form.Item name="estates" label={t('invitations.estates')} extra={t('invitations.estatesHelp')}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            options={own.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="note" label={t('invitations.note')}>
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item name="days" label={t('invitations.days')}>
          <InputNumber min={1} max={longestInvitationDays} precision={0} />
        </Form.Item>
      </Form>
      <div role="alert">{error && <Alert type="error" showIcon title={problemText(error, t)} />}</div>
    </Modal>
  );
}
