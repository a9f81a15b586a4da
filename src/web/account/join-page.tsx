/** What a link opens that works once: joining by invitation, or another password. The secret stands behind the # and is sent in no address. */
import { Alert, Button, Input, Result, Skeleton } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import type { LinkFound } from '../../accounts/account-links.schemas.ts';
import admin from '../admin/admin.module.css';
import { LoadFailed } from '../admin/load-failed.tsx';
import { ApiProblem } from '../api/client.ts';
import { problemText } from '../api/problem-text.ts';
import { useSignIn } from '../api/session.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { PublicFrame } from '../shell/public-frame.tsx';
import { useLink, useLinkUse } from './account.api.ts';
import style from './account.module.css';
import { PasswordField } from './password-card.tsx';

const shortest = 10;
const rightUsername = /^[a-z0-9._-]{2,64}$/;

interface Fields {
  username: string;
  name: string;
  password: string;
}

function faultOf(
  { username, name, password }: Fields,
  isInvitation: boolean,
): 'missing' | 'badUsername' | 'short' | null {
  if (isInvitation && (username === '' || name.trim() === '')) return 'missing';
  if (isInvitation && !rightUsername.test(username)) return 'badUsername';
  return password.length < shortest ? 'short' : null;
}

function WhoFields({ fields, onChange }: { fields: Fields; onChange(change: Partial<Fields>): void }) {
  const { t } = useTranslation();
  const [nameId, usernameId] = [useId(), useId()];
  return (
    <>
      <div className={style.field}>
        <label htmlFor={nameId}>{t('join.name')}</label>
        <Input
          id={nameId}
          autoComplete="name"
          value={fields.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </div>
      <div className={style.field}>
        <label htmlFor={usernameId}>{t('join.username')}</label>
        <Input
          id={usernameId}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={`${usernameId}-rule`}
          value={fields.username}
          onChange={(event) => onChange({ username: event.target.value.trim().toLowerCase() })}
        />
        <span id={`${usernameId}-rule`} className={style.rule}>
          {t('join.usernameRule')}
        </span>
      </div>
    </>
  );
}

function JoinForm({ token, link }: { token: string; link: LinkFound }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [use, signIn] = [useLinkUse(), useSignIn()];
  const isInvitation = link.kind === 'invitation';
  const [fields, setFields] = useState<Fields>({ username: link.username ?? '', name: '', password: '' });
  const [fault, setFault] = useState<ReturnType<typeof faultOf>>(null);
  const change = (changed: Partial<Fields>) => setFields((before) => ({ ...before, ...changed }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = faultOf(fields, isInvitation);
    setFault(found);
    if (found) return;
    const { username, password, name } = fields;
    await use.mutateAsync({ token, password, ...(isInvitation ? { username, name: name.trim() } : {}) });
    await signIn.mutateAsync({ username, password });
    await navigate('/', { replace: true });
  };
  const error = use.error ?? signIn.error;
  const message = fault ? t(`join.${fault}`) : error ? problemText(error, t) : null;
  return (
    <section className={`${admin.card} ${style.join}`}>
      <h1>{isInvitation ? t('join.invited', { community: link.community }) : t('join.reset')}</h1>
      <p>
        {isInvitation
          ? t('join.invitedText', { role: link.role ? t(`role.${link.role}`) : '' })
          : t('join.resetText', { username: link.username ?? '' })}
      </p>
      <form onSubmit={(event) => void submit(event).catch(() => undefined)} noValidate>
        {isInvitation && <WhoFields fields={fields} onChange={change} />}
        <PasswordField
          label={t('join.password')}
          rule={t('join.passwordRule')}
          autoComplete="new-password"
          value={fields.password}
          onChange={(password) => change({ password })}
        />
        <div role="alert" className={style.message}>
          {message && <Alert type="error" showIcon title={message} />}
        </div>
        <Button type="primary" size="large" block htmlType="submit" loading={use.isPending || signIn.isPending}>
          {t(isInvitation ? 'join.submitInvitation' : 'join.submitReset')}
        </Button>
      </form>
    </section>
  );
}

function Spent() {
  const { t } = useTranslation();
  return (
    <Result
      status="warning"
      title={<h1>{t('join.spent')}</h1>}
      subTitle={t('join.spentText')}
      extra={<Link to="/">{t('join.toSignIn')}</Link>}
    />
  );
}

export default function JoinPage() {
  const { t } = useTranslation();
  const token = useLocation().hash.slice(1);
  const link = useLink(token);
  usePageTitle(t(link.data?.kind === 'reset' ? 'join.reset' : 'invitations.title'));
  const isSpent = link.error instanceof ApiProblem && link.error.status < 429;
  return (
    <PublicFrame>
      {link.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {isSpent && <Spent />}
      {link.error && !isSpent && (
        <LoadFailed title={t('join.spent')} error={link.error} retry={() => void link.refetch()} />
      )}
      {link.data && <JoinForm token={token} link={link.data} />}
    </PublicFrame>
  );
}
