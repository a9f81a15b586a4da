/** What the office changes while the service runs, each with its meaning; and what the operator has set, to look at. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, InputNumber, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SettingsChange, SettingsView } from '../../../settings/settings.schemas.ts';
import { request } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { OperatorSettings } from './operator-settings.tsx';
import style from './settings.module.css';

const settingsKey = ['settings'];
type Values = Required<SettingsChange>;

const valuesOf = ({ name, scheme, timeZone, times }: SettingsView) =>
  ({ name, scheme, timeZone, ...Object.fromEntries(times.map((time) => [time.name, time.value])) }) as Values;

/** Only what differs: two administrators don't undo each other's changes. */
function changesOf(before: Values, after: Values): SettingsChange {
  const names = Object.keys(before) as (keyof Values)[];
  return Object.fromEntries(names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]));
}

function TimeFields({ times }: Pick<SettingsView, 'times'>) {
  const { t } = useTranslation();
  return (
    <section className={admin.card}>
      <h2>{t('settingsPage.times')}</h2>
      {times.map(({ name, fallback, least, most }) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`settingsPage.time.${name}`)}
          extra={t('settingsPage.range', { least, most })}
        >
          <InputNumber
            className={style.number ?? ''}
            min={least}
            max={most}
            precision={0}
            placeholder={t('settingsPage.asEnvironment', { value: fallback })}
          />
        </Form.Item>
      ))}
    </section>
  );
}

function CommunityFields({ settings }: { settings: SettingsView }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const schemes = settings.schemes.map(({ id, categories }) => ({
    value: id,
    label: `${id}: ${categories.map(({ names }) => names[language] ?? names['zh-CN']).join(' / ')}`,
  }));
  return (
    <section className={admin.card}>
      <h2>{t('settingsPage.community')}</h2>
      <Form.Item
        name="name"
        label={t('settingsPage.name')}
        extra={t('settingsPage.nameText')}
        rules={[{ required: true, whitespace: true, message: t('settingsPage.name') }]}
      >
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="scheme" label={t('settingsPage.scheme')} extra={t('settingsPage.schemeText')}>
        <Select options={schemes} />
      </Form.Item>
      <Form.Item
        name="timeZone"
        label={t('settingsPage.timeZone')}
        extra={`${t('settingsPage.timeZoneText')} ${settings.timeZoneFixed ? t('settingsPage.timeZoneFixed') : ''}`}
      >
        <Input disabled={settings.timeZoneFixed} />
      </Form.Item>
    </section>
  );
}

function SettingsForm({ settings }: { settings: SettingsView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const save = useMutation({
    mutationFn: (change: SettingsChange) => request<SettingsView>('PATCH', '/settings', change),
    onSuccess(saved) {
      queries.setQueryData(settingsKey, saved);
      form.setFieldsValue(valuesOf(saved));
      // Names and colours everywhere come with the session.
      return queries.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const before = valuesOf(settings);
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={before}
      onValuesChange={() => save.reset()}
      onFinish={(values) => save.mutate(changesOf(before, { ...before, ...values }))}
    >
      <div className={style.columns}>
        <CommunityFields settings={settings} />
        <TimeFields times={settings.times} />
      </div>
      <div role="alert" className={style.message}>
        {save.error && <Alert type="error" showIcon title={problemText(save.error, t)} />}
      </div>
      <div role="status" className={style.message}>
        {save.isSuccess && <Alert type="success" showIcon title={t('settingsPage.saved')} />}
      </div>
      <div className={admin.buttons}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('settingsPage.save')}
        </Button>
        <Button onClick={() => form.setFieldsValue(before)}>{t('settingsPage.discard')}</Button>
      </div>
    </Form>
  );
}

export default function SettingsPage() {
  const { t } = useTranslation();
  usePageTitle(t('settingsPage.title'));
  const { data, isPending, error, refetch } = useQuery({
    queryKey: settingsKey,
    queryFn: () => request<SettingsView>('GET', '/settings'),
    refetchOnWindowFocus: false,
  });
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('settingsPage.title')}</h1>
      </div>
      <p className={admin.intro}>{t('settingsPage.intro')}</p>
      {isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {error && !data && <LoadFailed title={t('settingsPage.failed')} error={error} retry={() => void refetch()} />}
      {data && <SettingsForm settings={data} />}
      {data && <OperatorSettings operator={data.operator} />}
    </div>
  );
}
