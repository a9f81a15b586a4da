/** What a notice tells: the masked picture, what was wrong, what is right, the term and how an appeal stands. */
import { useTranslation } from 'react-i18next';
import type { NoticeFacts } from '../../notices/notices.schemas.ts';
import type { SessionView } from '../../people/people.schemas.ts';
import { dayAndTime } from '../format/time.ts';
import { categoryName, verdictText } from '../review/categories.ts';
import { EvidencePicture } from '../review/evidence-picture.tsx';
import { placeText } from '../review/place.ts';
import style from './notices.module.css';

interface Props {
  notice: NoticeFacts;
  community: SessionView['community'];
}

/** Such as “厨余垃圾桶里投了可回收物” and where it belongs. */
export function useNoticeWords({ notice, community }: Props) {
  const { t, i18n } = useTranslation();
  const { categories, timeZone } = community;
  const { expected, actual } = notice;
  const nameOf = (id: NonNullable<typeof expected>) => categoryName(categories, id, i18n.language);
  const bin = expected === null ? '' : nameOf(expected);
  return {
    time: (iso: string | null) => (iso === null ? '' : dayAndTime(iso, i18n.language, timeZone)),
    place: `${notice.place.estate.name} · ${placeText(notice.place)}`,
    wrong: verdictText({ judgement: 'misplaced', actual }, categories, i18n.language, t),
    right:
      actual === null || actual === 'mixed'
        ? t('told.rightMixed', { bin })
        : t('told.rightText', { bin, actual: nameOf(actual) }),
    bin: t('told.binText', { bin }),
  };
}

export function StateMark({ state }: { state: NoticeFacts['state'] }) {
  const { t } = useTranslation();
  return (
    <span className={style.state} data-state={state}>
      {t(`told.state.${state}`)}
    </span>
  );
}

export function NoticeFactsView({ notice, community }: Props) {
  const { t } = useTranslation();
  const words = useNoticeWords({ notice, community });
  const { appeal, termEndsAt } = notice;
  return (
    <>
      <EvidencePicture
        className={style.picture}
        src={notice.pictureUrl}
        alt={t('told.picture', { place: words.place })}
      />
      <dl className={style.facts}>
        <dt>{t('told.wrong')}</dt>
        <dd>
          {words.bin} · {words.wrong}
        </dd>
        <dt>{t('told.right')}</dt>
        <dd>{words.right}</dd>
        <dt>{t('told.where')}</dt>
        <dd>
          {words.place} · {words.time(notice.capturedAt)}
        </dd>
        <dt>{t('told.term')}</dt>
        <dd>
          {termEndsAt
            ? t('told.termUntil', { until: words.time(termEndsAt) })
            : t('told.termLater', { days: notice.termDays })}
        </dd>
        {appeal && (
          <>
            <dt>{t('told.appeal')}</dt>
            <dd>
              {t(`appeal.ground.${appeal.ground}`)}
              {appeal.statement && <q className={style.words}>{appeal.statement}</q>}
              <span className={style.soft}>
                {appeal.decision
                  ? t(`appeal.decided.${appeal.decision.decision}`, { reason: appeal.decision.reason })
                  : t('appeal.due', { filed: words.time(appeal.filedAt), due: words.time(appeal.dueAt) })}
              </span>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}
