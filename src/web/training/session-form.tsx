/** Putting down a training session, or changing one and who took part. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SessionBody, TrainingMonth } from '../../training/training.schemas.ts';
import { request } from '../api/client.ts';
import { problemText } from '../api/problem-text.ts';
import style from '../patrols/patrols.module.css';
import { useSignedIn } from '../shell/session-context.tsx';

type Session = TrainingMonth['items'][number];
/** 0: the whole community. */
type Values = Omit<SessionBody, 'estateId'> & { estateId: number };

const groups = ['members', 'volunteers', 'bin_chiefs', 'property_staff', 'children', 'residents'] as const;

function initialOf(session: Session | null, today: string, isLimited: boolean): Partial<Values> {
  if (!session)
    return { day: today, group: 'volunteers', people: [], others: 0, ...(isLimited ? {} : { estateId: 0 }) };
  const { group, topic, day, place, trainer, others } = session;
  const people = session.people.map(({ id }) => id);
  return { group, topic, day, place, trainer, others, people, estateId: session.estate?.id ?? 0 };
}

function Fields({ people, isLimited }: { people: { id: number; name: string }[]; isLimited: boolean }) {
  const { t } = useTranslation();
  const estates = useQuery({
    queryKey: ['estates'],
    queryFn: () => request<{ items: { id: number; name: string }[] }>('GET', '/estates'),
  });
  const required = [{ required: true, whitespace: true, message: t('training.missing') }];
  return (
    <>
      <div className={style.fields}>
        <Form.Item name="day" label={t('training.day')} rules={[{ required: true, message: t('training.missing') }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="group" label={t('training.group')}>
          <Select options={groups.map((value) => ({ value, label: t(`training.groups.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="topic" label={t('training.topic')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <div className={style.fields}>
        <Form.Item name="place" label={t('training.place')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="trainer" label={t('training.trainer')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item
        name="estateId"
        label={t('training.estate')}
        rules={[{ required: true, message: t('training.missing') }]}
      >
        <Select
          options={[
            ...(isLimited ? [] : [{ value: 0, label: t('training.whole') }]),
            ...(estates.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Form.Item>
      <Form.Item name="people" label={t('training.people')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="others" label={t('training.others')}>
        <InputNumber min={0} max={10_000} precision={0} />
      </Form.Item>
    </>
  );
}

interface Props {
  month: TrainingMonth;
  session: Session | null;
  onClose(): void;
}

export function SessionForm({ month, session, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const isLimited = useSignedIn().person.estates !== null;
  const save = useMutation({
    mutationFn: ({ estateId, others, ...values }: Values) => {
      const body = { ...values, estateId: estateId === 0 ? null : estateId, others: others ?? 0 };
      return session ? request<void>('PUT', `/training/${session.id}`, body) : request<void>('POST', '/training', body);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['training'] }).then(onClose),
  });
  // Somebody put down earlier stays in the list although the account is closed meanwhile.
  const people = [...new Map([...(session?.people ?? []), ...month.people].map((one) => [one.id, one])).values()];
  return (
    <Modal
      open
      title={t(session ? 'training.edit' : 'training.add')}
      okText={t('training.save')}
      cancelText={t('training.close')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initialOf(session, month.today, isLimited)}
        onFinish={(values) => save.mutate(values)}
        requiredMark={false}
      >
        {save.error && <Alert role="alert" type="error" showIcon title={problemText(save.error, t)} />}
        <Fields people={people} isLimited={isLimited} />
      </Form>
    </Modal>
  );
}
