/** Making, signing, publishing and correcting a month's red and black lists. */
import { Alert, Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { MonthEditions } from '../../lists/lists.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { may } from '../api/session.ts';
import { MonthPicker } from '../counts/month-picker.tsx';
import { dayAndTime, isMonth, monthAt, shiftMonth } from '../format/time.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { ListView } from './list-view.tsx';
import { useEditions, useStep } from './lists.api.ts';
import style from './lists.module.css';

type Edition = MonthEditions['editions'][number];

export default function ListsPage() {
  const { t } = useTranslation();
  usePageTitle(t('lists.title'));
  const { timeZone } = useSignedIn().community;
  const [address, setAddress] = useSearchParams();
  const thisMonth = monthAt(Date.now(), timeZone);
  const asked = address.get('month');
  const month = isMonth(asked) ? asked : shiftMonth(thisMonth, -1);
  const editions = useEditions(month);
  return (
    <div className={style.page}>
      <div className={style.head}>
        <h1>{t('lists.title')}</h1>
        <MonthPicker month={month} last={thisMonth} months={[]} onChoose={(chosen) => setAddress({ month: chosen })} />
        <a href={`/list/${month}`}>{t('lists.publicPage')}</a>
      </div>
      <p className={style.soft}>{t('lists.what')}</p>
      {editions.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {editions.isError && !editions.data && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={t('lists.failed')}
          description={problemText(editions.error, t)}
          action={<Button onClick={() => void editions.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {editions.data && <Month key={month} found={editions.data} />}
    </div>
  );
}

function Month({ found }: { found: MonthEditions }) {
  const { t } = useTranslation();
  const session = useSignedIn();
  const step = useStep(found.month);
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<number | null>(null);
  const isPublished = found.editions.some(({ publishedAt }) => publishedAt !== null);
  const list = found.editions.find(({ id }) => id === shown)?.content ?? found.present;
  return (
    <>
      {found.isOutdated && <Alert type="warning" showIcon title={t('lists.outdated')} />}
      {step.isError && <Alert role="alert" type="error" showIcon title={problemText(step.error, t)} />}
      {may(session, 'publish') && (
        <div className={style.controls}>
          {isPublished && (
            <Input
              aria-label={t('lists.reason')}
              placeholder={t('lists.reason')}
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
          <Button
            type="primary"
            loading={step.isPending}
            disabled={isPublished && reason.trim() === ''}
            onClick={() => step.mutate({ kind: 'draft', reason: reason.trim() })}
          >
            {t(isPublished ? 'lists.correct' : 'lists.draft')}
          </Button>
        </div>
      )}
      <ul className={style.editions}>
        {found.editions.map((edition, index) => (
          <EditionRow
            key={edition.id}
            edition={edition}
            isNewest={index === 0}
            step={step}
            isShown={shown === edition.id}
            onShow={() => setShown(shown === edition.id ? null : edition.id)}
          />
        ))}
      </ul>
      <h2>{shown === null ? t('lists.present') : t('lists.frozen')}</h2>
      <ListView list={list} />
    </>
  );
}

function EditionRow(props: {
  edition: Edition;
  isNewest: boolean;
  step: ReturnType<typeof useStep>;
  isShown: boolean;
  onShow(): void;
}) {
  const { t, i18n } = useTranslation();
  const session = useSignedIn();
  const { edition, isNewest, step } = props;
  const time = (iso: string | null) => (iso ? dayAndTime(iso, i18n.language, session.community.timeZone) : '');
  return (
    <li>
      <span>
        <strong>{t('lists.number', { number: edition.number })}</strong>{' '}
        <span>{t(`lists.state.${edition.state}`)}</span>
      </span>
      <span className={style.soft}>
        {edition.madeBy
          ? t('lists.madeBy', { name: edition.madeBy, time: time(edition.madeAt) })
          : t('lists.madeByItself')}
        {edition.signedBy && ` · ${t('lists.signedBy', { name: edition.signedBy, time: time(edition.signedAt) })}`}
        {edition.publishedBy &&
          ` · ${t('lists.publishedBy', { name: edition.publishedBy, time: time(edition.publishedAt) })}`}
        {edition.reason && edition.reason !== 'case_void' && ` · ${edition.reason}`}
        {` · ${edition.inputsHash.slice(0, 12)}`}
      </span>
      <span className={style.steps}>
        <Button onClick={props.onShow}>{t(props.isShown ? 'lists.hide' : 'lists.show')}</Button>
        {isNewest && edition.state === 'draft' && edition.maySign && (
          <Button type="primary" loading={step.isPending} onClick={() => step.mutate({ kind: 'sign', id: edition.id })}>
            {t('lists.sign')}
          </Button>
        )}
        {isNewest && edition.state === 'signed' && may(session, 'publish') && (
          <Button
            type="primary"
            loading={step.isPending}
            onClick={() => step.mutate({ kind: 'publish', id: edition.id })}
          >
            {t('lists.publish')}
          </Button>
        )}
      </span>
    </li>
  );
}
