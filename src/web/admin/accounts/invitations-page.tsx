/** Invitations: making one, what became of each, taking one back. */
import PlusOutlined from '@ant-design/icons/es/icons/PlusOutlined';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InvitationView } from '../../../accounts/account-links.schemas.ts';
import { dayAndTime } from '../../format/time.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { ConfirmedButton } from '../confirmed-button.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { useInvitations, useRevokeInvitation } from './accounts.api.ts';
import style from './accounts.module.css';
import { InviteForm } from './invite-form.tsx';

const tones = { open: undefined, used: 'quiet', revoked: 'quiet', expired: 'warn' } as const;

function Row({ invitation }: { invitation: InvitationView }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const revoke = useRevokeInvitation();
  const { id, role, estates, note, by, createdAt, expiresAt, state, person } = invitation;
  const time = (iso: string) => dayAndTime(iso, i18n.language, timeZone);
  const where = estates?.map(({ name }) => name).join('、') ?? t('invitations.allEstates');
  return (
    <li className={style.row}>
      <span className={style.words}>
        <strong>
          {t(`role.${role}`)} · {where}
          {note && ` · ${note}`}
        </strong>
        <span className={style.soft}>
          {t('invitations.by', { name: by, time: time(createdAt) })}
          {state === 'open' && ` · ${t('invitations.until', { time: time(expiresAt) })}`}
        </span>
        {person && <Link to={`/accounts/${person.id}`}>{t('invitations.joined', person)}</Link>}
      </span>
      <span className={admin.buttons}>
        <span className={admin.tag} data-tone={tones[state]}>
          {t(`invitations.state.${state}`)}
        </span>
        {state === 'open' && (
          <ConfirmedButton
            danger
            label={t('invitations.revoke')}
            title={t('invitations.revokeTitle')}
            text={t('invitations.revokeText')}
            yes={t('invitations.revoke')}
            onConfirm={() => revoke.mutateAsync(id)}
          />
        )}
      </span>
    </li>
  );
}

export default function InvitationsPage() {
  const { t } = useTranslation();
  usePageTitle(t('invitations.title'));
  const invitations = useInvitations();
  const [inviting, setInviting] = useState(false);
  const close = () => {
    setInviting(false);
    // Whoever was shown the code may have joined already.
    void invitations.refetch();
  };
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('invitations.title')}</h1>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setInviting(true)}>
          {t('invitations.add')}
        </Button>
      </div>
      <p className={admin.intro}>{t('invitations.intro')}</p>
      {invitations.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {invitations.error && !invitations.data && (
        <LoadFailed
          title={t('invitations.failed')}
          error={invitations.error}
          retry={() => void invitations.refetch()}
        />
      )}
      {invitations.data?.items.length === 0 && (
        <div className={admin.empty}>
          <strong>{t('invitations.none')}</strong>
          {t('invitations.noneText')}
        </div>
      )}
      <ul className={style.rows}>
        {invitations.data?.items.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} />
        ))}
      </ul>
      {inviting && <InviteForm onClose={close} />}
    </div>
  );
}
