/** One attribution that waits: sign it, or refuse and say why. */
import { Alert, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Signable } from '../../attributions/signatures.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { SignableFacts } from './signable-facts.tsx';
import { useDecision } from './signatures.api.ts';
import style from './signatures.module.css';

const maxReason = 300;

export function Signing({ item }: { item: Signable }) {
  const { t } = useTranslation();
  const decide = useDecision(item.attribution.id);
  const [isRefusing, setRefusing] = useState(false);
  return (
    <li className={style.card}>
      <SignableFacts item={item} />
      {decide.isError && <Alert role="alert" type="error" showIcon title={problemText(decide.error, t)} />}
      {isRefusing ? (
        <Refusal
          isBusy={decide.isPending}
          onCancel={() => setRefusing(false)}
          onRefuse={(reason) => decide.mutate({ decision: 'refused', reason })}
        />
      ) : (
        <div className={style.actions}>
          <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate({ decision: 'signed' })}>
            {t('signing.sign')}
          </Button>
          <Button disabled={decide.isPending} onClick={() => setRefusing(true)}>
            {t('signing.refuse')}
          </Button>
        </div>
      )}
    </li>
  );
}

function Refusal(props: { isBusy: boolean; onCancel(): void; onRefuse(reason: string): void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  const send = () => {
    if (reason.trim() === '') setMissing(true);
    else props.onRefuse(reason.trim());
  };
  return (
    <div className={style.refusal}>
      <label htmlFor={id}>{t('signing.reason')}</label>
      <Input.TextArea
        id={id}
        autoFocus
        rows={2}
        maxLength={maxReason}
        value={reason}
        status={isMissing ? 'error' : ''}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-missing` : undefined}
        onChange={(event) => {
          setReason(event.target.value);
          setMissing(false);
        }}
      />
      {isMissing && (
        <p id={`${id}-missing`} role="alert" className={style.missing}>
          {t('signing.reasonMissing')}
        </p>
      )}
      <div className={style.actions}>
        <Button danger loading={props.isBusy} onClick={send}>
          {t('signing.refuse')}
        </Button>
        <Button disabled={props.isBusy} onClick={props.onCancel}>
          {t('signing.cancel')}
        </Button>
      </div>
    </div>
  );
}
