/** For a household with a slip and no account: its notice by the code, and appealing. */
import { Alert, Button, Input, Skeleton } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { CodedNotice } from '../../appeals/appeal-list.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { PublicFrame } from '../shell/public-frame.tsx';
import { AppealForm } from './appeal-form.tsx';
import { NoticeFactsView, StateMark } from './notice-facts.tsx';
import { useCodedAppeal, useCodedNotice } from './notices.api.ts';
import style from './notices.module.css';

function CodeForm({ code }: { code: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code);
  const id = useId();
  const look = (event: FormEvent) => {
    event.preventDefault();
    const plain = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
    if (plain !== '') void navigate(`/n/${plain}`);
  };
  return (
    <form className={style.form} onSubmit={look}>
      <label htmlFor={id}>{t('appeal.code')}</label>
      <Input
        id={id}
        size="large"
        value={typed}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="primary" size="large" htmlType="submit">
        {t('appeal.look')}
      </Button>
    </form>
  );
}

function Found({ code, found: { notice, community } }: { code: string; found: CodedNotice }) {
  const { t } = useTranslation();
  const file = useCodedAppeal(code);
  return (
    <>
      <p className={style.soft}>{community.name}</p>
      <p role="status">
        <StateMark state={notice.state} /> {t(`told.meaning.${notice.state}`)}
      </p>
      <div className={style.card}>
        <NoticeFactsView notice={notice} community={community} />
      </div>
      {notice.mayAppeal && <AppealForm isBusy={file.isPending} error={file.error} onFile={file.mutate} />}
    </>
  );
}

export default function PublicNoticePage() {
  const { t } = useTranslation();
  const { code = '' } = useParams();
  usePageTitle(t('appeal.publicTitle'));
  const found = useCodedNotice(code);
  return (
    <PublicFrame>
      <h1>{t('appeal.publicTitle')}</h1>
      {found.isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {found.isError && <Alert role="alert" type="error" showIcon title={problemText(found.error, t)} />}
      {found.data ? <Found code={code} found={found.data} /> : !found.isLoading && <CodeForm key={code} code={code} />}
      <p className={style.soft}>{t('appeal.publicText')}</p>
    </PublicFrame>
  );
}
