/** Saying that a task is done: a note, a photograph, or both. */
import { Alert, Button, Input } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../tasks/tasks.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { shrinkPhoto } from '../report/shrink-photo.ts';
import { useComplete } from './tasks.api.ts';
import style from './tasks.module.css';

export function DoneForm({ task, onClose }: { task: TaskView; onClose(): void }) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const complete = useComplete(task.id);
  const [note, setNote] = useState('');
  const [photo, setPhoto] = useState<Blob | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setIsBroken(false);
    try {
      setPhoto((await shrinkPhoto(file)).blob);
    } catch {
      setIsBroken(true);
    }
  };
  return (
    <div className={style.form}>
      <label htmlFor={id}>{t('tasks.note')}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={500}
        placeholder={t(`tasks.noteExample.${task.kind}`)}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('tasks.photo')}
        onChange={({ target }) => void take(target.files?.[0])}
      />
      <div className={style.buttons}>
        <Button onClick={() => input.current?.click()}>{t(photo ? 'tasks.otherPhoto' : 'tasks.photo')}</Button>
        {photo && <span className={style.soft}>{t('tasks.hasPhoto')}</span>}
      </div>
      {isBroken && <Alert role="alert" type="error" showIcon title={t('tasks.photoBroken')} />}
      {complete.error && <Alert role="alert" type="error" showIcon title={problemText(complete.error, t)} />}
      <div className={style.buttons}>
        <Button
          type="primary"
          size="large"
          disabled={note.trim() === '' && !photo}
          loading={complete.isPending}
          onClick={() => complete.mutate({ note: note.trim(), photo }, { onSuccess: onClose })}
        >
          {t('tasks.done')}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cameraPage.cancel')}
        </Button>
      </div>
    </div>
  );
}
