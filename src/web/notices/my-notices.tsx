/** Notices to one's own household; what is shown counts as told, and one can appeal. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnNotices } from '../../notices/notices.schemas.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { AppealForm } from './appeal-form.tsx';
import { NoticeFactsView, StateMark } from './notice-facts.tsx';
import { useOpened, useOwnAppeal, useOwnNotices } from './notices.api.ts';
import style from './notices.module.css';

function OwnNotice({ notice }: { notice: OwnNotices['items'][number] }) {
  const { t } = useTranslation();
  const { community } = useSignedIn();
  const { mutate: tellOpened } = useOpened(notice.id);
  const file = useOwnAppeal(notice.id);
  const isNew = notice.state === 'undelivered';
  useEffect(() => {
    if (isNew) tellOpened(undefined);
  }, [isNew, tellOpened]);
  return (
    <li className={style.card}>
      <p>
        <StateMark state={notice.state} /> {t(`told.meaning.${notice.state}`)}
      </p>
      <NoticeFactsView notice={notice} community={community} />
      {notice.mayAppeal && <AppealForm isBusy={file.isPending} error={file.error} onFile={file.mutate} />}
    </li>
  );
}

/** Nothing when there are none: most people never get one. */
export function MyNotices() {
  const { t } = useTranslation();
  const notices = useOwnNotices();
  const items = notices.data?.items.filter(({ state }) => state !== 'withdrawn') ?? [];
  if (items.length === 0) return null;
  return (
    <section id="notices">
      <h2>{t('told.mine')}</h2>
      <ul className={style.cards}>
        {items.map((notice) => (
          <OwnNotice key={notice.id} notice={notice} />
        ))}
      </ul>
    </section>
  );
}
