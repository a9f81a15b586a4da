/** Sessions as lines: the device, since when, last used. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../accounts/accounts.schemas.ts';
import { ago } from '../format/ago.ts';
import { dayAndTime } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './account.module.css';
import { agentName } from './agent-name.ts';

export function SessionLine({ session, children }: { session: Account['sessions'][number]; children?: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const name = agentName(session.agent);
  const facts = [
    t('account.signedInAt', { time: dayAndTime(session.signedInAt, i18n.language, timeZone) }),
    ...(session.lastUsedAt ? [t('account.usedAt', { ago: ago(session.lastUsedAt, Date.now(), i18n.language) })] : []),
  ];
  return (
    <li>
      <span className={style.device}>
        <strong>{name ? t('account.agent', name) : t('account.unknownAgent')}</strong>
        <span className={style.rule}>{facts.join(' · ')}</span>
      </span>
      {children}
    </li>
  );
}
