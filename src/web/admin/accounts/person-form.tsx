/** Changing an account: name, role, estates, branch and own home. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, PersonChange } from '../../../accounts/accounts.schemas.ts';
import { type Role, roles } from '../../../people/people.schemas.ts';
import type { HomeList } from '../../../places/homes.schemas.ts';
import { request } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import { useBranches } from '../people/branches-button.tsx';
import { useChangePerson, useEstates } from './accounts.api.ts';

interface Values {
  name: string;
  role: Role;
  estates: number[];
  branchId?: number;
  householdId?: number;
}

/** Homes by what is typed, with the present one always among them. */
function useHomeOptions(present: Account['household'], search: string) {
  const query = new URLSearchParams({ search });
  const homes = useQuery({
    queryKey: ['households', String(query)],
    queryFn: () => request<HomeList>('GET', `/households?${query}`),
    placeholderData: keepPreviousData,
    enabled: search !== '',
  });
  const found = (search === '' ? [] : (homes.data?.items ?? [])).map(({ id, estate, building, unit, room }) => ({
    value: id,
    label: `${estate.name} ${building.name} ${unit.name} ${room}`,
  }));
  return present && search === '' ? [{ value: present.id, label: present.address }] : found;
}

function changeOf(account: Account, values: Values): PersonChange {
  const { name, role, estates, branchId = null, householdId = null } = values;
  return { name, branchId, householdId, ...(account.isOwn ? {} : { role, estates }) };
}

function Fields({ account }: { account: Account }) {
  const { t } = useTranslation();
  const estates = useEstates();
  const branches = useBranches();
  const [search, setSearch] = useState('');
  const homes = useHomeOptions(account.household, search);
  const branchOptions = (branches.data?.items ?? [])
    .filter(({ id, retiredAt }) => retiredAt === null || id === account.branch?.id)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Form.Item
        name="name"
        label={t('personForm.name')}
        rules={[{ required: true, whitespace: true, message: t('dutiesPage.missing') }]}
      >
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name="role" label={t('personForm.role')} extra={t('personForm.dutiesStay')}>
        <Select disabled={account.isOwn} options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} />
      </Form.Item>
      <Form.Item name="estates" label={t('personForm.estates')} extra={t('personForm.estatesHelp')}>
        <Select
          mode="multiple"
          disabled={account.isOwn}
          showSearch={{ optionFilterProp: 'label' }}
          options={(estates.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="branchId" label={t('personForm.branch')}>
        <Select allowClear options={branchOptions} />
      </Form.Item>
      <Form.Item name="householdId" label={t('personForm.household')} extra={t('personForm.householdHelp')}>
        <Select allowClear showSearch={{ filterOption: false, onSearch: setSearch }} options={homes} />
      </Form.Item>
    </>
  );
}

function PersonForm({ account, onClose }: { account: Account; onClose(): void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const change = useChangePerson(account.id);
  return (
    <Modal
      open
      title={t('personForm.title')}
      okText={t('cameraPage.save')}
      cancelText={t('cameraPage.cancel')}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {account.isOwn && <p>{t('personForm.own')}</p>}
      {change.error && (
        <div role="alert">
          <Alert type="error" showIcon title={problemText(change.error, t)} />
        </div>
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => change.mutate(changeOf(account, values), { onSuccess: onClose })}
        initialValues={{
          ...{ name: account.name, role: account.role, estates: account.estates?.map(({ id }) => id) ?? [] },
          ...(account.branch ? { branchId: account.branch.id } : {}),
          ...(account.household ? { householdId: account.household.id } : {}),
        }}
      >
        <Fields account={account} />
      </Form>
    </Modal>
  );
}

export function ChangePersonButton({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('personForm.open')}</Button>
      {open && <PersonForm account={account} onClose={() => setOpen(false)} />}
    </>
  );
}
