/** Visits that were drawn to be looked into: asking there, and recording what was found. */
import { Alert, Button, Input, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpotCheckList } from '../../tasks/tasks.schemas.ts';
import admin from '../admin/admin.module.css';
import { LoadFailed } from '../admin/load-failed.tsx';
import { problemText } from '../api/problem-text.ts';
import { dayAndTime } from '../format/time.ts';
import mine from '../mine/mine.module.css';
import { useSignedIn } from '../shell/session-context.tsx';
import { useRecordCheck, useSpotChecks, useUndoCheck } from './tasks.api.ts';
import style from './tasks.module.css';

type Check = SpotCheckList['items'][number];
const outcomes = ['held', 'failed'] as const;

function RecordForm({ check }: { check: Check }) {
  const { t } = useTranslation();
  const record = useRecordCheck(check.id);
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('held');
  const [note, setNote] = useState('');
  return (
    <div className={style.form}>
      <Segmented
        aria-label={t('spotChecks.outcome')}
        value={outcome}
        onChange={setOutcome}
        options={outcomes.map((value) => ({ value, label: t(`spotChecks.${value}`) }))}
      />
      <Input
        aria-label={t('spotChecks.note')}
        placeholder={t('spotChecks.noteExample')}
        maxLength={500}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {record.error && <Alert role="alert" type="error" showIcon title={problemText(record.error, t)} />}
      <div>
        <Button
          disabled={note.trim() === ''}
          loading={record.isPending}
          onClick={() => record.mutate({ outcome, note: note.trim() })}
        >
          {t('spotChecks.record')}
        </Button>
      </div>
    </div>
  );
}

function Result({ check: { id, result } }: { check: Check }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const undo = useUndoCheck();
  if (!result) return null;
  return (
    <>
      <p className={style.soft}>
        <span className={admin.tag} data-tone={result.outcome === 'failed' ? 'bad' : undefined}>
          {t(`spotChecks.${result.outcome}`)}
        </span>{' '}
        {result.note} · {result.by.name} · {dayAndTime(result.at, i18n.language, timeZone)}
      </p>
      {result.canUndo && (
        <Button size="small" loading={undo.isPending} onClick={() => undo.mutate(id)}>
          {t('tasks.undo')}
        </Button>
      )}
    </>
  );
}

function OneCheck({ check }: { check: Check }) {
  const { t } = useTranslation();
  const { task, isOwn, result } = check;
  return (
    <li className={mine.station}>
      <strong>
        {task.subject.estate} {task.subject.name}
      </strong>
      {task.completion && (
        <p className={style.soft}>
          {t('spotChecks.visit', { name: task.completion.by.name, note: task.completion.note || '—' })}
        </p>
      )}
      <p className={style.soft}>
        {t('spotChecks.drawn', {
          draw: check.draw.toFixed(4),
          share: String(check.share),
          mark: check.seedMark,
        })}
      </p>
      {result && <Result check={check} />}
      {!result && isOwn && <p>{t('spotChecks.own')}</p>}
      {!result && !isOwn && <RecordForm check={check} />}
    </li>
  );
}

export function SpotChecks() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useSpotChecks();
  if (isPending) return <Skeleton active />;
  if (!data) return <LoadFailed title={t('tasks.failed')} error={error} retry={() => void refetch()} />;
  return (
    <>
      <p className={admin.intro}>{t('spotChecks.intro')}</p>
      {data.items.length === 0 && <div className={admin.empty}>{t('spotChecks.none')}</div>}
      <ul className={mine.rows} style={{ maxWidth: 720 }}>
        {data.items.map((check) => (
          <OneCheck key={check.id} check={check} />
        ))}
      </ul>
    </>
  );
}
