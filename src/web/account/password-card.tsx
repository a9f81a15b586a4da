/** Another password for oneself: the old one, and the new one twice. */
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import admin from '../admin/admin.module.css';
import { problemText } from '../api/problem-text.ts';
import { useChangePassword } from './account.api.ts';
import style from './account.module.css';

const shortest = 10;
const nothing = { current: '', password: '', again: '' };
type Fields = typeof nothing;

function faultOf({ current, password, again }: Fields): 'missing' | 'short' | 'differ' | null {
  if (current === '') return 'missing';
  if (password.length < shortest) return 'short';
  return password === again ? null : 'differ';
}

interface FieldProps {
  label: string;
  rule?: string;
  autoComplete: string;
  value: string;
  onChange(value: string): void;
}

export function PasswordField({ label, rule, autoComplete, value, onChange }: FieldProps) {
  const id = useId();
  return (
    <div className={style.field}>
      <label htmlFor={id}>{label}</label>
      <Input.Password
        id={id}
        autoComplete={autoComplete}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...(rule ? { 'aria-describedby': `${id}-rule` } : {})}
      />
      {rule && (
        <span id={`${id}-rule`} className={style.rule}>
          {rule}
        </span>
      )}
    </div>
  );
}

export function PasswordCard() {
  const { t } = useTranslation();
  const change = useChangePassword();
  const [fields, setFields] = useState(nothing);
  const [fault, setFault] = useState<ReturnType<typeof faultOf>>(null);
  const set = (name: keyof Fields) => (value: string) => setFields((before) => ({ ...before, [name]: value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultOf(fields);
    setFault(found);
    if (found) return;
    const { current, password } = fields;
    change.mutate({ current, password }, { onSuccess: () => setFields(nothing) });
  };
  const message = fault ? t(`account.${fault}`) : change.error ? problemText(change.error, t) : null;
  return (
    <section className={admin.card}>
      <h2>{t('account.password')}</h2>
      <form onSubmit={submit} noValidate>
        <PasswordField
          label={t('account.current')}
          autoComplete="current-password"
          value={fields.current}
          onChange={set('current')}
        />
        <PasswordField
          label={t('account.next')}
          rule={t('account.rule')}
          autoComplete="new-password"
          value={fields.password}
          onChange={set('password')}
        />
        <PasswordField
          label={t('account.again')}
          autoComplete="new-password"
          value={fields.again}
          onChange={set('again')}
        />
        <div role="alert" className={style.message}>
          {message && <Alert type="error" showIcon title={message} />}
        </div>
        <div role="status" className={style.message}>
          {change.isSuccess && !message && <Alert type="success" showIcon title={t('account.changed')} />}
        </div>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('account.change')}
        </Button>
      </form>
    </section>
  );
}
