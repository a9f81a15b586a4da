/** Responsibility fields and bin chiefs: who has what, now and before; giving, ending, cancelling. */
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DutyKind, DutyList } from '../../../duties/duties.schemas.ts';
import { request } from '../../api/client.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { AddDuty } from './add-duty.tsx';
import { linesOf } from './duty-lines.ts';
import { DutyTable } from './duty-table.tsx';

interface Filter {
  kind: DutyKind;
  search: string;
  shown: 'current' | 'all';
}

function Filters({ filter, onChange }: { filter: Filter; onChange(to: Partial<Filter>): void }) {
  const { t } = useTranslation();
  return (
    <div className={admin.filters}>
      <Input
        type="search"
        allowClear
        aria-label={t('dutiesPage.search')}
        placeholder={t('dutiesPage.search')}
        value={filter.search}
        onChange={(event) => onChange({ search: event.target.value })}
      />
      <Select
        className={admin.select ?? ''}
        aria-label={t('dutiesPage.state')}
        value={filter.shown}
        onChange={(shown) => onChange({ shown })}
        options={(['current', 'all'] as const).map((value) => ({ value, label: t(`dutiesPage.${value}`) }))}
      />
      <Segmented<DutyKind>
        aria-label={t('dutiesPage.title')}
        value={filter.kind}
        options={(['field', 'post'] as const).map((value) => ({ value, label: t(`dutiesPage.${value}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
    </div>
  );
}

export default function DutiesPage() {
  const { t } = useTranslation();
  usePageTitle(t('dutiesPage.title'));
  const [filter, setFilter] = useState<Filter>({ kind: 'field', search: '', shown: 'current' });
  const [adding, setAdding] = useState(false);
  const { kind, search, shown } = filter;
  const duties = useQuery({
    queryKey: ['duties', kind],
    queryFn: () => request<DutyList>('GET', `/duties?kind=${kind}`),
  });
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('dutiesPage.title')}</h1>
        <Button type="primary" onClick={() => setAdding(true)} disabled={!duties.data}>
          {t('dutiesPage.add')}
        </Button>
      </div>
      <p className={admin.intro}>{t('dutiesPage.intro')}</p>
      <Filters filter={filter} onChange={(to) => setFilter({ ...filter, ...to })} />
      {duties.isError && !duties.data && (
        <LoadFailed title={t('dutiesPage.failed')} error={duties.error} retry={() => void duties.refetch()} />
      )}
      {duties.data && (
        <DutyTable
          key={kind}
          lines={linesOf(duties.data.items, search, shown === 'all', duties.data.today)}
          today={duties.data.today}
        />
      )}
      {adding && duties.data && <AddDuty kind={kind} list={duties.data} onClose={() => setAdding(false)} />}
    </div>
  );
}
