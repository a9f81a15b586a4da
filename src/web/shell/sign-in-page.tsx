/** Signing in. */
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem-text.ts';
import { useSignIn } from '../api/session.ts';
import { ReportsWaiting } from '../report/reports-waiting.tsx';
import { unsentOfAll } from '../review/desk-provider.tsx';
import { LanguageButton } from './language-button.tsx';
import { Logo } from './logo.tsx';
import { usePageTitle } from './page-title.ts';
import style from './shell.module.css';

function SignInForm() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const [nameId, passwordId] = [useId(), useId()];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = username.trim() === '' || password === '';
    setIncomplete(missing);
    if (!missing) signIn.mutate({ username: username.trim(), password });
  };
  const message = incomplete ? t('signIn.missing') : signIn.error ? problemText(signIn.error, t) : null;
  return (
    <form onSubmit={submit} noValidate>
      <div className={style.field}>
        <label htmlFor={nameId}>{t('signIn.username')}</label>
        <Input
          id={nameId}
          size="large"
          autoFocus
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </div>
      <div className={style.field}>
        <label htmlFor={passwordId}>{t('signIn.password')}</label>
        <Input.Password
          id={passwordId}
          size="large"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <div role="alert" className={style.signInMessage}>
        {message && <Alert type="error" showIcon title={message} />}
      </div>
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}

export default function SignInPage() {
  const { t } = useTranslation();
  usePageTitle(t('signIn.title'));
  const unsent = unsentOfAll();
  return (
    <div className={style.signIn}>
      <div className={style.signInLanguage}>
        <LanguageButton />
      </div>
      <main className={style.signInCard}>
        <div className={style.signInBrand}>
          <span>
            <Logo />
          </span>
          <div>
            <h1>{t('product.full')}</h1>
            <p>{t('product.what')}</p>
          </div>
        </div>
        {unsent > 0 && (
          <div className={style.signInMessage}>
            <Alert type="warning" showIcon title={t('signIn.unsent', { count: unsent })} />
          </div>
        )}
        <ReportsWaiting className={style.signInMessage} />
        <SignInForm />
      </main>
    </div>
  );
}
