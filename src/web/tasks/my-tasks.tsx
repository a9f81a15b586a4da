/** One's own tasks: what is due, and what was done lately, which can be taken back for a day. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../tasks/tasks.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import mine from '../mine/mine.module.css';
import { DoneForm } from './done-form.tsx';
import { Causes, Guide, StateTag } from './task-facts.tsx';
import { useOwnTasks, useUndoTask } from './tasks.api.ts';
import style from './tasks.module.css';

function OpenTask({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState(false);
  return (
    <li className={mine.station}>
      <div className={style.line}>
        <strong>
          {t(`tasks.kind.${task.kind}`)} · {task.subject.name}
        </strong>
        {task.state === 'overdue' && <StateTag task={task} />}
      </div>
      <p className={style.soft}>
        {task.subject.estate} · {t('tasks.due', { day: task.dueDay })}
      </p>
      <Causes task={task} />
      {task.kind === 'visit' && <Guide task={task} />}
      {doing ? (
        <DoneForm task={task} onClose={() => setDoing(false)} />
      ) : (
        <Button onClick={() => setDoing(true)}>{t('tasks.do')}</Button>
      )}
    </li>
  );
}

function DoneTask({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const undo = useUndoTask();
  return (
    <li className={mine.station}>
      <div className={style.line}>
        <span>
          {t(`tasks.kind.${task.kind}`)} · {task.subject.name}
        </span>
        <StateTag task={task} />
      </div>
      {task.completion && <p className={style.soft}>{task.completion.note}</p>}
      {task.completion?.canUndo && (
        <Button size="small" loading={undo.isPending} onClick={() => undo.mutate(task.id)}>
          {t('tasks.undo')}
        </Button>
      )}
      {undo.error && <Alert role="alert" type="error" showIcon title={problemText(undo.error, t)} />}
    </li>
  );
}

const firstShown = 8;

function Contacts({ tasks }: { tasks: TaskView[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? tasks : tasks.slice(0, firstShown);
  return (
    <>
      <h3 className={style.part}>{t('tasks.contacts', { count: tasks.length })}</h3>
      <ul className={mine.rows}>
        {shown.map((task) => (
          <OpenTask key={task.id} task={task} />
        ))}
      </ul>
      {shown.length < tasks.length && (
        <Button onClick={() => setAll(true)}>{t('tasks.showAll', { count: tasks.length })}</Button>
      )}
    </>
  );
}

/** Nothing at all for somebody who has none and had none. */
export function MyTasks() {
  const { t } = useTranslation();
  const { data } = useOwnTasks();
  if (!data || data.items.length === 0) return null;
  const open = data.items.filter(({ state }) => state === 'open' || state === 'overdue');
  const done = data.items.filter(({ state }) => state === 'done');
  const urgent = open.filter(({ kind }) => kind !== 'contact');
  const contacts = open.filter(({ kind }) => kind === 'contact');
  return (
    <section aria-labelledby="my-tasks">
      <div className={mine.head}>
        <h2 id="my-tasks">{t('tasks.mine')}</h2>
      </div>
      {open.length === 0 && <p className={style.soft}>{t('tasks.noneOpen')}</p>}
      <ul className={mine.rows}>
        {urgent.map((task) => (
          <OpenTask key={task.id} task={task} />
        ))}
      </ul>
      {contacts.length > 0 && <Contacts tasks={contacts} />}
      {done.length > 0 && (
        <details>
          <summary className={style.part}>{t('tasks.doneLately', { count: done.length })}</summary>
          <ul className={mine.rows}>
            {done.map((task) => (
              <DoneTask key={`${task.id} done`} task={task} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
