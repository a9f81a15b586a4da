/** Photographs that could not be classified, each with its reason, and another try for one or for all. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FailureView, QueueState } from '../../../queue-state/queue-state.schemas.ts';
import { problemText } from '../../api/problem-text.ts';
import { may } from '../../api/session.ts';
import { dayAndTime } from '../../format/time.ts';
import { useSignedIn } from '../../shell/session-context.tsx';
import admin from '../admin.module.css';
import { ConfirmedButton } from '../confirmed-button.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { useFailures, useRetry, useRetryAll } from './queue.api.ts';
import style from './queue.module.css';

function Row({ failure }: { failure: FailureView }) {
  const { t, i18n } = useTranslation();
  const session = useSignedIn();
  const retry = useRetry();
  const { captureId, state, reason, attempts, capturedAt, estate, station, camera, photoUrl, retriable } = failure;
  const time = dayAndTime(capturedAt, i18n.language, session.community.timeZone);
  return (
    <li className={style.failure}>
      <span className={style.words}>
        <strong>
          {estate.name} {station.name} · {camera?.name ?? t('queuePage.volunteer')}
        </strong>
        <span>{reason}</span>
        <span className={style.soft}>
          {t('queuePage.taken', { time })} · {t('queuePage.attempts', { count: attempts })}
          {!retriable && ` · ${t('queuePage.gone')}`}
        </span>
        <span role="alert">{retry.error && <Alert type="error" title={problemText(retry.error, t)} />}</span>
      </span>
      <span className={admin.buttons}>
        <span className={admin.tag} data-tone={state === 'failed' ? 'bad' : 'warn'}>
          {t(`queuePage.state.${state}`)}
        </span>
        {photoUrl && (
          <Button size="small" href={photoUrl} target="_blank" rel="noreferrer">
            {t('queuePage.photo')}
          </Button>
        )}
        {retriable && may(session, 'administer') && (
          <Button size="small" loading={retry.isPending} onClick={() => retry.mutate(captureId)}>
            {t('queuePage.retry')}
          </Button>
        )}
      </span>
    </li>
  );
}

export function Failures({ notClassified }: Pick<QueueState, 'notClassified'>) {
  const { t } = useTranslation();
  const session = useSignedIn();
  const failures = useFailures();
  const retryAll = useRetryAll();
  const { days, failed } = notClassified;
  const items = failures.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="failures" className={style.failures}>
      <div className={admin.head}>
        <h2 id="failures">{t('queuePage.failures')}</h2>
        {failed > 0 && may(session, 'administer') && (
          <ConfirmedButton
            label={t('queuePage.retryAll')}
            title={t('queuePage.retryAllTitle')}
            text={t('queuePage.retryAllText', { days })}
            yes={t('queuePage.retryAll')}
            onConfirm={() => retryAll.mutateAsync(undefined)}
          />
        )}
      </div>
      <p className={style.soft}>{t('queuePage.failuresText', notClassified)}</p>
      {failures.error && !failures.data && (
        <LoadFailed title={t('queuePage.failed')} error={failures.error} retry={() => void failures.refetch()} />
      )}
      {failures.data && items.length === 0 && <div className={admin.empty}>{t('queuePage.noFailures', { days })}</div>}
      <ul className={style.rows}>
        {items.map((failure) => (
          <Row key={failure.captureId} failure={failure} />
        ))}
      </ul>
      {failures.hasNextPage && (
        <Button block loading={failures.isFetchingNextPage} onClick={() => void failures.fetchNextPage()}>
          {t('queuePage.more')}
        </Button>
      )}
    </section>
  );
}
