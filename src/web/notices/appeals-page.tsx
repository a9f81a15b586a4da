/** Appeals: what waits for a third person's decision, and what was decided. */
import { Alert, Button, Empty, Input, Popconfirm, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealList } from '../../appeals/appeal-list.schemas.ts';
import type { DecisionRequest } from '../../appeals/appeals.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { NoticeFactsView, StateMark } from './notice-facts.tsx';
import { useAppeals, useDecideAppeal } from './notices.api.ts';
import style from './notices.module.css';

type Item = AppealList['items'][number];
const maxReason = 500;

export default function AppealsPage() {
  const { t } = useTranslation();
  usePageTitle(t('appeal.title'));
  const appeals = useAppeals();
  const waiting = appeals.data?.items.filter(({ notice }) => notice.appeal?.decision == null).length ?? 0;
  return (
    <div className={style.page}>
      <h1>{t('appeal.title')}</h1>
      <p className={style.soft}>{t('appeal.what')}</p>
      {appeals.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {appeals.isError && !appeals.data && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={t('appeal.failed')}
          description={problemText(appeals.error, t)}
          action={<Button onClick={() => void appeals.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {appeals.data && (
        <>
          <h2 role="status">{t('appeal.waiting', { count: waiting })}</h2>
          {appeals.data.items.length === 0 && (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('appeal.none')} />
          )}
          <ul className={style.cards}>
            {appeals.data.items.map((item) => (
              <AppealCard key={item.id} item={item} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function AppealCard({ item }: { item: Item }) {
  const { t } = useTranslation();
  const { community } = useSignedIn();
  const decide = useDecideAppeal(item.id);
  const { notice, whyNot, filedBy, decidedBy, isOwnDecision } = item;
  const isDecided = notice.appeal?.decision != null;
  return (
    <li className={style.card}>
      <h2>
        {notice.household.estate} {notice.household.label} <StateMark state={notice.state} />
      </h2>
      <NoticeFactsView notice={notice} community={community} />
      <p className={style.soft}>
        {t(`appeal.filedBy.${filedBy}`)}
        {decidedBy && ` ${t('appeal.decidedBy', { name: decidedBy.name })}`}
      </p>
      {decide.isError && <Alert role="alert" type="error" showIcon title={problemText(decide.error, t)} />}
      {!isDecided && whyNot && <p className={style.soft}>{t(`appeal.whyNot.${whyNot}`)}</p>}
      {!isDecided && !whyNot && <Decision isBusy={decide.isPending} onDecide={decide.mutate} />}
      {isOwnDecision && (
        <div className={style.actions}>
          <Popconfirm
            title={t('appeal.takeBackSure')}
            okText={t('appeal.takeBack')}
            cancelText={t('appeal.cancel')}
            onConfirm={() => decide.mutate(null)}
          >
            <Button loading={decide.isPending}>{t('appeal.takeBack')}</Button>
          </Popconfirm>
        </div>
      )}
    </li>
  );
}

function Decision(props: { isBusy: boolean; onDecide(decision: DecisionRequest): void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  const decide = (decision: DecisionRequest['decision']) => {
    if (reason.trim() === '') setMissing(true);
    else props.onDecide({ decision, reason: reason.trim() });
  };
  return (
    <div className={style.form}>
      <label htmlFor={id}>{t('appeal.reason')}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={maxReason}
        value={reason}
        status={isMissing ? 'error' : ''}
        aria-invalid={isMissing}
        onChange={(event) => {
          setReason(event.target.value);
          setMissing(false);
        }}
      />
      {isMissing && <Alert role="alert" type="error" showIcon title={t('appeal.reasonMissing')} />}
      <div className={style.actions}>
        <Button type="primary" loading={props.isBusy} onClick={() => decide('upheld')}>
          {t('appeal.uphold')}
        </Button>
        <Button loading={props.isBusy} onClick={() => decide('refused')}>
          {t('appeal.refuse')}
        </Button>
      </div>
    </div>
  );
}
