/** Filing an appeal: on which ground, and in one's own words. */
import { Alert, Button, Input, Radio } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppealRequest, appealGrounds } from '../../appeals/appeals.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import style from './notices.module.css';

const maxLength = 1_000;

export function AppealForm(props: { isBusy: boolean; error: unknown; onFile(appeal: AppealRequest): void }) {
  const { t } = useTranslation();
  const [ground, setGround] = useState<AppealRequest['ground']>('not_ours');
  const [statement, setStatement] = useState('');
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (ground === 'other' && statement.trim() === '') setMissing(true);
    else props.onFile({ ground, statement: statement.trim() });
  };
  return (
    <form className={style.form} onSubmit={send}>
      <h3>{t('appeal.formTitle')}</h3>
      <p className={style.soft}>{t('appeal.formText')}</p>
      <Radio.Group
        aria-label={t('appeal.groundLabel')}
        className={style.grounds ?? ''}
        value={ground}
        onChange={(event) => setGround(event.target.value)}
        options={appealGrounds.map((value) => ({ value, label: t(`appeal.ground.${value}`) }))}
      />
      <label htmlFor={id}>{t('appeal.statement')}</label>
      <Input.TextArea
        id={id}
        rows={3}
        maxLength={maxLength}
        value={statement}
        status={isMissing ? 'error' : ''}
        aria-invalid={isMissing}
        onChange={(event) => {
          setStatement(event.target.value);
          setMissing(false);
        }}
      />
      {isMissing && <Alert role="alert" type="error" showIcon title={t('appeal.statementMissing')} />}
      {props.error != null && <Alert role="alert" type="error" showIcon title={problemText(props.error, t)} />}
      <Button type="primary" htmlType="submit" loading={props.isBusy}>
        {t('appeal.file')}
      </Button>
    </form>
  );
}
