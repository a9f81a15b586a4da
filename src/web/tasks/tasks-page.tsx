/** Tasks of one's estates, and the spot-checks of visits. */
import { Button, Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { taskKinds, taskStates } from '../../tasks/tasks.schemas.ts';
import admin from '../admin/admin.module.css';
import { LoadFailed } from '../admin/load-failed.tsx';
import { usePageTitle } from '../shell/page-title.ts';
import { SpotChecks } from './spot-checks.tsx';
import { TaskTable } from './task-table.tsx';
import { type TaskFilter, useTasks } from './tasks.api.ts';
import style from './tasks.module.css';

const views = ['tasks', 'spotChecks'] as const;
type View = (typeof views)[number];
const atFirst: TaskFilter = { kind: '', state: '', before: null };

function List() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(atFirst);
  const { data, error, isPending, refetch } = useTasks(filter);
  const change = (to: Partial<TaskFilter>) => setFilter({ ...filter, before: null, ...to });
  return (
    <>
      <div className={admin.filters}>
        <Select
          className={admin.select ?? ''}
          aria-label={t('tasks.kindTitle')}
          value={filter.kind}
          onChange={(kind) => change({ kind })}
          options={[
            { value: '', label: t('tasks.allKinds') },
            ...taskKinds.map((value) => ({ value, label: t(`tasks.kind.${value}`) })),
          ]}
        />
        <Select
          className={admin.select ?? ''}
          aria-label={t('tasks.stateTitle')}
          value={filter.state}
          onChange={(state) => change({ state })}
          options={[
            { value: '', label: t('tasks.allStates') },
            ...taskStates.map((value) => ({ value, label: t(`tasks.state.${value}`) })),
          ]}
        />
      </div>
      {isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {!data && error && <LoadFailed title={t('tasks.failed')} error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <p role="status" className={style.counts}>
            {(['open', 'overdue', 'unassigned'] as const).map((name) => (
              <span key={name}>{t(`tasks.count.${name}`, { count: data.counts[name] })}</span>
            ))}
          </p>
          {data.items.length === 0 && <div className={admin.empty}>{t('tasks.none')}</div>}
          {data.items.length > 0 && <TaskTable tasks={data.items} />}
          <div className={style.buttons} style={{ marginTop: 12 }}>
            {filter.before !== null && <Button onClick={() => change({})}>{t('tasks.newest')}</Button>}
            {data.next !== null && <Button onClick={() => change({ before: data.next })}>{t('tasks.older')}</Button>}
          </div>
        </>
      )}
    </>
  );
}

export default function TasksPage() {
  const { t } = useTranslation();
  usePageTitle(t('tasks.title'));
  const [view, setView] = useState<View>('tasks');
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('tasks.title')}</h1>
      </div>
      <p className={admin.intro}>{t('tasks.intro')}</p>
      <Segmented<View>
        aria-label={t('tasks.title')}
        value={view}
        options={views.map((value) => ({ value, label: t(value === 'tasks' ? 'tasks.tab' : 'spotChecks.title') }))}
        onChange={setView}
        style={{ marginBottom: 14 }}
      />
      {view === 'tasks' ? <List /> : <SpotChecks />}
    </div>
  );
}
