/** Signing off a patrol: what was found, and what the office should know. */
import { Alert, Button, Input, Segmented } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatrolView } from '../../patrols/patrols.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { useEndPatrol } from './patrols.api.ts';
import style from './patrols.module.css';

const outcomes = ['nothing_found', 'found'] as const;

export function EndForm({ patrol }: { patrol: PatrolView }) {
  const { t } = useTranslation();
  const id = useId();
  const end = useEndPatrol();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>(
    patrol.outcome ?? (patrol.reports > 0 ? 'found' : 'nothing_found'),
  );
  const [note, setNote] = useState(patrol.note ?? '');
  return (
    <div className={style.endForm}>
      <Segmented
        block
        aria-label={t('patrols.outcome')}
        value={outcome}
        onChange={setOutcome}
        options={outcomes.map((value) => ({ value, label: t(`patrols.outcomeText.${value}`) }))}
      />
      {outcome === 'found' && <p className={style.soft}>{t('patrols.outcomeHelp')}</p>}
      <label htmlFor={id}>{t('patrols.note')}</label>
      <Input
        id={id}
        maxLength={500}
        placeholder={t('patrols.noteExample')}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {end.error && <Alert role="alert" type="error" showIcon title={problemText(end.error, t)} />}
      <Button size="large" loading={end.isPending} onClick={() => end.mutate({ id: patrol.id, outcome, note })}>
        {t('patrols.signOff')}
      </Button>
    </div>
  );
}
