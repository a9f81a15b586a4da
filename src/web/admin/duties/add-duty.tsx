/** Giving a field to a member, or a station or bin to a chief, for a period. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Select, TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DutyKind, DutyList } from '../../../duties/duties.schemas.ts';
import type { PersonView, Role } from '../../../people/people.schemas.ts';
import type { PlaceTree } from '../../../places/homes.schemas.ts';
import type { StationList } from '../../../places/places.schemas.ts';
import { ApiProblem, request } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import { inTheWay } from './duty-lines.ts';

const holders: Record<DutyKind, readonly Role[]> = {
  field: ['member', 'branch', 'secretary', 'bin_chief'],
  post: ['bin_chief', 'volunteer', 'member', 'branch'],
};

interface Node {
  value: string;
  title: string;
  selectable?: boolean;
  children?: Node[];
}

const nodesOfHomes = ({ estates }: PlaceTree): Node[] =>
  estates
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ id, name, buildings }) => ({
      ...{ value: `estate ${id}`, title: name, selectable: false },
      children: buildings
        .filter(({ retiredAt }) => retiredAt === null)
        .map((building) => ({
          ...{ value: `building ${building.id}`, title: `${name} ${building.name}` },
          children: building.units
            .filter(({ retiredAt }) => retiredAt === null)
            .map((unit) => ({ value: `unit ${unit.id}`, title: `${name} ${building.name} ${unit.name}` })),
        })),
    }));

const nodesOfStations = ({ items }: StationList): Node[] =>
  items.map(({ id, name, estate, bins }) => ({
    ...{ value: `station ${id}`, title: `${estate.name} ${name}` },
    children: bins.map((bin) => ({ value: `bin ${bin.id}`, title: `${estate.name} ${name} ${bin.name}` })),
  }));

interface Values {
  personId: number;
  target: string;
  fromDay: string;
  lastDay?: string;
}

const bodyOf = ({ personId, target, fromDay, lastDay }: Values) => {
  const [kind = '', id] = target.split(' ');
  return { personId, target: { kind, id: Number(id) }, fromDay, lastDay: lastDay || null };
};

/** Why it was refused: of a clash, who has it and when. */
function Refused({ error, list, wanted }: { error: unknown; list: DutyList; wanted: Values | undefined }) {
  const { t } = useTranslation();
  const isTaken = error instanceof ApiProblem && error.code === 'duty_taken';
  const other = isTaken && wanted ? inTheWay(list.items, bodyOf(wanted)) : undefined;
  const text = other
    ? t('dutiesPage.taken', {
        name: other.person.name,
        place: `${other.target.estate.name} ${other.target.name}`,
        from: other.fromDay,
        last: other.lastDay ?? t('dutiesPage.open'),
      })
    : error instanceof ApiProblem && error.code === 'duty_holder'
      ? t('dutiesPage.holder')
      : problemText(error, t);
  return (
    <div role="alert">
      <Alert type="error" showIcon title={text} />
    </div>
  );
}

function useChoices(kind: DutyKind) {
  const people = useQuery({
    queryKey: ['people', 'list'],
    queryFn: () => request<{ items: PersonView[] }>('GET', '/people'),
  });
  const nodes = useQuery({
    queryKey: ['duty-places', kind],
    queryFn: async () =>
      kind === 'field'
        ? nodesOfHomes(await request<PlaceTree>('GET', '/places'))
        : nodesOfStations(await request<StationList>('GET', '/stations')),
  });
  return { people, nodes };
}

export function AddDuty({ kind, list, onClose }: { kind: DutyKind; list: DutyList; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const { people, nodes } = useChoices(kind);
  const add = useMutation({
    mutationFn: (values: Values) => request<void>('POST', '/duties', bodyOf(values)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['duties'] }),
    onSuccess: onClose,
  });
  const required = [{ required: true, message: t('dutiesPage.missing') }];
  return (
    <Modal
      open
      title={t('dutiesPage.add')}
      okText={t('cameraPage.save')}
      cancelText={t('cameraPage.cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ fromDay: list.today }}
        onFinish={(values) => add.mutate(values)}
        requiredMark={false}
      >
        {add.error && <Refused error={add.error} list={list} wanted={add.variables} />}
        <Form.Item name="personId" label={t('dutiesPage.person')} rules={required}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(people.data?.items ?? [])
              .filter(({ role }) => holders[kind].includes(role))
              .map(({ id, name, username }) => ({ value: id, label: `${name} (${username})` }))}
          />
        </Form.Item>
        <Form.Item name="target" label={t('dutiesPage.place')} rules={required}>
          <TreeSelect showSearch treeNodeFilterProp="title" treeData={nodes.data ?? []} loading={nodes.isPending} />
        </Form.Item>
        <Form.Item name="fromDay" label={t('dutiesPage.from')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="lastDay" label={t('dutiesPage.last')} extra={t('dutiesPage.lastHelp')}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
