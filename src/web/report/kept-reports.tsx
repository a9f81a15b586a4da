/** Reports that this phone keeps, each with its state and what can be done about it. */
import CheckCircleFilled from '@ant-design/icons/es/icons/CheckCircleFilled';
import ClockCircleOutlined from '@ant-design/icons/es/icons/ClockCircleOutlined';
import CloudUploadOutlined from '@ant-design/icons/es/icons/CloudUploadOutlined';
import ExclamationCircleFilled from '@ant-design/icons/es/icons/ExclamationCircleFilled';
import { Button, Popconfirm, Progress } from 'antd';
import type { TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { timeOrDay } from '../format/time.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import type { KeptReport } from './kept-report.ts';
import { useObjectUrl } from './photo-picker.tsx';
import style from './report.module.css';
import { delivery } from './report-delivery.ts';

const icons = {
  waiting: <ClockCircleOutlined aria-hidden />,
  sending: <CloudUploadOutlined aria-hidden />,
  sent: <CheckCircleFilled aria-hidden />,
  refused: <ExclamationCircleFilled aria-hidden />,
};

const wrongPlace = ['no_such_station', 'no_such_bin', 'no_such_code', 'code_retired'];
const wrongPhoto = ['not_an_image', 'photo_animated', 'photo_too_large', 'photo_too_many_pixels', 'photo_truncated'];

function refusalText({ problem }: KeptReport, t: TFunction): string {
  if (wrongPlace.includes(problem?.code ?? '')) return t('report.refusedPlace');
  if (wrongPhoto.includes(problem?.code ?? '')) return t('report.refusedPhoto');
  if (problem?.code === 'not_allowed') return t('report.refusedAccount');
  return t('report.refused', { reason: problem?.detail ?? '' });
}

function stateText(report: KeptReport, { isOwn, signedOut }: { isOwn: boolean; signedOut: boolean }, t: TFunction) {
  if (report.state === 'refused') return refusalText(report, t);
  if (report.state === 'sent') return t('report.sent');
  if (!isOwn) return t('report.otherAccount');
  if (signedOut) return t('report.signedOut');
  if (report.state === 'sending') return t('report.sending');
  return report.tries > 0 || !navigator.onLine ? t('report.waiting') : t('report.next');
}

interface RowProps {
  report: KeptReport;
  signedOut: boolean;
  onMend(report: KeptReport): void;
}

function KeptRow({ report, signedOut, onMend }: RowProps) {
  const { t, i18n } = useTranslation();
  const { person, community } = useSignedIn();
  const isOwn = report.personId === person.id;
  const url = useObjectUrl(isOwn ? report.photo : null);
  const { state, sentBytes, photoBytes, place } = report;
  const at = timeOrDay(new Date(report.keptAt).toISOString(), Date.now(), i18n.language, community.timeZone);
  return (
    <li className={style.kept} data-state={state}>
      {url ? <img src={url} alt="" /> : <span className={style.noPicture}>{icons[state]}</span>}
      <div className={style.keptText}>
        <strong>{isOwn ? place.name : t('report.another')}</strong>
        <span className={style.keptState} role="status">
          {icons[state]} {stateText(report, { isOwn, signedOut }, t)}
        </span>
        {state === 'sending' && (
          <Progress
            percent={photoBytes > 0 ? Math.round((sentBytes / photoBytes) * 100) : 0}
            size="small"
            aria-label={t('report.sending')}
          />
        )}
        <span className={style.keptAt}>{at}</span>
      </div>
      {state === 'refused' && isOwn && (
        <div className={style.keptActions}>
          {wrongPlace.includes(report.problem?.code ?? '') ? (
            <Button size="small" type="primary" onClick={() => onMend(report)}>
              {t('report.mend')}
            </Button>
          ) : (
            <Button size="small" onClick={() => void delivery.retry(report)}>
              {t('common.tryAgain')}
            </Button>
          )}
          <Popconfirm title={t('report.deleteSure')} onConfirm={() => delivery.forget(report.id)}>
            <Button size="small" danger>
              {t('report.delete')}
            </Button>
          </Popconfirm>
        </div>
      )}
    </li>
  );
}

/** `onMend`: a refused one is to be put right. */
export function KeptReportList({ onMend }: { onMend(report: KeptReport): void }) {
  const { t } = useTranslation();
  const { reports, signedOut } = useSyncExternalStore(delivery.subscribe, delivery.snapshot);
  if (!reports || reports.length === 0) return null;
  const isWaiting = reports.some(({ state }) => state === 'waiting');
  return (
    <section className={style.keptList} aria-label={t('report.kept')}>
      <div className={style.keptHead}>
        <h2>{t('report.kept')}</h2>
        {isWaiting && (
          <Button type="link" onClick={delivery.sendNow}>
            {t('report.sendNow')}
          </Button>
        )}
      </div>
      <ul>
        {reports.map((report) => (
          <KeptRow key={report.id} report={report} signedOut={signedOut} onMend={onMend} />
        ))}
      </ul>
    </section>
  );
}
