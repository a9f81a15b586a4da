/** What a task is about, by when, what was misplaced and what to say about it. */
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../tasks/tasks.schemas.ts';
import admin from '../admin/admin.module.css';
import { dayAndTime } from '../format/time.ts';
import { categoryName } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './tasks.module.css';

const tones = { open: undefined, overdue: 'bad', done: 'quiet', withdrawn: 'quiet' } as const;

export function StateTag({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  return (
    <span className={admin.tag} data-tone={tones[task.state]}>
      {t(`tasks.state.${task.state}`)}
    </span>
  );
}

/** The latest cases, each in a line. */
export function Causes({ task }: { task: TaskView }) {
  const { t, i18n } = useTranslation();
  const { categories, timeZone } = useSignedIn().community;
  const name = (id: TaskView['causes'][number]['actual']): string =>
    id === 'mixed' ? t('tasks.mixed') : categoryName(categories, id, i18n.language);
  if (task.causes.length === 0) return null;
  return (
    <ul className={style.causes}>
      {task.causes.slice(0, 3).map(({ occurredAt, expected, actual }) => (
        <li key={`${occurredAt} ${actual}`}>
          {t('tasks.cause', {
            time: dayAndTime(occurredAt, i18n.language, timeZone),
            actual: name(actual),
            expected: name(expected),
          })}
        </li>
      ))}
      {task.causes.length > 3 && <li>{t('tasks.moreCauses', { count: task.causes.length - 3 })}</li>}
    </ul>
  );
}

/** For who goes there: where what was misplaced belongs, and why. */
export function Guide({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const kinds = [...new Set(task.causes.map(({ actual }) => actual))];
  if (kinds.length === 0) return null;
  return (
    <details className={style.guide}>
      <summary>{t('tasks.guideTitle')}</summary>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>{t(`tasks.guide.${kind}`)}</li>
        ))}
      </ul>
    </details>
  );
}
