/** What went otherwise than the person meant: somebody else was faster, or the service refused. */
import { Alert } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../people/people.schemas.ts';
import { ApiProblem } from '../api/client.ts';
import { problemText } from '../api/problem-text.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import { verdictText } from './categories.ts';
import type { Notice } from './desk.ts';
import { placeText } from './place.ts';
import style from './review.module.css';

function noticeText(notice: Notice, session: SessionView, language: string, t: TFunction): string {
  const place = placeText(notice.item.place);
  const isConflict = notice.error instanceof ApiProblem && notice.error.status === 409;
  if (!isConflict) {
    const reason = problemText(notice.error, t);
    return t(notice.kind === 'undo' ? 'notice.undoRefused' : 'notice.refused', { place, reason });
  }
  if (notice.kind === 'undo') return t('notice.undoConflict', { place });
  const { finding } = notice;
  if (finding?.state === 'judged' && finding.verdict.by.id !== session.person.id) {
    const judgement = verdictText(finding.verdict, session.community.categories, language, t);
    return t('notice.conflictBy', { place, name: finding.verdict.by.name, judgement });
  }
  return t(finding?.state === 'open' ? 'notice.conflictTaken' : 'notice.conflictOther', { place });
}

export function Notices({ notices, onDismiss }: { notices: Notice[]; onDismiss(number: number): void }) {
  const { t, i18n } = useTranslation();
  const session = useSignedIn();
  return (
    <div className={style.notices} role="alert">
      {notices.map((notice) => (
        <Alert
          key={notice.number}
          type="warning"
          showIcon
          title={noticeText(notice, session, i18n.language, t)}
          closable={{ 'aria-label': t('common.dismiss'), onClose: () => onDismiss(notice.number) }}
        />
      ))}
    </div>
  );
}
