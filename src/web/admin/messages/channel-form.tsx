/** A channel as it is added or changed. */
import { Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type ChannelKind,
  type ChannelList,
  type ChannelView,
  channelKinds,
  topics,
} from '../../../messages/messages.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import { useAddChannel, useChangeChannel } from './messages.api.ts';
import style from './messages.module.css';

interface Values {
  kind: ChannelKind;
  name: string;
  address?: string;
  secret?: string;
  topics: ChannelView['topics'];
  language: ChannelView['language'];
  digestMinutes: number;
  quietFrom?: string;
  quietTo?: string;
  template?: string;
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
const usual: Partial<Values> = {
  kind: 'wecom',
  topics: [...topics],
  language: 'zh-CN',
  digestMinutes: 30,
  quietFrom: '22:00',
  quietTo: '07:00',
};

function valuesOf({
  kind,
  name,
  topics: told,
  language,
  digestMinutes,
  quiet,
  template,
}: ChannelView): Partial<Values> {
  const times = quiet ? { quietFrom: clock(quiet.from), quietTo: clock(quiet.to) } : {};
  return { kind, name, topics: told, language, digestMinutes, ...times, template: template ?? '' };
}

/** What both requests have; an address or secret left empty stays as it is. */
function fieldsOf({ name, topics: told, language, digestMinutes, quietFrom, quietTo, template }: Values) {
  const quiet = quietFrom && quietTo ? { from: minuteOf(quietFrom), to: minuteOf(quietTo) } : null;
  return { name, topics: told, language, digestMinutes, quiet, template: template?.trim() || null };
}

interface Props {
  /** Null: a new one. */
  channel: ChannelView | null;
  list: ChannelList;
  onDone(): void;
}

export function ChannelForm({ channel, list, onDone }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form);
  const add = useAddChannel();
  const change = useChangeChannel(channel?.id ?? 0);
  const { error, isPending } = channel ? change : add;
  const send = async (values: Values) => {
    const secret = values.secret?.trim() || null;
    const address = values.address?.trim();
    if (channel) {
      await change.mutateAsync({ ...fieldsOf(values), ...(address ? { address } : {}), ...(secret ? { secret } : {}) });
    } else {
      await add.mutateAsync({ ...fieldsOf(values), kind: values.kind, address: address ?? '', secret });
    }
    onDone();
  };
  const needed = [{ required: true, message: t('messages.needed') }];
  return (
    <Modal open title={t(channel ? 'messages.change' : 'messages.add')} footer={null} onCancel={onDone} destroyOnHidden>
      <Form
        form={form}
        layout="vertical"
        initialValues={channel ? valuesOf(channel) : usual}
        onFinish={(values) => void send(values).catch(() => undefined)}
      >
        <Form.Item name="kind" label={t('messages.kind')}>
          <Select
            disabled={channel !== null}
            options={channelKinds.map((value) => ({
              value,
              label: t(`messages.kinds.${value}`),
              disabled: value === 'email' && !list.canMail,
            }))}
          />
        </Form.Item>
        {!list.canMail && <p className={style.note}>{t('messages.noMail')}</p>}
        <Form.Item name="name" label={t('messages.name')} rules={needed}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="address"
          label={t(kind === 'email' ? 'messages.mailbox' : 'messages.webhook')}
          rules={channel ? [] : needed}
          extra={channel ? t('messages.addressKept', { hint: channel.addressHint }) : t('messages.addressText')}
        >
          <Input autoComplete="off" />
        </Form.Item>
        {(kind === 'dingtalk' || kind === 'feishu') && (
          <Form.Item name="secret" label={t('messages.secret')} extra={t('messages.secretText')}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        )}
        <Form.Item name="topics" label={t('messages.topics')} rules={needed}>
          <Checkbox.Group
            className={style.topics ?? ''}
            options={topics.map((value) => ({ value, label: t(`messages.topic.${value}`) }))}
          />
        </Form.Item>
        <div className={style.times}>
          <Form.Item name="quietFrom" label={t('messages.quietFrom')}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="quietTo" label={t('messages.quietTo')}>
            <Input type="time" />
          </Form.Item>
          <Form.Item name="digestMinutes" label={t('messages.digest')} rules={needed}>
            <InputNumber min={1} max={1440} precision={0} />
          </Form.Item>
        </div>
        <Form.Item name="language" label={t('messages.language')}>
          <Select
            options={[
              { value: 'zh-CN', label: t('messages.languages.zh') },
              { value: 'en', label: t('messages.languages.en') },
            ]}
          />
        </Form.Item>
        <Form.Item name="template" label={t('messages.template')} extra={t('messages.templateText')}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
        {error && (
          <p role="alert" className={style.failed}>
            {problemText(error, t)}
          </p>
        )}
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('messages.save')}
        </Button>
      </Form>
    </Modal>
  );
}
