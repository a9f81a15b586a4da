/** Tasks of all kinds in lines: about what, whose, by when, what became of it; giving one to somebody. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal, Select, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../tasks/tasks.schemas.ts';
import { request } from '../api/client.ts';
import { problemText } from '../api/problem-text.ts';
import { dayAndTime } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { Causes, StateTag } from './task-facts.tsx';
import { useAssign } from './tasks.api.ts';
import style from './tasks.module.css';

interface Choosable {
  items: { id: number; name: string }[];
}

function AssignForm({ task, onClose }: { task: TaskView; onClose(): void }) {
  const { t } = useTranslation();
  const assign = useAssign();
  const [personId, setPersonId] = useState<number | null>(null);
  const people = useQuery({
    queryKey: ['tasks', 'people'],
    queryFn: () => request<Choosable>('GET', '/tasks/people'),
  });
  const send = (to: number | null) => assign.mutate({ id: task.id, personId: to }, { onSuccess: onClose });
  return (
    <Modal
      open
      title={t('tasks.assignTitle', { subject: task.subject.name })}
      okText={t('tasks.assign')}
      okButtonProps={{ disabled: personId === null }}
      cancelText={t('cameraPage.cancel')}
      confirmLoading={assign.isPending}
      onOk={() => send(personId)}
      onCancel={onClose}
    >
      <p>{t('tasks.assignHelp')}</p>
      <Select
        aria-label={t('tasks.person')}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: '100%' }}
        loading={people.isPending}
        value={personId}
        onChange={setPersonId}
        options={(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      {task.isAssigned && (
        <Button type="link" onClick={() => send(null)}>
          {t('tasks.giveBack')}
        </Button>
      )}
      {assign.error && <Alert role="alert" type="error" showIcon title={problemText(assign.error, t)} />}
    </Modal>
  );
}

function Completion({ task }: { task: TaskView }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const { completion } = task;
  if (!completion) return null;
  return (
    <div className={style.note}>
      {completion.by.name} · {dayAndTime(completion.at, i18n.language, timeZone)}
      {completion.note && <div>{completion.note}</div>}
      {completion.hasPhoto && (
        <a href={`/api/v1/tasks/${task.id}/photo`} target="_blank" rel="noreferrer">
          {t('tasks.seePhoto')}
        </a>
      )}
    </div>
  );
}

export function TaskTable({ tasks }: { tasks: TaskView[] }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState<TaskView | null>(null);
  return (
    <>
      <Table<TaskView>
        size="small"
        rowKey="id"
        dataSource={tasks}
        pagination={false}
        scroll={{ x: 1000 }}
        columns={[
          { title: t('tasks.kindTitle'), width: 90, render: (_, { kind }) => t(`tasks.kind.${kind}`) },
          {
            title: t('tasks.subject'),
            render: (_, task) => (
              <>
                {task.subject.estate} {task.subject.name}
                <Causes task={task} />
              </>
            ),
          },
          {
            title: t('tasks.person'),
            width: 150,
            render: (_, task) => (
              <Space wrap size={4}>
                {task.person?.name ?? t('tasks.nobody')}
                {(task.state === 'open' || task.state === 'overdue') && (
                  <Button size="small" onClick={() => setGiven(task)}>
                    {t('tasks.assign')}
                  </Button>
                )}
              </Space>
            ),
          },
          { title: t('tasks.dueTitle'), width: 110, dataIndex: 'dueDay' },
          { title: t('tasks.stateTitle'), width: 90, render: (_, task) => <StateTag task={task} /> },
          { title: t('tasks.completion'), width: 240, render: (_, task) => <Completion task={task} /> },
        ]}
      />
      {given && <AssignForm task={given} onClose={() => setGiven(null)} />}
    </>
  );
}
