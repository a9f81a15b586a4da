/** Giving somebody a post: station, days, hours. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PostList } from '../../patrols/patrols.schemas.ts';
import type { StationList } from '../../places/places.schemas.ts';
import { ApiProblem, request } from '../api/client.ts';
import { problemText } from '../api/problem-text.ts';
import { useRosterChange } from './patrols.api.ts';
import style from './patrols.module.css';

interface Values {
  personId: number;
  stationId: number;
  weekday: number;
  fromDay: string;
  lastDay?: string;
  from: string;
  to: string;
}

const dayKeys = ['day1', 'day2', 'day3', 'day4', 'day5', 'day6', 'day7'] as const;
const bodyOf = ({ weekday, lastDay, ...values }: Values) => ({
  ...values,
  weekday: weekday === 0 ? null : weekday,
  lastDay: lastDay || null,
});

function Days({ required }: { required: { required: true; message: string }[] }) {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item name="weekday" label={t('patrols.weekday')}>
        <Select
          options={[
            { value: 0, label: t('patrols.everyDay') },
            ...dayKeys.map((key, index) => ({
              value: index + 1,
              label: t('patrols.onWeekday', { day: t(`patrols.${key}`) }),
            })),
          ]}
        />
      </Form.Item>
      <div className={style.fields}>
        <Form.Item name="from" label={t('patrols.fromTime')} rules={required}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="to" label={t('patrols.toTime')} rules={required}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="fromDay" label={t('patrols.from')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="lastDay" label={t('patrols.last')} extra={t('patrols.lastHelp')}>
          <Input type="date" />
        </Form.Item>
      </div>
    </>
  );
}

export function AddPost({ list, onClose }: { list: PostList; onClose(): void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const add = useRosterChange();
  const stations = useQuery({
    queryKey: ['patrols', 'stations'],
    queryFn: () => request<StationList>('GET', '/stations'),
  });
  const required: { required: true; message: string }[] = [{ required: true, message: t('patrols.missing') }];
  const isHolder = add.error instanceof ApiProblem && add.error.code === 'duty_holder';
  return (
    <Modal
      open
      title={t('patrols.add')}
      okText={t('patrols.save')}
      cancelText={t('patrols.cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ fromDay: list.today, weekday: 0, from: '18:00', to: '20:00' }}
        onFinish={(values) => add.mutate({ to: 'add', body: bodyOf(values) }, { onSuccess: onClose })}
        requiredMark={false}
      >
        {add.error && (
          <Alert
            role="alert"
            type="error"
            showIcon
            title={isHolder ? t('patrols.holder') : problemText(add.error, t)}
          />
        )}
        <Form.Item name="personId" label={t('patrols.person')} rules={required}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={list.people.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="stationId" label={t('patrols.station')} rules={required}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={stations.isPending}
            options={(stations.data?.items ?? []).map(({ id, name, estate }) => ({
              value: id,
              label: `${estate.name} ${name}`,
            }))}
          />
        </Form.Item>
        <Days required={required} />
      </Form>
    </Modal>
  );
}
