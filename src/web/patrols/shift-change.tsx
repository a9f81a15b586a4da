/** One day of a post: somebody stands in, it is called off, or as it was. */
import { Alert, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ShiftChange, ShiftView } from '../../patrols/patrols.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { useSpan } from './patrol-words.ts';
import { useRosterChange } from './patrols.api.ts';

interface Props {
  shift: ShiftView;
  people: { id: number; name: string }[];
  onClose(): void;
}
type Values = { kind: ShiftChange['kind']; personId?: number; reason?: string };
const kinds = ['swapped', 'called_off', 'restored'] as const;

export function ShiftChangeForm({ shift, people, onClose }: Props) {
  const { t } = useTranslation();
  const span = useSpan();
  const [form] = Form.useForm<Values>();
  const change = useRosterChange();
  const kind = Form.useWatch('kind', form);
  const save = ({ kind: chosen, personId, reason }: Values) =>
    change.mutate(
      {
        ...{ to: 'shift', id: shift.postId, day: shift.day },
        body: { kind: chosen, personId: chosen === 'swapped' ? (personId ?? null) : null, reason: reason || null },
      },
      { onSuccess: onClose },
    );
  return (
    <Modal
      open
      title={t('patrols.changeTitle', { when: span(shift.startAt, shift.endAt) })}
      okText={t('patrols.save')}
      cancelText={t('patrols.cancel')}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ kind: 'swapped' }} onFinish={save} requiredMark={false}>
        {change.error && <Alert role="alert" type="error" showIcon title={problemText(change.error, t)} />}
        <Form.Item name="kind" label={t('patrols.change')}>
          <Select options={kinds.map((value) => ({ value, label: t(`patrols.kind.${value}`) }))} />
        </Form.Item>
        {kind === 'swapped' && (
          <Form.Item
            name="personId"
            label={t('patrols.person')}
            rules={[{ required: true, message: t('patrols.missing') }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={people
                .filter(({ id }) => id !== shift.person.id)
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t('patrols.reason')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
