/** All homes: searched, paged; agreement to the red list, retiring and restoring. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Select, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HomeList, HomesQuery, HomeView } from '../../../places/homes.schemas.ts';
import { request } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { AddHomes } from './add-homes.tsx';
import { RenameButton } from './place-actions.tsx';

type State = HomesQuery['state'];
const states: State[] = ['live', 'without_member', 'red_list', 'retired'];

interface Filter {
  search: string;
  estateId: number;
  state: State;
  page: number;
}

const useHomes = ({ search, estateId, state, page }: Filter) => {
  const query = new URLSearchParams({
    search,
    state,
    page: String(page),
    ...(estateId ? { estateId: String(estateId) } : {}),
  });
  return useQuery({
    queryKey: ['households', String(query)],
    queryFn: () => request<HomeList>('GET', `/households?${query}`),
    placeholderData: keepPreviousData,
  });
};

function useHomeChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: unknown }) => request<void>('POST', path, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['households'] }),
  });
}

function Actions({ home, change }: { home: HomeView; change: ReturnType<typeof useHomeChange> }) {
  const { t } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
  const agrees = home.redListSince === null;
  const retired = home.retiredAt !== null;
  return (
    <Space wrap>
      {!retired && (
        <Button
          size="small"
          onClick={() => change.mutate({ path: `/households/${home.id}/consent`, body: { agrees, day: today } })}
        >
          {t(agrees ? 'homesPage.agree' : 'homesPage.withdraw')}
        </Button>
      )}
      {!retired && (
        <RenameButton
          place={{ kind: 'household', id: home.id, name: home.room, retiredAt: null }}
          label={t('placesPage.changeRoom')}
        />
      )}
      <Button
        size="small"
        onClick={() => change.mutate({ path: `/places/household/${home.id}/${retired ? 'restore' : 'retire'}` })}
      >
        {t(retired ? 'homesPage.restore' : 'homesPage.retire')}
      </Button>
    </Space>
  );
}

function Filters({ filter, onChange }: { filter: Filter; onChange(to: Partial<Filter>): void }) {
  const { t } = useTranslation();
  const estates = useQuery({
    queryKey: ['estates'],
    queryFn: () => request<{ items: { id: number; name: string }[] }>('GET', '/estates'),
  });
  return (
    <div className={admin.filters}>
      <Input
        type="search"
        allowClear
        aria-label={t('homesPage.search')}
        placeholder={t('homesPage.search')}
        value={filter.search}
        onChange={(event) => onChange({ search: event.target.value })}
      />
      <Select
        className={admin.select ?? ''}
        aria-label={t('homesPage.estate')}
        value={filter.estateId}
        onChange={(estateId) => onChange({ estateId })}
        options={[
          { value: 0, label: t('homesPage.allEstates') },
          ...(estates.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        className={admin.select ?? ''}
        aria-label={t('homesPage.state')}
        value={filter.state}
        onChange={(state) => onChange({ state })}
        options={states.map((value) => ({ value, label: t(`homesPage.${value}`) }))}
      />
    </div>
  );
}

function List({ list, onPage }: { list: HomeList; onPage(page: number): void }) {
  const { t } = useTranslation();
  const change = useHomeChange();
  const address = ({ building, unit, room }: HomeView): string =>
    t('homesPage.address_of', { building: building.name, unit: unit.name, room });
  return (
    <>
      <p role="status">{t('homesPage.count', { count: list.total })}</p>
      {change.error && (
        <div role="alert">
          <Alert type="error" showIcon title={problemText(change.error, t)} />
        </div>
      )}
      {list.total === 0 ? (
        <div className={admin.empty}>
          <strong>{t('homesPage.none')}</strong>
          {t('homesPage.noneText')}
        </div>
      ) : (
        <Table<HomeView>
          size="small"
          rowKey="id"
          dataSource={list.items}
          scroll={{ x: 820 }}
          pagination={{
            current: list.page,
            pageSize: list.perPage,
            total: list.total,
            showSizeChanger: false,
            onChange: onPage,
          }}
          columns={[
            { title: t('homesPage.estate'), render: (_, { estate }) => estate.name },
            { title: t('homesPage.address'), render: (_, home) => address(home) },
            { title: t('homesPage.code'), render: (_, { code }) => <code>{code}</code> },
            { title: t('homesPage.member'), render: (_, { member }) => member?.name },
            {
              title: t('homesPage.redList'),
              render: (_, { redListSince: day }) => day && t('homesPage.since', { day }),
            },
            { title: t('homesPage.actions'), render: (_, home) => <Actions home={home} change={change} /> },
          ]}
        />
      )}
    </>
  );
}

export default function HomesPage() {
  const { t } = useTranslation();
  usePageTitle(t('homesPage.title'));
  const [filter, setFilter] = useState<Filter>({ search: '', estateId: 0, state: 'live', page: 1 });
  const [adding, setAdding] = useState(false);
  const homes = useHomes(filter);
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('homesPage.title')}</h1>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('placesPage.addHomes')}
        </Button>
      </div>
      <p className={admin.intro}>{t('homesPage.intro')}</p>
      {adding && <AddHomes onClose={() => setAdding(false)} />}
      <Filters filter={filter} onChange={(to) => setFilter({ ...filter, page: 1, ...to })} />
      {homes.isError && !homes.data && (
        <LoadFailed title={t('homesPage.failed')} error={homes.error} retry={() => void homes.refetch()} />
      )}
      {homes.data && <List list={homes.data} onPage={(page) => setFilter({ ...filter, page })} />}
    </div>
  );
}
