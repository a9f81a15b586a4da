/** Everybody with an account whom one may see to: searched by name or initials, each with a way to the account. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type PersonView, type Role, roles } from '../../../people/people.schemas.ts';
import { request } from '../../api/client.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { BranchesButton } from './branches-button.tsx';

export default function PeoplePage() {
  const { t } = useTranslation();
  usePageTitle(t('peoplePage.title'));
  const [search, setSearch] = useState('');
  const [role, setRole] = useState<Role | ''>('');
  const query = new URLSearchParams({ search, ...(role ? { role } : {}) });
  const people = useQuery({
    queryKey: ['people', 'list', String(query)],
    queryFn: () => request<{ items: PersonView[] }>('GET', `/people?${query}`),
    placeholderData: keepPreviousData,
  });
  const estates = useQuery({
    queryKey: ['estates'],
    queryFn: () => request<{ items: { id: number; name: string }[] }>('GET', '/estates'),
  });
  const names = new Map(estates.data?.items.map(({ id, name }) => [id, name]));
  const shown = people.data?.items ?? [];
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('peoplePage.title')}</h1>
        <BranchesButton />
      </div>
      <p className={admin.intro}>{t('peoplePage.intro')}</p>
      <div className={admin.filters}>
        <Input
          type="search"
          allowClear
          aria-label={t('peoplePage.search')}
          placeholder={t('peoplePage.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Select<Role | ''>
          className={admin.select ?? ''}
          aria-label={t('peoplePage.role')}
          value={role}
          onChange={setRole}
          options={[
            { value: '', label: t('peoplePage.allRoles') },
            ...roles.map((value) => ({ value, label: t(`role.${value}`) })),
          ]}
        />
      </div>
      {people.isError && !people.data && (
        <LoadFailed title={t('peoplePage.failed')} error={people.error} retry={() => void people.refetch()} />
      )}
      {people.data && <p role="status">{t('peoplePage.count', { count: shown.length })}</p>}
      {people.data && shown.length === 0 && <div className={admin.empty}>{t('peoplePage.none')}</div>}
      {shown.length > 0 && (
        <Table<PersonView>
          size="small"
          rowKey="id"
          dataSource={shown}
          scroll={{ x: 520 }}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            {
              title: t('peoplePage.title'),
              render: (_, { id, name, username }) => (
                <Link to={`/accounts/${id}`}>
                  {name} ({username})
                </Link>
              ),
            },
            { title: t('peoplePage.role'), render: (_, one) => t(`role.${one.role}`) },
            {
              title: t('homesPage.estate'),
              render: (_, one) => one.estates?.map((id) => names.get(id)).join(' · ') ?? t('peoplePage.everywhere'),
            },
          ]}
        />
      )}
    </div>
  );
}
