/** One's own account: where one is signed in, another password. */
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import admin from '../admin/admin.module.css';
import { ConfirmedButton } from '../admin/confirmed-button.tsx';
import { LoadFailed } from '../admin/load-failed.tsx';
import { problemText } from '../api/problem-text.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { useEndOthers, useEndSession, useOwnSessions } from './account.api.ts';
import style from './account.module.css';
import { PasswordCard } from './password-card.tsx';
import { SessionLine } from './session-lines.tsx';

function SessionsCard() {
  const { t } = useTranslation();
  const sessions = useOwnSessions();
  const end = useEndSession();
  const endOthers = useEndOthers();
  const items = sessions.data?.items ?? [];
  return (
    <section className={admin.card}>
      <h2>{t('account.sessions')}</h2>
      <p>{t('account.sessionsText')}</p>
      {sessions.isPending && <Skeleton active paragraph={{ rows: 2 }} />}
      {sessions.error && !sessions.data && (
        <LoadFailed title={t('account.failed')} error={sessions.error} retry={() => void sessions.refetch()} />
      )}
      <ul className={style.sessions}>
        {items.map((session) => (
          <SessionLine key={session.id} session={session}>
            {session.isThis ? (
              <span className={admin.tag}>{t('account.thisOne')}</span>
            ) : (
              <Button
                size="small"
                loading={end.isPending && end.variables === session.id}
                onClick={() => end.mutate(session.id)}
              >
                {t('account.end')}
              </Button>
            )}
          </SessionLine>
        ))}
      </ul>
      <div role="alert">{end.error && <Alert type="error" showIcon title={problemText(end.error, t)} />}</div>
      {items.length > 1 && (
        <ConfirmedButton
          label={t('account.endAll')}
          title={t('account.endAllTitle')}
          text={t('account.endAllText')}
          yes={t('account.endAll')}
          onConfirm={() => endOthers.mutateAsync(undefined)}
        />
      )}
    </section>
  );
}

export default function AccountPage() {
  const { t } = useTranslation();
  const { person } = useSignedIn();
  usePageTitle(t('account.title'));
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{person.name}</h1>
      </div>
      <p className={admin.intro}>{t('account.who', { role: t(`role.${person.role}`), username: person.username })}</p>
      <div className={style.columns}>
        <SessionsCard />
        <PasswordCard />
      </div>
    </div>
  );
}
