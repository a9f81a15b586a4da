/** Where a station's code leads: checking in for a patrol there, and signing off. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OwnPatrols } from '../../patrols/patrols.schemas.ts';
import { NetworkFailure } from '../api/client.ts';
import { problemText } from '../api/problem-text.ts';
import { timeOrDay } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { EndForm } from './end-form.tsx';
import { useSpan } from './patrol-words.ts';
import { useCheckIn, useOwnPatrols } from './patrols.api.ts';
import style from './patrols.module.css';

const earlyMs = 30 * 60_000;

/** The caller's post at the station that is on now or soon, not attended yet. */
const postNow = ({ shifts }: OwnPatrols, stationId: number, nowMs: number) =>
  shifts.find(
    ({ station, state, startAt, endAt }) =>
      station.id === stationId &&
      state === 'to_come' &&
      nowMs >= Date.parse(startAt) - earlyMs &&
      nowMs < Date.parse(endAt),
  );

export function CheckIn({ code, stationId }: { code: string; stationId: number }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSignedIn().community;
  const span = useSpan();
  const own = useOwnPatrols();
  const checkIn = useCheckIn();
  const running = own.data?.patrols.find(({ station, endedAt }) => station.id === stationId && endedAt === null);
  const post = own.data && postNow(own.data, stationId, Date.now());
  const failed = checkIn.error ?? (own.data ? null : own.error);
  return (
    <section className={style.checkIn} aria-label={t('patrols.title')}>
      {running && (running.isPlanned || !post) ? (
        <>
          <strong role="status">
            {t('patrols.running', { time: timeOrDay(running.dueEndAt, Date.now(), i18n.language, timeZone) })}
          </strong>
          <EndForm key={running.id} patrol={running} />
        </>
      ) : (
        <div className={style.checkInRow}>
          <span>
            {checkIn.data && checkIn.data.patrol.endedAt !== null
              ? t('patrols.finished')
              : post
                ? t('patrols.checkInPost', { when: span(post.startAt, post.endAt) })
                : t('patrols.checkInText')}
          </span>
          <Button size="large" loading={checkIn.isPending} onClick={() => checkIn.mutate(code)}>
            {t('patrols.checkIn')}
          </Button>
        </div>
      )}
      {failed && (
        <Alert
          role="alert"
          type="warning"
          showIcon
          title={failed instanceof NetworkFailure ? t('patrols.needsNetwork') : problemText(failed, t)}
        />
      )}
    </section>
  );
}
