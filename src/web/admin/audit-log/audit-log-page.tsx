/** Who did what when: found by person, action, thing and day; the address holds the filters; CSV. */
import { Button, Input, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { AuditChoices, AuditEntryView } from '../../../audit-log/audit-log.schemas.ts';
import { dayAndTime } from '../../format/time.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import {
  csvAddress,
  type FilterName,
  type Filters,
  filterNames,
  useAuditChoices,
  useAuditLog,
} from './audit-log.api.ts';
import style from './audit-log.module.css';

type Change = (changes: Filters) => void;

function FilterBar({
  filters,
  choices,
  onChange,
}: {
  filters: Filters;
  choices: AuditChoices | undefined;
  onChange: Change;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const select = (name: FilterName, options: { value: string; label: string }[]) => (
    <Select
      aria-label={t(`auditLog.${name}`)}
      placeholder={t(`auditLog.${name}`)}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={filters[name] ?? null}
      onChange={(value) => onChange({ [name]: typeof value === 'string' ? value : '' })}
      options={options}
    />
  );
  const day = (name: 'from' | 'to') => (
    <div className={style.day}>
      <span aria-hidden="true">{t(`auditLog.${name}`)}</span>
      <Input
        type="date"
        aria-label={t(`auditLog.${name}`)}
        value={filters[name] ?? ''}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </div>
  );
  const named = (all: AuditChoices['actions'] = []) =>
    all.map(({ id, names }) => ({ value: id, label: names[language] }));
  return (
    <div className={style.filters}>
      {select(
        'person',
        choices?.people.map(({ id, name, username }) => ({ value: String(id), label: `${name} ${username}` })) ?? [],
      )}
      {select('action', named(choices?.actions))}
      {select('object', named(choices?.objects))}
      <Input
        aria-label={t('auditLog.objectId')}
        placeholder={t('auditLog.objectId')}
        allowClear
        value={filters.objectId ?? ''}
        onChange={(event) => onChange({ objectId: event.target.value })}
      />
      {day('from')}
      {day('to')}
      {Object.keys(filters).length > 0 && (
        <Button onClick={() => onChange(Object.fromEntries(filterNames.map((name) => [name, ''])))}>
          {t('auditLog.clear')}
        </Button>
      )}
    </div>
  );
}

function Entry({
  entry,
  choices,
  onChange,
}: {
  entry: AuditEntryView;
  choices: AuditChoices | undefined;
  onChange: Change;
}) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const nameIn = (all: AuditChoices['actions'] | undefined, id: string) =>
    all?.find((one) => one.id === id)?.names[language] ?? id;
  const { at, person, action, object, objectId, details } = entry;
  const id = objectId && objectId.length > 12 ? `${objectId.slice(0, 8)}…` : objectId;
  return (
    <li className={style.entry}>
      <time dateTime={at} className={style.time}>
        {dayAndTime(at, i18n.language, timeZone)}
      </time>
      <strong className={style.person}>{person?.name ?? t('auditLog.nobody')}</strong>
      <span className={style.action}>
        {nameIn(choices?.actions, action)}
        {id !== null && (
          <button
            type="button"
            className={style.object}
            title={t('auditLog.onlyThis')}
            onClick={() => onChange({ object, objectId: objectId ?? '' })}
          >
            {nameIn(choices?.objects, object)} {id}
          </button>
        )}
      </span>
      {details && (
        <details className={style.details}>
          <summary>{t('auditLog.what')}</summary>
          <pre>{JSON.stringify(details, null, 2)}</pre>
        </details>
      )}
    </li>
  );
}

function Entries({
  filters,
  choices,
  onChange,
}: {
  filters: Filters;
  choices: AuditChoices | undefined;
  onChange: Change;
}) {
  const { t } = useTranslation();
  const log = useAuditLog(filters);
  const items = log.data?.pages.flatMap((page) => page.items) ?? [];
  if (log.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!log.data) return <LoadFailed title={t('auditLog.failed')} error={log.error} retry={() => void log.refetch()} />;
  if (items.length === 0) return <div className={admin.empty}>{t('auditLog.none')}</div>;
  return (
    <>
      <ol className={style.entries}>
        {items.map((entry) => (
          <Entry key={entry.id} entry={entry} choices={choices} onChange={onChange} />
        ))}
      </ol>
      {log.hasNextPage && (
        <Button block loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t('auditLog.more')}
        </Button>
      )}
    </>
  );
}

export default function AuditLogPage() {
  const { t, i18n } = useTranslation();
  usePageTitle(t('auditLog.title'));
  const choices = useAuditChoices().data;
  const [search, setSearch] = useSearchParams();
  const filters: Filters = Object.fromEntries(
    filterNames.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])),
  );
  const change: Change = (changes) => {
    const next = { ...filters, ...changes };
    setSearch(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== '')), { replace: true });
  };
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('auditLog.title')}</h1>
        <Button href={csvAddress(filters, i18n.language === 'en' ? 'en' : 'zh-CN')} download>
          {t('auditLog.csv')}
        </Button>
      </div>
      <p className={admin.intro}>{t('auditLog.intro')}</p>
      <FilterBar filters={filters} choices={choices} onChange={change} />
      <Entries filters={filters} choices={choices} onChange={change} />
    </div>
  );
}
