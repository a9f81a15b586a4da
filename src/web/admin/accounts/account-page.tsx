/** One account for an administrator: reset, sessions, end and return. */
import ArrowLeftOutlined from '@ant-design/icons/es/icons/ArrowLeftOutlined';
import { Alert, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { IssuedLink } from '../../../accounts/account-links.schemas.ts';
import type { Account } from '../../../accounts/accounts.schemas.ts';
import { SessionLine } from '../../account/session-lines.tsx';
import { problemText } from '../../api/problem-text.ts';
import { dayAndTime } from '../../format/time.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { ConfirmedButton } from '../confirmed-button.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { useAccount, useDeactivation, useEndSessionsOf, useOfferReset } from './accounts.api.ts';
import style from './accounts.module.css';
import { LinkShown } from './link-shown.tsx';
import { ChangePersonButton } from './person-form.tsx';

function useTime(): (iso: string) => string {
  const { i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  return (iso) => dayAndTime(iso, i18n.language, timeZone);
}

function FactsCard({ account }: { account: Account }) {
  const { t } = useTranslation();
  const time = useTime();
  const { username, role, estates, createdAt, deactivatedAt } = account;
  return (
    <section className={admin.card}>
      <h2>{t('accountCard.facts')}</h2>
      <dl className={admin.facts}>
        <dt>{t('accountCard.username')}</dt>
        <dd>{username}</dd>
        <dt>{t('accountCard.role')}</dt>
        <dd>{t(`role.${role}`)}</dd>
        <dt>{t('accountCard.estates')}</dt>
        <dd>{estates?.map(({ name }) => name).join('、') ?? t('accountCard.allEstates')}</dd>
        <dt>{t('personForm.branch')}</dt>
        <dd>{account.branch?.name ?? '—'}</dd>
        <dt>{t('personForm.household')}</dt>
        <dd>{account.household?.address ?? '—'}</dd>
        <dt>{t('accountCard.created')}</dt>
        <dd>{time(createdAt)}</dd>
        <dt>{t('accountCard.state')}</dt>
        <dd>{deactivatedAt ? t('accountCard.deactivated', { time: time(deactivatedAt) }) : t('accountCard.active')}</dd>
      </dl>
      <ChangePersonButton account={account} />
    </section>
  );
}

function ResetCard({ account: { id, reset } }: { account: Account }) {
  const { t } = useTranslation();
  const time = useTime();
  const offer = useOfferReset(id);
  const [link, setLink] = useState<IssuedLink | null>(null);
  return (
    <section className={admin.card}>
      <h2>{t('accountCard.reset')}</h2>
      <p>{t('accountCard.resetText')}</p>
      {reset && <p>{t('accountCard.resetWaiting', { name: reset.by, time: time(reset.expiresAt) })}</p>}
      <Button loading={offer.isPending} onClick={() => offer.mutate(undefined, { onSuccess: setLink })}>
        {t('accountCard.resetButton')}
      </Button>
      <div role="alert">{offer.error && <Alert type="error" showIcon title={problemText(offer.error, t)} />}</div>
      {link && <LinkShown title={t('accountCard.resetShown')} link={link} onClose={() => setLink(null)} />}
    </section>
  );
}

function SessionsCard({ account: { id, sessions } }: { account: Account }) {
  const { t } = useTranslation();
  const end = useEndSessionsOf(id);
  return (
    <section className={admin.card}>
      <h2>{t('accountCard.sessions')}</h2>
      {sessions.length === 0 && <p>{t('accountCard.noSessions')}</p>}
      <ul className={style.sessions}>
        {sessions.map((session) => (
          <SessionLine key={session.signedInAt + session.expiresAt} session={session} />
        ))}
      </ul>
      {sessions.length > 0 && (
        <ConfirmedButton
          danger
          label={t('accountCard.endSessions')}
          title={t('accountCard.endSessionsTitle')}
          text={t('accountCard.endSessionsText')}
          yes={t('accountCard.endSessions')}
          onConfirm={() => end.mutateAsync(undefined)}
        />
      )}
    </section>
  );
}

function EndCard({ account: { id, name, isOwn, deactivatedAt } }: { account: Account }) {
  const { t } = useTranslation();
  const change = useDeactivation(id);
  const to = deactivatedAt ? 'restore' : 'end';
  return (
    <section className={admin.card}>
      <h2>{t(`accountCard.${to}`)}</h2>
      <p>{isOwn ? t('accountCard.own') : t(`accountCard.${to}Text`)}</p>
      {!isOwn && (
        <ConfirmedButton
          danger={to === 'end'}
          label={t(`accountCard.${to}`)}
          title={t(`accountCard.${to}Title`, { name })}
          text={t(`accountCard.${to}Text`)}
          yes={t(`accountCard.${to}`)}
          onConfirm={() => change.mutateAsync(to)}
        />
      )}
    </section>
  );
}

export default function AdministeredAccountPage() {
  const { t } = useTranslation();
  const account = useAccount(Number(useParams().id));
  const { data } = account;
  usePageTitle(data?.name ?? t('accountCard.facts'));
  return (
    <div className={admin.page}>
      <Link to="/people" className={admin.back}>
        <ArrowLeftOutlined aria-hidden /> {t('accountCard.back')}
      </Link>
      {account.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {!data && account.error && (
        <LoadFailed title={t('accountCard.failed')} error={account.error} retry={() => void account.refetch()} />
      )}
      {data && (
        <>
          <div className={admin.head}>
            <h1>{data.name}</h1>
          </div>
          <div className={style.columns}>
            <div className={style.column}>
              <FactsCard account={data} />
              {!data.deactivatedAt && <ResetCard account={data} />}
            </div>
            <div className={style.column}>
              <SessionsCard account={data} />
              <EndCard account={data} />
            </div>
          </div>
        </>
      )}
    </div>
  );
}
