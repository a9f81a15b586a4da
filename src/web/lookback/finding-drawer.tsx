/** A judged finding from all sides: photograph, verdict, what the model thought, history, and the way back. */
import { Alert, Button, Drawer, Popconfirm, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { JudgedFinding, ReviewItem } from '../../findings/findings.schemas.ts';
import type { FindingHistory } from '../../findings/lookback.schemas.ts';
import { problemText } from '../api/problem-text.ts';
import { dayAndTime } from '../format/time.ts';
import { categoryColour, categoryName, verdictText } from '../review/categories.ts';
import { ModelView } from '../review/model-view.tsx';
import { placeText } from '../review/place.ts';
import { VerdictDetails } from '../review/verdict-details.tsx';
import { useSignedIn } from '../shell/session-context.tsx';
import { AttributionHistory } from './attribution-history.tsx';
import { History } from './finding-history.tsx';
import { useJudgedFinding, useUndoVerdict } from './lookback.api.ts';
import style from './lookback.module.css';
import { ViewPicture } from './view-picture.tsx';

const AttributionSheet = lazy(() => import('../review/attribution-sheet.tsx'));

export function FindingDrawer({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation();
  const found = useJudgedFinding(id);
  return (
    <Drawer open onClose={onClose} size={720} title={t('lookback.details')} classNames={{ body: style.drawer ?? '' }}>
      {found.isPending && <Skeleton active paragraph={{ rows: 10 }} />}
      {found.isError && (
        <Alert
          role="alert"
          type="error"
          showIcon
          title={t('lookback.failed')}
          description={problemText(found.error, t)}
          action={<Button onClick={() => void found.refetch()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {found.data && (
        <>
          <Picture finding={found.data.finding} />
          <Facts finding={found.data.finding} />
          {found.data.finding.state === 'judged' && found.data.history ? (
            <>
              <Judged finding={found.data.finding} history={found.data.history} />
              <AttributionHistory items={found.data.attributions} />
              <Links finding={found.data.finding} month={found.data.history.violations[0]?.month} />
            </>
          ) : (
            <Alert type="info" showIcon role="status" title={t('lookback.openAgain')} />
          )}
        </>
      )}
    </Drawer>
  );
}

function Picture({ finding }: { finding: JudgedFinding | ReviewItem }) {
  const { t } = useTranslation();
  const { categories } = useSignedIn().community;
  const [cut, setCut] = useState(false);
  const place = placeText(finding.place);
  const colour = finding.expected ? categoryColour(categories, finding.expected) : '#ffffff';
  return (
    <div className={style.picture}>
      <ViewPicture photo={finding.photo} cut={cut} colour={colour} label={t('review.photo', { place })} />
      {finding.photo.outline && (
        <Button size="small" aria-pressed={cut} onClick={() => setCut(!cut)}>
          {t(cut ? 'lookback.whole' : 'review.enlarge')}
        </Button>
      )}
    </div>
  );
}

function Facts({ finding }: { finding: JudgedFinding | ReviewItem }) {
  const { t, i18n } = useTranslation();
  const { categories, timeZone } = useSignedIn().community;
  const { place, expected, capturedAt } = finding;
  return (
    <dl className={style.facts}>
      <dt>{t('lookback.place')}</dt>
      <dd>
        {place.estate.name} · {placeText(place)}
      </dd>
      <dt>{t('lookback.taken')}</dt>
      <dd>{dayAndTime(capturedAt, i18n.language, timeZone)}</dd>
      <dt>{t('review.expected')}</dt>
      <dd>{expected ? categoryName(categories, expected, i18n.language) : t('review.expectedNone')}</dd>
    </dl>
  );
}

function Judged({ finding, history }: { finding: JudgedFinding; history: FindingHistory }) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const undo = useUndoVerdict();
  const [isAttributing, setAttributing] = useState(false);
  const { verdict } = finding;
  return (
    <>
      <div className={style.stands}>
        <strong>{verdictText(verdict, categories, i18n.language, t)}</strong>
        <span>{verdict.by.name}</span>
        {history.mayUndo ? (
          <Popconfirm
            title={t('lookback.undoSure')}
            description={t('lookback.undoText')}
            okText={t('last.undo')}
            cancelText={t('lookback.keep')}
            onConfirm={() => undo.mutate({ id: finding.id, version: finding.version })}
          >
            <Button loading={undo.isPending}>{t('last.undo')}</Button>
          </Popconfirm>
        ) : (
          <span className={style.faint}>{t('lookback.undoOthers', { name: verdict.by.name })}</span>
        )}
      </div>
      <VerdictDetails verdict={verdict} />
      {verdict.judgement === 'misplaced' && (
        <p>
          <Button onClick={() => setAttributing(true)}>{t('attributing.open')}</Button>
        </p>
      )}
      {isAttributing && (
        <Suspense>
          <AttributionSheet findingId={finding.id} place={finding.place} onClose={() => setAttributing(false)} />
        </Suspense>
      )}
      {undo.isError && <Alert role="alert" type="error" showIcon title={problemText(undo.error, t)} />}
      {finding.reveal ? <ModelView reveal={finding.reveal} /> : <p className={style.faint}>{t('last.noModel')}</p>}
      <History history={history} />
    </>
  );
}

function Links({ finding, month }: { finding: JudgedFinding; month: string | undefined }) {
  const { t } = useTranslation();
  return (
    <p className={style.links}>
      <Link to={`/lookback?station=${finding.place.station.id}`}>{t('lookback.sameStation')}</Link>
      {month && <Link to={`/counts?month=${month}`}>{t('lookback.monthCounts')}</Link>}
    </p>
  );
}
