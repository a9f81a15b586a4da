/** Party branches in a window: how many people each has, another name, one more, out of use. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal, Skeleton, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchChange, BranchList } from '../../../branches/branches.schemas.ts';
import { request } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { LoadFailed } from '../load-failed.tsx';
import { NameForm } from '../places/name-form.tsx';

type Branch = BranchList['items'][number];

export const useBranches = () =>
  useQuery({ queryKey: ['branches'], queryFn: () => request<BranchList>('GET', '/branches') });

function useBranchChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: number | null; change: BranchChange }) =>
      id === null
        ? request<void>('POST', '/branches', { name: change.name })
        : request<void>('PATCH', `/branches/${id}`, change),
    onSettled: () => queries.invalidateQueries({ queryKey: ['branches'] }),
  });
}

function BranchTable({ branches, mayChange }: { branches: Branch[]; mayChange: boolean }) {
  const { t } = useTranslation();
  const change = useBranchChange();
  const [renamed, setRenamed] = useState<Branch | null>(null);
  const close = () => {
    setRenamed(null);
    change.reset();
  };
  const actions = {
    title: t('homesPage.actions'),
    width: 170,
    render: (_: unknown, branch: Branch) => (
      <Space wrap>
        <Button size="small" onClick={() => setRenamed(branch)}>
          {t('placesPage.rename')}
        </Button>
        <Button
          size="small"
          onClick={() => change.mutate({ id: branch.id, change: { isRetired: branch.retiredAt === null } })}
        >
          {t(branch.retiredAt ? 'homesPage.restore' : 'homesPage.retire')}
        </Button>
      </Space>
    ),
  };
  return (
    <>
      <Table<Branch>
        size="small"
        rowKey="id"
        dataSource={branches}
        pagination={false}
        columns={[
          {
            title: t('placesPage.name'),
            render: (_, { name, retiredAt }) => (
              <>
                {name}{' '}
                {retiredAt && (
                  <span className={admin.tag} data-tone="quiet">
                    {t('homesPage.retired')}
                  </span>
                )}
              </>
            ),
          },
          { title: t('branchesPage.people'), dataIndex: 'people', align: 'right', width: 80 },
          ...(mayChange ? [actions] : []),
        ]}
      />
      {renamed && (
        <NameForm
          title={t('placesPage.rename')}
          label={t('placesPage.name')}
          initial={renamed.name}
          error={change.error}
          busy={change.isPending}
          onSave={(name) => change.mutate({ id: renamed.id, change: { name } }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}

function AddBranch() {
  const { t } = useTranslation();
  const add = useBranchChange();
  const [name, setName] = useState('');
  const save = () =>
    name.trim() && add.mutate({ id: null, change: { name: name.trim() } }, { onSuccess: () => setName('') });
  return (
    <>
      <Space.Compact style={{ width: '100%', marginTop: 12 }}>
        <Input
          aria-label={t('branchesPage.add')}
          placeholder={t('placesPage.name')}
          value={name}
          maxLength={64}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={save}
        />
        <Button type="primary" loading={add.isPending} onClick={save}>
          {t('branchesPage.add')}
        </Button>
      </Space.Compact>
      {add.error && (
        <div role="alert">
          <Alert type="error" showIcon title={problemText(add.error, t)} />
        </div>
      )}
    </>
  );
}

function Branches() {
  const { t } = useTranslation();
  const branches = useBranches();
  const mayChange = useSignedIn().person.estates === null;
  return (
    <>
      <p>{t('branchesPage.intro')}</p>
      {branches.isPending && <Skeleton active />}
      {branches.isError && !branches.data && (
        <LoadFailed title={t('branchesPage.failed')} error={branches.error} retry={() => void branches.refetch()} />
      )}
      {branches.data?.items.length === 0 && <div className={admin.empty}>{t('branchesPage.none')}</div>}
      {branches.data && branches.data.items.length > 0 && (
        <BranchTable branches={branches.data.items} mayChange={mayChange} />
      )}
      {mayChange && <AddBranch />}
    </>
  );
}

export function BranchesButton() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('branchesPage.title')}</Button>
      <Modal open={open} title={t('branchesPage.title')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <Branches />
      </Modal>
    </>
  );
}
